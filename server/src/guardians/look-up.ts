import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { BodyOf, ResponseOf } from '@hocba/shared/contract/endpoint';
import type { getBundle, lookUp } from '@hocba/shared/contract/look-up';
import { RegistryError } from '@hocba/shared/problems';
import { type Instant, parseIdentifier, StudentCode } from '@hocba/shared/school/identifiers';
import { agreesOnBirth, type BirthDate, isYearOnly } from '@hocba/shared/school/pupil/birth-date';
import type { Caller } from '../people/caller.ts';
import { type Counted, countTry, judgeTry, type ThrottleLimits } from '../people/sign-in/throttle.ts';
import type { Db } from '../storage/engine/db.ts';
import { decideAgain } from '../storage/engine/retry.ts';
import { type AuditEvent, appendAudit } from '../storage/queries/audit/audit.ts';
import {
  type ConsentCodeRow,
  findGrant,
  insertGrant,
  listOpenConsentCodes,
  updateConsentCode,
} from '../storage/queries/consents.ts';
import { listCredentialsOf } from '../storage/queries/credentials.ts';
import { deleteThrottle } from '../storage/queries/people.ts';
import {
  findStudentByCode,
  findStudentByPersonalId,
  type StudentRow,
} from '../storage/queries/schools/schools.ts';
import { type CodeServices, hashOf, inHours } from './consent-code.ts';

/** The needs of a look-up beside the codes: the trust list handed out with a bundle. */
export interface LookUpServices extends CodeServices {
  readonly trustList: string;
}

const CODE_TRIES = 5;
const GRANT_HOURS = 24;

/** Look-ups: five tries per account, and per school and identifier, then a quarter of an hour. */
const LOOKUP_LIMITS: ThrottleLimits = { free: 5, firstPause: 900, longestPause: 900, forgetAfter: 86_400 };

/** The open code that fits; every candidate is compared in constant time. */
const fittingCode = (open: readonly ConsentCodeRow[], expected: Buffer): ConsentCodeRow | undefined =>
  open.find((row) => row.failures < CODE_TRIES && timingSafeEqual(Buffer.from(row.hash, 'hex'), expected));

const findPupil = async (db: Db, id: string): Promise<StudentRow | undefined> => {
  const code = parseIdentifier(StudentCode, id);
  return code === undefined ? findStudentByPersonalId(db, id) : findStudentByCode(db, code);
};

/** A day where a day is held; any day of the year where the register holds no more than the year. */
const fitsBirth = ({ birth_date: held }: StudentRow, told: BirthDate): boolean =>
  held === told || (isYearOnly(held as BirthDate) && agreesOnBirth(held as BirthDate, told));

/**
 * What a look-up counts on: the account, and the identifier within the account's school. A code is for one school, so
 * another school's wrong codes tell nothing about it and must not lock the family's look-up.
 */
const lookUpTries = (pepper: Uint8Array, { account, school }: Caller, studentId: string): Counted[] => {
  const identifier = createHmac('sha256', pepper).update(studentId).digest('hex').slice(0, 32);
  return [
    { key: `lookup:account:${account}`, account, limits: LOOKUP_LIMITS },
    { key: `lookup:pupil:${school}:${identifier}`, account: null, limits: LOOKUP_LIMITS },
  ];
};

/** Counts a try before it is judged. Throws LOOKUP_LOCKED. */
const countTries = async (db: Db, tries: readonly Counted[], now: Instant): Promise<void> => {
  try {
    await countTry(db, tries, now);
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code !== 'SIGN_IN_LOCKED') throw error;
    throw new RegistryError('LOOKUP_LOCKED', undefined, error.retryAfterSeconds);
  }
};

/**
 * A failed try counts on every open code that it could have been for and stands in the audit, where the family sees it.
 * One commit with one audit row whether the pupil exists or not: the time it takes must not tell.
 */
const refuse = async (
  db: Db,
  open: readonly ConsentCodeRow[],
  attempt: Omit<AuditEvent, 'action'>,
): Promise<never> => {
  await db.commit([
    ...open.map((row) => updateConsentCode(row, { failures: row.failures + 1 })),
    appendAudit({
      ...attempt,
      action: 'lookup.refused',
      detail: { ...attempt.detail, codes: open.map(({ id }) => id) },
    }),
  ]);
  throw new RegistryError('LOOKUP_REFUSED');
};

/**
 * Grants a look-up to the receiving school when pupil, birth date and one-time code fit together; the code is used
 * up and the grant audited in one commit. Every refusal is the same LOOKUP_REFUSED after the same work, whether the
 * pupil exists or not; five tries end a code, and account and identifier pause (LOOKUP_LOCKED).
 */
export const grantLookUp = async (
  services: CodeServices,
  caller: Caller,
  input: BodyOf<typeof lookUp>,
  now: Instant,
): Promise<ResponseOf<typeof lookUp>> => {
  const tries = lookUpTries(services.pepper, caller, input.studentId);
  await countTries(services.db, tries, now);
  return judgeTry(services.db, tries, () =>
    decideAgain(() => grantOnce(services, caller, input, now, tries)),
  );
};

const grantOnce = async (
  { db, pepper }: CodeServices,
  caller: Caller,
  input: BodyOf<typeof lookUp>,
  now: Instant,
  tries: readonly Counted[],
): Promise<ResponseOf<typeof lookUp>> => {
  const school = caller.school ?? '';
  const student = await findPupil(db, input.studentId);
  const open = await listOpenConsentCodes(db, student?.id ?? '', school, now);
  const row = fittingCode(open, hashOf(pepper, student?.id ?? '', school, input.code));
  const detail = { school, purpose: input.purpose };
  const attempt = { at: now, actor: caller.account, student: student?.id ?? null, detail };
  if (student === undefined || !fitsBirth(student, input.birthDate) || row === undefined) {
    return refuse(db, open, attempt);
  }
  const grant = randomBytes(24).toString('base64url');
  const expiresAt = inHours(now, GRANT_HOURS);
  await db.commit([
    updateConsentCode(row, { used_at: now }),
    ...tries.map(({ key }) => deleteThrottle(key)),
    insertGrant({
      id: grant,
      student: student.id,
      school,
      account: caller.account,
      purpose: input.purpose,
      created_at: now,
      expires_at: expiresAt,
    }),
    appendAudit({
      ...attempt,
      action: 'lookup.granted',
      // The grant itself opens the bundle: the audit names it by its MAC alone.
      detail: { ...detail, code: row.id, grant: db.mac('told', grant), expiresAt },
    }),
  ]);
  return { grant, expiresAt };
};

/**
 * The bundle of a granted look-up: the exact texts of the pupil's newest credentials, oldest year first, and the
 * trust list. Every read is audited before anything is answered. Throws GRANT_UNKNOWN.
 */
export const readBundle = (
  { db, trustList }: Pick<LookUpServices, 'db' | 'trustList'>,
  caller: Caller,
  grantId: string,
  now: Instant,
): Promise<ResponseOf<typeof getBundle>> =>
  decideAgain(async () => {
    const grant = await findGrant(db, grantId);
    if (grant === undefined || grant.school !== caller.school || grant.expires_at <= now) {
      throw new RegistryError('GRANT_UNKNOWN');
    }
    const rows = await listCredentialsOf(db, grant.student);
    const detail = { school: grant.school, purpose: grant.purpose, credentials: rows.map(({ id }) => id) };
    await db.commit([
      appendAudit({ at: now, actor: caller.account, action: 'bundle.read', student: grant.student, detail }),
    ]);
    return { v: 1, credentials: rows.map(({ jws }) => jws), trustList };
  });
