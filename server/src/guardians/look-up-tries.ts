import { createHmac } from 'node:crypto';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Caller } from '../people/caller.ts';
import { type Counted, countFailure, readTries, type ThrottleLimits } from '../people/sign-in/throttle.ts';
import type { Db, Write } from '../storage/engine/db.ts';
import type { TriesRead } from '../storage/queries/consents.ts';
import { deleteThrottle } from '../storage/queries/people.ts';

/** Look-ups: five tries per account, and per school and identifier, then a quarter of an hour. */
const LOOKUP_LIMITS: ThrottleLimits = { free: 5, firstPause: 900, longestPause: 900, forgetAfter: 86_400 };

/** The failures before one look-up, and what it adds to them. */
export interface LookUpTries {
  /** The state that a granted look-up must still find at its commit. */
  readonly read: TriesRead;
  /** The writes of a refused look-up: one more failure under each key. */
  readonly refused: readonly Write[];
  /** The writes of a granted one, which forgets the failures; mostly there are none. */
  readonly granted: readonly Write[];
}

/**
 * What a look-up counts on: the account, and the identifier within the account's school. A code is for one school, so
 * another school's wrong codes tell nothing about it and must not lock the family's look-up.
 */
const countedOn = (
  pepper: Uint8Array,
  { account, school }: Caller,
  studentId: string,
): [ofAccount: Counted, ofPupil: Counted] => {
  const identifier = createHmac('sha256', pepper).update(studentId).digest('hex').slice(0, 32);
  return [
    { key: `lookup:account:${account}`, account, limits: LOOKUP_LIMITS },
    { key: `lookup:pupil:${school}:${identifier}`, account: null, limits: LOOKUP_LIMITS },
  ];
};

/**
 * Reads the failures that a look-up counts on. Nothing is written before the look-up is judged: a refusal counts in its
 * own commit, and a grant is only committed if nothing was counted since. So many look-ups at one moment end as if they
 * had come one after another. Throws LOOKUP_LOCKED while a pause runs.
 */
export const readLookUpTries = async (
  { db, pepper }: { readonly db: Db; readonly pepper: Uint8Array },
  caller: Caller,
  studentId: string,
  now: Instant,
): Promise<LookUpTries> => {
  const counted = countedOn(pepper, caller, studentId);
  const [{ key: accountKey }, { key: pupilKey }] = counted;
  try {
    const found = await readTries(db, counted, now);
    const [accountVersion, pupilVersion] = [found[0]?.version ?? 0, found[1]?.version ?? 0];
    return {
      read: { accountKey, accountVersion, pupilKey, pupilVersion },
      refused: countFailure(counted, found, now).writes,
      granted: found.flatMap((row) => (row === undefined ? [] : [deleteThrottle(row.key)])),
    };
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code !== 'SIGN_IN_LOCKED') throw error;
    throw new RegistryError('LOOKUP_LOCKED', undefined, error.retryAfterSeconds);
  }
};
