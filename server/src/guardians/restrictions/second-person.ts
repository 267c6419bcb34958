import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import type { RestrictionRow } from '../../storage/queries/guardians/restrictions.ts';
import { findAccount } from '../../storage/queries/people.ts';

/** The account that began what waits about an order; null when nothing waits. */
const askerOf = ({ state, proposed_by, end_asked_by }: RestrictionRow): string | null =>
  state === 'proposed' ? proposed_by : state === 'ending' ? end_asked_by : null;

/** Whether the caller may be the second person: not the one who asked, and one of the two is the head. */
export const maySecond = async (db: Db, caller: Caller, row: RestrictionRow): Promise<boolean> => {
  const asker = askerOf(row);
  if (asker === null || asker === caller.account) return false;
  return caller.role === 'head' || (await findAccount(db, asker))?.role === 'head';
};
