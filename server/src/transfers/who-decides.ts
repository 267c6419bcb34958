import { nextWorkingMoment } from '@hocba/shared/calendar/deadline';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/engine/db.ts';

/** Hours in which another guardian may object to a request before it is submitted. */
const OBJECTION_HOURS = 48;

/**
 * The guardians who decide for a pupil, by account. The registry knows no guardian yet, so nobody is asked.
 */
export const listDeciders = async (_db: Db, _student: string): Promise<readonly string[]> => [];

/**
 * Until when another guardian may object to a request that is filed now: 48 hours and, if they end outside office hours,
 * until the next working moment. Null when no more than one guardian decides.
 */
export const objectUntilOf = async (db: Db, student: string, now: Instant): Promise<Instant | null> => {
  if ((await listDeciders(db, student)).length < 2) return null;
  const end = new Date(Date.parse(now) + OBJECTION_HOURS * 3_600_000).toISOString() as Instant;
  return nextWorkingMoment(end) ?? end;
};
