import { type ProblemCode, RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { later } from '../../later.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import { decideAgain, isLostRace, pauseAfter } from '../../storage/engine/retry.ts';
import {
  deleteThrottle,
  deleteThrottlesBefore,
  findThrottle,
  insertThrottle,
  listThrottles,
  type ThrottleRow,
  updateThrottle,
} from '../../storage/queries/people.ts';

/** How many tries are free, how long the first and the longest pause are, and when failures are forgotten; seconds. */
export interface ThrottleLimits {
  readonly free: number;
  readonly firstPause: number;
  readonly longestPause: number;
  /** After this long without a failure the count begins anew. */
  readonly forgetAfter: number;
}

/** One thing that tries are counted on. */
export interface Counted {
  readonly key: string;
  /** The account that is tried, by which its failures can be forgotten; null where the key is of no account. */
  readonly account: string | null;
  readonly limits: ThrottleLimits;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

/** Passwords: five tries, then 30 seconds, doubling up to a quarter of an hour. */
export const PASSWORD_LIMITS: ThrottleLimits = {
  free: 5,
  firstPause: 30,
  longestPause: 900,
  forgetAfter: DAY,
};

/** More at one moment under one key is an attack; the next try waits a second. */
const ATTEMPTS = 20;

/** The row after one more try. Pure. */
export const decideThrottle = (
  { key, account, limits }: Counted,
  found: ThrottleRow | undefined,
  now: Instant,
): ThrottleRow => {
  const last = found?.last_at ?? null;
  const forgotten = last !== null && later(last, limits.forgetAfter * 1000) <= now;
  const failures = (forgotten ? 0 : (found?.failures ?? 0)) + 1;
  const over = Math.min(failures - limits.free, 20);
  const pause = over < 0 ? 0 : Math.min(limits.firstPause * 2 ** over, limits.longestPause);
  const locked_until = pause === 0 ? null : later(now, pause * 1000);
  return { key, failures, locked_until, version: (found?.version ?? 0) + 1, last_at: now, account };
};

/** Throws SIGN_IN_LOCKED with the seconds of the longest pause that runs. */
const checkPauses = (rows: readonly (ThrottleRow | undefined)[], now: Instant): void => {
  const until = rows
    .map((row) => row?.locked_until ?? '')
    .sort()
    .at(-1);
  if (until === undefined || until <= now) return;
  const seconds = Math.ceil((Date.parse(until) - Date.parse(now)) / 1000);
  throw new RegistryError('SIGN_IN_LOCKED', undefined, seconds);
};

/** A try that was counted under one key: the row it left, and the row before it. */
export interface Tried {
  readonly row: ThrottleRow;
  readonly before: ThrottleRow | undefined;
}

/**
 * The rows of some keys, undefined for a key without failures. Throws SIGN_IN_LOCKED with the seconds to wait while a pause
 * runs under one of them.
 */
export const readTries = async (
  db: Db,
  counted: readonly Counted[],
  now: Instant,
): Promise<(ThrottleRow | undefined)[]> => {
  const rows = await listThrottles(
    db,
    counted.map(({ key }) => key),
  );
  checkPauses(rows, now);
  return counted.map(({ key }) => rows.find((row) => row.key === key));
};

/** One more failure under each key than was read; WRITE_CONFLICT or DUPLICATE when another was counted meanwhile. */
export const countFailure = (
  counted: readonly Counted[],
  found: readonly (ThrottleRow | undefined)[],
  now: Instant,
): { readonly next: readonly ThrottleRow[]; readonly writes: readonly Write[] } => {
  const next = counted.map((each, i) => decideThrottle(each, found[i], now));
  const writes = [
    ...next.map((row, i) => {
      const before = found[i];
      return before === undefined ? insertThrottle(row) : updateThrottle(row, before.version);
    }),
    // Many names make many rows, so with each new row the old ones go: last, since an old one may be counted on just now.
    ...(found.includes(undefined) ? [deleteThrottlesBefore(later(now, -DAY * 1000))] : []),
  ];
  return { next, writes };
};

const countOnce = async (db: Db, counted: readonly Counted[], now: Instant): Promise<Tried[]> => {
  const found = await readTries(db, counted, now);
  const { next, writes } = countFailure(counted, found, now);
  await db.commit(writes);
  return next.map((row, i) => ({ row, before: found[i] }));
};

/**
 * Counts a try before it is made, so that a hundred at once cannot all be judged as the first. A try that succeeds
 * deletes its rows. Answers what was counted under each key. Throws SIGN_IN_LOCKED with the seconds to wait while a pause
 * runs under any of the keys, without making it longer and without counting under the others.
 */
export const countTry = async (
  db: Db,
  counted: readonly Counted[],
  now: Instant,
): Promise<readonly Tried[]> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      return await countOnce(db, counted, now);
    } catch (error) {
      if (!isLostRace(error)) throw error;
      await pauseAfter(attempt);
    }
  }
  throw new RegistryError('SIGN_IN_LOCKED', undefined, 1);
};

/** Answers that judge what was tried: only these leave it counted. */
const REFUSALS: readonly ProblemCode[] = [
  'SIGN_IN_FAILED',
  'CODE_WRONG',
  'PIN_WRONG',
  'SHARE_PIN_WRONG',
  'SLIP_REFUSED',
  'RECORD_SLIP_REFUSED',
];

/**
 * Takes one try back, and the pause that it began: none ran before, or it would not have been counted. With what was
 * counted, the time of the last failure goes back too, so that successes never keep old failures from being forgotten.
 */
export const takeBack = (db: Db, { key }: Counted, tried?: Tried): Promise<void> =>
  decideAgain(async () => {
    const found = await findThrottle(db, key);
    if (found === undefined) return;
    const failures = found.failures - 1;
    const isLast = tried !== undefined && found.version === tried.row.version;
    const last_at = isLast ? (tried.before?.last_at ?? null) : found.last_at;
    const next = { ...found, failures, last_at, locked_until: null, version: found.version + 1 };
    await db.commit([failures === 0 ? deleteThrottle(key) : updateThrottle(next, found.version)]);
  });

/**
 * Judges a try that was counted. A refusal stays counted. When the registry could not judge (a lost
 * race, a database that is away, a full queue) the caller is not to blame, and the try is taken back.
 */
export const judgeTry = async <T>(
  db: Db,
  counted: readonly Counted[],
  judge: () => Promise<T>,
): Promise<T> => {
  try {
    return await judge();
  } catch (error) {
    if (!(error instanceof RegistryError && REFUSALS.includes(error.code))) {
      // The answer is the first error; a database that is away cannot take the try back either.
      for (const each of counted) await takeBack(db, each).catch(() => undefined);
    }
    throw error;
  }
};
