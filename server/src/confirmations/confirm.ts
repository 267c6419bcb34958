import { randomUUID } from 'node:crypto';
import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import type { Confirmation } from '@hocba/shared/contract/enrolment/confirmation';
import {
  CONFIRMATION_DAYS,
  type ConfirmationPayload,
  ENROLMENT_TYPE,
  ENROLMENT_VOCABULARY,
  type Enrolment,
} from '@hocba/shared/credential/enrolment/confirmation';
import { verifyConfirmation } from '@hocba/shared/credential/enrolment/verify-confirmation';
import { ENROLMENT_JWS } from '@hocba/shared/credential/jws/kinds';
import { VC_CONTEXT } from '@hocba/shared/credential/payload/payload';
import { RegistryError } from '@hocba/shared/problems';
import type { ClassCode, Instant, SchoolCode } from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import { studiesOn } from '@hocba/shared/school/pupil/study-span';
import { type SigningServices, signChecked } from '../issuing/documents/sign-checked.ts';
import { later } from '../later.ts';
import { requireUnaltered } from '../schools/check-pupils.ts';
import type { Db } from '../storage/engine/db.ts';
import { appendAudit } from '../storage/queries/audit/audit.ts';
import { insertConfirmation, listConfirmationsOf } from '../storage/queries/enrolment/confirmations.ts';
import {
  type EnrolmentRow,
  findSchool,
  findStudent,
  keepEnrolled,
  listEnrolmentsOf,
  type StudentRow,
} from '../storage/queries/schools/schools.ts';

const DAY = 86_400_000;

/** The needs of confirmations: the database, and the key that signs them. */
export interface ConfirmationServices extends SigningServices {
  readonly clock: () => Instant;
}

/** Confirmations of one pupil in a day, of families and offices together: each is a signature and a row that nobody deletes. */
const PER_DAY = 20;

interface Current {
  readonly student: StudentRow;
  readonly row: EnrolmentRow;
  readonly enrolment: Enrolment;
}

/** Where a pupil is enrolled today, as a confirmation says it; undefined of a pupil who has left or is in no class. */
const findCurrent = async (db: Db, id: string, now: Instant): Promise<Current | undefined> => {
  const student = await findStudent(db, id);
  const rows = (await listEnrolmentsOf(db, id)).filter(({ status }) => status === 'studying');
  const current = studiesOn(rows, vietnamTimeOf(now).date);
  const school = current && (await findSchool(db, current.school));
  if (student === undefined || current === undefined || school === undefined) return undefined;
  const { span, ...row } = current;
  const { code, name, commune, province } = school;
  return {
    student,
    row,
    enrolment: {
      student: { name: student.name, birthDate: student.birth_date as BirthDate },
      school: { code: code as SchoolCode, name, commune, province },
      class: row.class as ClassCode,
      ...span,
    },
  };
};

const payloadOf = (id: string, issuer: string, enrolment: Enrolment, now: Instant): ConfirmationPayload => ({
  '@context': [VC_CONTEXT, { '@vocab': ENROLMENT_VOCABULARY }],
  id: `urn:uuid:${id}`,
  type: ['VerifiableCredential', ENROLMENT_TYPE],
  issuer,
  validFrom: now,
  validUntil: later(now, CONFIRMATION_DAYS * DAY),
  credentialSubject: enrolment,
});

/** The pupil of a confirmation, the school that must have the pupil (null: any), and the asker as the audit names it. */
export interface Wish {
  readonly student: string;
  readonly school: string | null;
  readonly actor: string;
}

/**
 * Signs that a pupil is enrolled, and keeps text and audit row in one commit, which holds only while the pupil is in that
 * class. Throws NOT_ENROLLED, PUPIL_ALTERED, TOO_MANY_CONFIRMATIONS, and what `signChecked` throws; the caller's right is asked before.
 */
export const signConfirmation = async (
  services: ConfirmationServices,
  { student, school, actor }: Wish,
): Promise<Confirmation> => {
  const { db, keyRing, clock } = services;
  const now = clock();
  const current = await findCurrent(db, student, now);
  if (current === undefined || (school !== null && current.row.school !== school)) {
    throw new RegistryError('NOT_ENROLLED');
  }
  await requireUnaltered(db, [current.student]);
  const oldest = (await listConfirmationsOf(db, student, PER_DAY))[PER_DAY - 1];
  if (oldest !== undefined && oldest.issued_at > later(now, -DAY)) {
    throw new RegistryError('TOO_MANY_CONFIRMATIONS', undefined, 3600);
  }
  const { row, enrolment } = current;
  const id = randomUUID();
  const payload = payloadOf(id, keyRing.issuer, enrolment, now);
  const jws = await signChecked(services, {
    payload,
    kind: ENROLMENT_JWS,
    iat: Math.floor(Date.parse(now) / 1000),
    verify: (text) => verifyConfirmation(text, keyRing.trust, now),
  });
  const { validUntil } = payload;
  const times = { issued_at: now, valid_until: validUntil };
  const detail = { confirmation: id, school: row.school, class: row.class, validUntil };
  await db.commit([
    keepEnrolled(row),
    insertConfirmation({
      ...{ id, student, school: row.school, year: row.year, kid: keyRing.signer.kid, jws },
      ...{ issued_by: actor, ...times },
    }),
    appendAudit({ at: now, actor, action: 'enrolment.confirmed', student, detail }),
  ]);
  return { jws, enrolment, issuedAt: now, validUntil };
};

/** A pupil's newest confirmation that verifies and says where the pupil is enrolled today; else undefined. */
export const findConfirmation = async (
  { db, keyRing }: Pick<ConfirmationServices, 'db' | 'keyRing'>,
  student: string,
  now: Instant,
): Promise<Confirmation | undefined> => {
  const current = await findCurrent(db, student, now);
  const row = (await listConfirmationsOf(db, student, 1))[0];
  if (current === undefined || row === undefined) return undefined;
  const { verdict, payload } = await verifyConfirmation(row.jws, keyRing.trust, now);
  if (verdict !== 'VALID' || payload === undefined) return undefined;
  const { credentialSubject: enrolment, validFrom, validUntil } = payload;
  // A name that was corrected or a class that was left since then makes it a paper of yesterday.
  if (JSON.stringify(enrolment) !== JSON.stringify(current.enrolment)) return undefined;
  return { jws: row.jws, enrolment, issuedAt: validFrom, validUntil };
};
