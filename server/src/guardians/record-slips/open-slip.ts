import { timingSafeEqual } from 'node:crypto';
import type { RecordFacts } from '@hocba/shared/contract/enrolment/record-slip';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, SchoolYear } from '@hocba/shared/school/identifiers';
import { maskName } from '@hocba/shared/text/names/mask-name';
import type { Caller } from '../../people/caller.ts';
import {
  type Counted,
  countTry,
  judgeTry,
  type ThrottleLimits,
  takeBack,
} from '../../people/sign-in/throttle.ts';
import { dailyLimit } from '../../people/watch-reads.ts';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { type CredentialRow, listCredentialsOf } from '../../storage/queries/credentials.ts';
import { findRecordSlip, type RecordSlipRow } from '../../storage/queries/guardians/record-slips.ts';
import { findStudent } from '../../storage/queries/schools/schools.ts';
import type { VerifyRecord } from '../pages/signed-records.ts';
import { recordSlipHash } from './print-slip.ts';

/** The needs of a slip that somebody opens. */
export interface OpenSlipServices {
  readonly db: Db;
  readonly pepper: Uint8Array;
  readonly clock: () => Instant;
  readonly verify: VerifyRecord;
}

/** Codes are guessed at a desk: ten wrong ones in an hour, thirty at all desks of a school, and some more from an address. */
const TRIES_OF_ACCOUNT: ThrottleLimits = {
  free: 10,
  firstPause: 3600,
  longestPause: 3600,
  forgetAfter: 86_400,
};
const TRIES_OF_SCHOOL: ThrottleLimits = { ...TRIES_OF_ACCOUNT, free: 30 };
const TRIES_OF_ADDRESS: ThrottleLimits = { ...TRIES_OF_ACCOUNT, free: 60 };

/** Slips that one account may open in a day. */
const OPENED_PER_DAY = 500;
const checkOpened = dailyLimit('record-slip.opened', OPENED_PER_DAY);

const countedOn = ({ account, school }: Caller, network: string): Counted[] => [
  { key: `record-slip:account:${account}`, account, limits: TRIES_OF_ACCOUNT },
  { key: `record-slip:school:${school ?? 'none'}`, account: null, limits: TRIES_OF_SCHOOL },
  { key: `record-slip:address:${network}`, account: null, limits: TRIES_OF_ADDRESS },
];

const factOf = async (
  verify: VerifyRecord,
  row: CredentialRow,
  now: Instant,
): Promise<RecordFacts['years'][number]> => {
  const { verdict, payload } = await verify(row.jws, now);
  return {
    year: row.year as SchoolYear,
    verdict,
    school: payload?.credentialSubject.school.name ?? null,
    signedBy: payload?.credentialSubject.approvals.findLast(({ role }) => role === 'head')?.name ?? null,
    signedAt: payload?.validFrom ?? null,
  };
};

/** The slip that a hash opens now; a row of another hash never fits, whatever the database answers. */
const fitting = (row: RecordSlipRow | undefined, hash: string, now: Instant): RecordSlipRow | undefined => {
  if (row === undefined || row.expires_at <= now) return undefined;
  const [held, given] = [Buffer.from(row.hash, 'hex'), Buffer.from(hash, 'hex')];
  return held.length === given.length && timingSafeEqual(held, given) ? row : undefined;
};

const openOnce = async (services: OpenSlipServices, caller: Caller, code: string): Promise<RecordFacts> => {
  const { db, pepper, clock, verify } = services;
  const now = clock();
  const hash = recordSlipHash(pepper, code);
  const found = await findRecordSlip(db, hash);
  const row = fitting(found, hash, now);
  const event = { at: now, actor: caller.account, student: found?.student ?? null };
  const student = row && (await findStudent(db, row.student));
  if (row === undefined || student === undefined) {
    const detail = { school: caller.school, slip: found?.id ?? null };
    await db.commit([appendAudit({ ...event, action: 'record-slip.refused', detail })]);
    throw new RegistryError('RECORD_SLIP_REFUSED');
  }
  const rows = await listCredentialsOf(db, row.student);
  const detail = { school: caller.school, slip: row.id, credentials: rows.map(({ id }) => id) };
  await db.commit([appendAudit({ ...event, action: 'record-slip.opened', detail })]);
  return {
    name: maskName(student.name),
    birthYear: student.birth_date.slice(0, 4),
    printedAt: row.created_at as Instant,
    expiresAt: row.expires_at as Instant,
    years: (await Promise.all(rows.map((one) => factOf(verify, one, now)))).reverse(),
  };
};

/**
 * Opens a slip by its code for a clerk, a head or the department: three facts, no mark. The family sees it among the looks.
 * A code that nobody has and one that has run out are RECORD_SLIP_REFUSED alike; wrong codes make account, school and
 * address pause (LOOKUP_LOCKED). Throws READ_LIMIT.
 */
export const openSlip = async (
  services: OpenSlipServices,
  caller: Caller,
  { code, network }: { readonly code: string; readonly network: string },
): Promise<RecordFacts> => {
  const { db, clock } = services;
  await checkOpened(db, caller, clock());
  const counted = countedOn(caller, network);
  try {
    const tried = await countTry(db, counted, clock());
    const facts = await judgeTry(db, counted, () => decideAgain(() => openOnce(services, caller, code)));
    for (const [i, each] of counted.entries()) await takeBack(db, each, tried[i]);
    return facts;
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code !== 'SIGN_IN_LOCKED') throw error;
    throw new RegistryError('LOOKUP_LOCKED', undefined, error.retryAfterSeconds);
  }
};
