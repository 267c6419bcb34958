import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { later } from '../later.ts';
import type { Db } from '../storage/engine/db.ts';
import { appendAudit } from '../storage/queries/audit/audit.ts';
import { type ActionCount, countingActions, listActionsOf } from '../storage/queries/audit/audit-queries.ts';
import type { Caller } from './caller.ts';

const DAY = 86_400_000;
const dayBefore = (now: Instant): Instant => later(now, -DAY);

/** Acts that show or hand out a pupil's record to somebody beyond the pupil's own classes. */
const countReadsOf = countingActions([
  'consent.issued',
  'lookup.granted',
  'lookup.refused',
  'lookup.asked',
  'bundle.read',
]);

/** Rows of the audit that one pupil needs: a code or a look-up, and a bundle that is read again after a lost answer. */
const ACTS_OF_PUPIL = 4;

/** First copies that one account may take in a day before its head is told: a school has fewer new computers. */
const FIRST_PULLS = 20;

/** Acts that a head should know of; each names an account of the school in `actor`. */
export const ALARMS = ['reads.limited', 'pulls.many', 'sign-in.locked', 'session.reused'] as const;
export type Alarm = (typeof ALARMS)[number];

type Reader = Pick<Caller, 'account'>;

const raise = async (
  db: Db,
  caller: Reader,
  now: Instant,
  { action, detail }: { action: Alarm; detail: object },
): Promise<void> => {
  const raised = { action, since: dayBefore(now), limit: 1 };
  if ((await listActionsOf(db, caller.account, raised)).length > 0) return;
  await db.commit([appendAudit({ at: now, actor: caller.account, action, student: null, detail })]);
};

const countReads = (db: Db, { account }: Reader, now: Instant): Promise<ActionCount> =>
  countReadsOf(db, account, dayBefore(now));

const refuseReads = async (db: Db, caller: Reader, now: Instant, detail: object): Promise<never> => {
  await raise(db, caller, now, { action: 'reads.limited', detail });
  throw new RegistryError('READ_LIMIT', undefined, 3600);
};

const checkActs = async (
  db: Db,
  caller: Caller,
  now: Instant,
  { acts, limit }: { acts: number; limit: number },
): Promise<void> => {
  const most = limit * ACTS_OF_PUPIL;
  if (acts >= most) await refuseReads(db, caller, now, { acts: most, limit: most });
};

/**
 * Throws READ_LIMIT when an account has left as many rows in the audit as a day's pupils need, whatever pupils they are
 * about: the audit must not fill the disk.
 */
export const checkReads = async (db: Db, caller: Caller, now: Instant, limit: number): Promise<void> => {
  const { actions: acts } = await countReads(db, caller, now);
  await checkActs(db, caller, now, { acts, limit });
};

/**
 * Throws READ_LIMIT when an account has looked up or handed out codes for as many different pupils as a day allows; the
 * first refusal of a day is an alarm. It is asked before anything is said of the pupil in hand.
 *
 * @param limit - different pupils of one account in 24 hours
 */
export const checkPupilsRead = async (db: Db, caller: Caller, now: Instant, limit: number): Promise<void> => {
  const { actions: acts, pupils } = await countReads(db, caller, now);
  await checkActs(db, caller, now, { acts, limit });
  if (pupils >= limit) await refuseReads(db, caller, now, { pupils, limit });
};

/**
 * Makes the check that an account has left fewer than `most` rows of one act in the audit in 24 hours. It throws READ_LIMIT,
 * and the first refusal of a day is an alarm.
 */
export const dailyLimit = (
  action: string,
  most: number,
): ((db: Db, caller: Reader, now: Instant) => Promise<void>) => {
  const count = countingActions([action]);
  return async (db, caller, now) => {
    const { actions } = await count(db, caller.account, dayBefore(now));
    if (actions >= most) await refuseReads(db, caller, now, { acts: most, limit: most });
  };
};

/**
 * Notes in the audit that an account takes a first copy of a school year, before anything is answered. More than twenty
 * in a day are an alarm and go on: a school that sets up its computers must not be stopped. Throws READ_LIMIT beyond
 * `most`: each is a row of the audit, which nobody may ever shorten.
 */
export const noteFirstPull = async (
  db: Db,
  caller: Caller,
  { name, now, most }: { readonly name: string; readonly now: Instant; readonly most: number },
): Promise<void> => {
  const { account: actor, session } = caller;
  const action = 'copy.taken';
  const copies = (await listActionsOf(db, actor, { action, since: dayBefore(now), limit: most })).length;
  if (copies >= most) throw new RegistryError('READ_LIMIT', undefined, 3600);
  const detail = { db: name, session, purpose: 'sync' };
  await db.commit([appendAudit({ at: now, actor, action, student: null, detail })]);
  if (copies >= FIRST_PULLS) await raise(db, caller, now, { action: 'pulls.many', detail: { copies } });
};

/** Notes something of an account in the audit once in a day and process, however often it happens. */
export type NoteOnce = (
  caller: Caller,
  now: Instant,
  event: { action: string; detail: Readonly<Record<string, string>> },
) => Promise<void>;

/** Makes a note-taker that remembers the notes of the day. */
export const noteOnceADay = (db: Db): NoteOnce => {
  let day = '';
  const noted = new Set<string>();
  return async (caller, now, { action, detail }) => {
    if (now.slice(0, 10) !== day) noted.clear();
    day = now.slice(0, 10);
    const key = JSON.stringify([caller.account, action, detail]);
    if (noted.has(key)) return;
    noted.add(key);
    // Noted before the commit, so that a hundred requests at once leave one row; taken back when it failed.
    const forget = (error: unknown): never => {
      noted.delete(key);
      throw error;
    };
    await db
      .commit([appendAudit({ at: now, actor: caller.account, action, student: null, detail })])
      .catch(forget);
  };
};
