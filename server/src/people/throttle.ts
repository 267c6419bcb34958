import { type ProblemCode, RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/db.ts';
import {
  deleteThrottle,
  findThrottle,
  insertThrottle,
  type ThrottleRow,
  updateThrottle,
} from '../storage/people.ts';
import { decideAgain, isLostRace, pauseAfter } from '../storage/retry.ts';

/** How many tries are free, and how long the first and the longest pause are, in seconds. */
export interface ThrottleLimits {
  readonly free: number;
  readonly firstPause: number;
  readonly longestPause: number;
}

/** Passwords: five tries, then 30 seconds, doubling up to a quarter of an hour. */
export const PASSWORD_LIMITS: ThrottleLimits = { free: 5, firstPause: 30, longestPause: 900 };

/** More at one moment under one key is an attack; the next try waits a second. */
const ATTEMPTS = 20;

/** The row after one more try. Pure. */
export const decideThrottle = (
  key: string,
  found: ThrottleRow | undefined,
  now: Instant,
  limits: ThrottleLimits,
): ThrottleRow => {
  const failures = (found?.failures ?? 0) + 1;
  const over = Math.min(failures - limits.free, 20);
  const pause = over < 0 ? 0 : Math.min(limits.firstPause * 2 ** over, limits.longestPause);
  const lockedUntil = pause === 0 ? null : new Date(Date.parse(now) + pause * 1000).toISOString();
  return { key, failures, locked_until: lockedUntil, version: (found?.version ?? 0) + 1 };
};

const checkPause = (found: ThrottleRow | undefined, now: Instant): void => {
  const until = found?.locked_until ?? null;
  if (until === null || until <= now) return;
  const seconds = Math.ceil((Date.parse(until) - Date.parse(now)) / 1000);
  throw new RegistryError('SIGN_IN_LOCKED', undefined, seconds);
};

/**
 * Counts a try before it is made, so that a hundred at once cannot all be judged as the first; whoever succeeds
 * deletes the row. Throws SIGN_IN_LOCKED with the seconds to wait while a pause runs, without making it longer.
 */
export const countTry = async (db: Db, key: string, now: Instant, limits: ThrottleLimits): Promise<void> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const found = await findThrottle(db, key);
    checkPause(found, now);
    const next = decideThrottle(key, found, now, limits);
    try {
      await db.commit([found === undefined ? insertThrottle(next) : updateThrottle(next, found.version)]);
      return;
    } catch (error) {
      if (!isLostRace(error)) throw error;
      await pauseAfter(attempt);
    }
  }
  throw new RegistryError('SIGN_IN_LOCKED', undefined, 1);
};

/** Answers that judge what was tried: only these leave it counted. */
const REFUSALS: readonly ProblemCode[] = ['SIGN_IN_FAILED', 'LOOKUP_REFUSED'];

/** Takes one try back, and the pause that it began. */
const takeBack = (db: Db, key: string, limits: ThrottleLimits): Promise<void> =>
  decideAgain(async () => {
    const found = await findThrottle(db, key);
    if (found === undefined) return;
    const failures = found.failures - 1;
    const lockedUntil = failures < limits.free ? null : found.locked_until;
    const next = { ...found, failures, locked_until: lockedUntil, version: found.version + 1 };
    await db.commit([failures === 0 ? deleteThrottle(key) : updateThrottle(next, found.version)]);
  });

/**
 * Judges a try that was counted under these keys. A refusal stays counted. When the registry could not judge (a lost
 * race, a database that is away, a full queue) the caller is not to blame, and the try is taken back.
 */
export const judgeTry = async <T>(
  db: Db,
  keys: readonly string[],
  limits: ThrottleLimits,
  judge: () => Promise<T>,
): Promise<T> => {
  try {
    return await judge();
  } catch (error) {
    if (!(error instanceof RegistryError && REFUSALS.includes(error.code))) {
      // The answer is the first error; a database that is away cannot take the try back either.
      for (const key of keys) await takeBack(db, key, limits).catch(() => undefined);
    }
    throw error;
  }
};
