import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/db.ts';
import { findThrottle, insertThrottle, type ThrottleRow, updateThrottle } from '../storage/people.ts';

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

/** Whether somebody else counted a try at the same moment. */
const wasRace = (error: unknown): boolean =>
  error instanceof RegistryError && (error.code === 'WRITE_CONFLICT' || error.code === 'DUPLICATE');

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
      if (!wasRace(error)) throw error;
    }
  }
  throw new RegistryError('SIGN_IN_LOCKED', undefined, 1);
};
