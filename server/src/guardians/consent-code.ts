import { randomBytes } from 'node:crypto';
import type { BodyOf, ResponseOf } from '@hocba/shared/contract/endpoint';
import { CONSENT_CODE_HOURS, type issueConsentCode } from '@hocba/shared/contract/look-up';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { later } from '../later.ts';
import type { Caller } from '../people/caller.ts';
import type { Db } from '../storage/engine/db.ts';
import { decideAgain } from '../storage/engine/retry.ts';
import { appendAudit } from '../storage/queries/audit/audit.ts';
import { endConsentCode, insertConsentCode, listOpenConsentCodes } from '../storage/queries/consents.ts';
import { findSchool, findStudentByCode, listEnrolmentsOf } from '../storage/queries/schools/schools.ts';
import { codeHash, randomCode } from './random-code.ts';

/** The needs of one-time codes: the database, and the pepper kept outside it. */
export interface CodeServices {
  readonly db: Db;
  readonly pepper: Uint8Array;
}

/** An instant some hours later. */
export const inHours = (now: Instant, hours: number): Instant => later(now, hours * 3_600_000);

/** The form of a code in the database: bound to pupil and receiving school, useless without the pepper. */
export const hashOf = (pepper: Uint8Array, student: string, school: string, code: string): Buffer =>
  codeHash(pepper, student, school, code);

/** A code to be made: for whose records, for which school, and in whose name the audit has it. */
export interface CodeWish {
  readonly student: string;
  readonly school: string;
  readonly actor: string;
  /** The child's own agreement beside the guardian's, where it was asked for. */
  readonly childAgrees?: boolean;
}

/** Makes a code and ends every earlier one for that school, in one commit with the audit; the right to it is asked before. */
export const putCode = async (
  { db, pepper }: CodeServices,
  { student, school, actor, childAgrees }: CodeWish,
  now: Instant,
): Promise<ResponseOf<typeof issueConsentCode>> => {
  const code = randomCode();
  const id = randomBytes(16).toString('base64url');
  const hash = hashOf(pepper, student, school, code).toString('hex');
  const expiresAt = inHours(now, CONSENT_CODE_HOURS);
  const earlier = await listOpenConsentCodes(db, student, school, now);
  await db.commit([
    ...earlier.map((row) => endConsentCode(row, now)),
    insertConsentCode({
      id,
      student,
      school,
      hash,
      issued_by: actor,
      created_at: now,
      expires_at: expiresAt,
      failures: 0,
      used_at: null,
      version: 1,
    }),
    appendAudit({
      at: now,
      actor,
      action: 'consent.issued',
      student,
      detail: {
        school,
        expiresAt,
        purpose: 'transfer',
        code: id,
        hash: db.mac('told', hash),
        ...(childAgrees === undefined ? {} : { childAgrees }),
      },
    }),
  ]);
  return { code, expiresAt };
};

/**
 * Issues a guardian's one-time code for a pupil of the caller's school and one receiving school, valid 72 hours,
 * and ends every earlier code for the same school. Throws STUDENT_UNKNOWN unless the pupil studies here now, and
 * SCHOOL_UNKNOWN. The code itself is only in the answer; the database holds its HMAC.
 */
export const issueCode = (
  services: CodeServices,
  caller: Caller,
  input: BodyOf<typeof issueConsentCode>,
  now: Instant,
): Promise<ResponseOf<typeof issueConsentCode>> => decideAgain(() => issueOnce(services, caller, input, now));

const issueOnce = async (
  { db, pepper }: CodeServices,
  caller: Caller,
  { studentCode, school }: BodyOf<typeof issueConsentCode>,
  now: Instant,
): Promise<ResponseOf<typeof issueConsentCode>> => {
  const student = await findStudentByCode(db, studentCode);
  const current = student && (await listEnrolmentsOf(db, student.id)).find((e) => e.status === 'studying');
  if (student === undefined || current?.school !== caller.school) throw new RegistryError('STUDENT_UNKNOWN');
  if ((await findSchool(db, school)) === undefined || school === caller.school) {
    throw new RegistryError('SCHOOL_UNKNOWN');
  }
  return putCode({ db, pepper }, { student: student.id, school, actor: caller.account }, now);
};
