import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { BodyOf, ResponseOf } from '@hocba/shared/contract/endpoint';
import type { getBundle, lookUp } from '@hocba/shared/contract/look-up';
import type { Bundle } from '@hocba/shared/credential/bundle/bundle';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Caller } from '../people/caller.ts';
import type { Db, Write } from '../storage/engine/db.ts';
import { decideAgain } from '../storage/engine/retry.ts';
import { type AuditEvent, appendAudit } from '../storage/queries/audit/audit.ts';
import {
  type ConsentCodeRow,
  failConsentCodes,
  findGrant,
  type GrantRow,
  insertGrant,
  listOpenConsentCodes,
  useConsentCode,
} from '../storage/queries/consents.ts';
import { type CredentialRow, listCredentialsOf } from '../storage/queries/credentials.ts';
import { type CodeServices, hashOf, inHours } from './consent-code.ts';
import { readLookUpTries } from './look-up-tries.ts';
import { findPupil, fitsBirth } from './told-pupil.ts';

/** The needs of a look-up beside the codes: the trust list handed out with a bundle. */
export interface LookUpServices extends CodeServices {
  readonly trustList: string;
}

/** Wrong tries that end a code for the school that tried. */
export const CODE_TRIES = 5;
/** How long a school may look again after a code was used: the code of a request was used within these hours. */
export const GRANT_HOURS = 24;

/** The open code that fits; every candidate is compared, and each in constant time. */
const fittingCode = (open: readonly ConsentCodeRow[], expected: Buffer): ConsentCodeRow | undefined =>
  open.filter(
    (row) => timingSafeEqual(Buffer.from(row.hash, 'hex'), expected) && row.failures < CODE_TRIES,
  )[0];

const bundleOf = (rows: readonly CredentialRow[], trustList: string): Bundle => ({
  v: 1,
  credentials: rows.map(({ jws }) => jws),
  trustList,
});

/** A look-up that is granted: to whom, of which pupil, by what, and what it shows at once. */
export interface Granting {
  readonly attempt: Omit<AuditEvent, 'action'>;
  readonly grant: Pick<GrantRow, 'student' | 'school' | 'account' | 'purpose'>;
  readonly shown: readonly CredentialRow[];
  readonly hours: number;
}

/** The writes that give a grant; the audit names what it shows. */
export const grantWrites = (
  { mac }: Db,
  { attempt, grant, shown, hours }: Granting,
): { id: string; expiresAt: Instant; writes: readonly Write[] } => {
  const id = randomBytes(24).toString('base64url');
  const { at } = attempt;
  const expiresAt = inHours(at as Instant, hours);
  const writes = [
    insertGrant({ ...grant, id, created_at: at, expires_at: expiresAt }),
    appendAudit({
      ...attempt,
      action: 'lookup.granted',
      // The grant itself opens the bundle: the audit names it by its MAC alone.
      detail: {
        ...attempt.detail,
        grant: mac('told', id),
        expiresAt,
        credentials: shown.map((row) => row.id),
      },
    }),
  ];
  return { id, expiresAt, writes };
};

/**
 * Grants a look-up to the receiving school when pupil, birth date and one-time code fit together. The code is used up,
 * and the grant and the records that the answer shows stand in the audit, in one commit before the answer. Every refusal
 * is the same LOOKUP_REFUSED after the same number of statements, whether the pupil exists or not. A refusal counts on
 * the account, on the identifier and on every open code that it could have been for; five end a code for its school, and
 * account and identifier pause (LOOKUP_LOCKED).
 */
export const grantLookUp = (
  services: LookUpServices,
  caller: Caller,
  input: BodyOf<typeof lookUp>,
  now: Instant,
): Promise<ResponseOf<typeof lookUp>> => decideAgain(() => grantOnce(services, caller, input, now));

const grantOnce = async (
  { db, pepper, trustList }: LookUpServices,
  caller: Caller,
  input: BodyOf<typeof lookUp>,
  now: Instant,
): Promise<ResponseOf<typeof lookUp>> => {
  const school = caller.school ?? '';
  const tries = await readLookUpTries({ db, pepper }, caller, input.studentId, now);
  const student = await findPupil(db, input.studentId);
  const open = await listOpenConsentCodes(db, student?.id ?? '', school, now);
  const row = fittingCode(open, hashOf(pepper, student?.id ?? '', school, input.code));
  const { purpose } = input;
  const attempt = { at: now, actor: caller.account, student: student?.id ?? null };
  if (student === undefined || !fitsBirth(student, input.birthDate) || row === undefined) {
    const ids = open.map(({ id }) => id);
    const detail = { school, purpose, codes: ids };
    await db.commit([
      ...tries.refused,
      failConsentCodes(ids),
      appendAudit({ ...attempt, action: 'lookup.refused', detail }),
    ]);
    throw new RegistryError('LOOKUP_REFUSED');
  }
  const shown = await listCredentialsOf(db, student.id);
  const { id, expiresAt, writes } = grantWrites(db, {
    attempt: { ...attempt, detail: { school, purpose, code: row.id } },
    grant: { student: student.id, school, account: caller.account, purpose },
    shown,
    hours: GRANT_HOURS,
  });
  await db.commit([useConsentCode(row, now, tries.read), ...tries.granted, ...writes]);
  return { grant: id, expiresAt, bundle: bundleOf(shown, trustList) };
};

/**
 * The bundle of a granted look-up once more: the exact texts of the pupil's newest credentials, oldest year first, and the
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
    return bundleOf(rows, trustList);
  });
