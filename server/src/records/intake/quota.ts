import { RegistryError } from '@hocba/shared/problems';
import type { AccountName, Instant } from '@hocba/shared/school/identifiers';
import type { Db, Write } from '../../storage/engine/db.ts';
import { findSyncQuota, spendSyncQuota } from '../../storage/queries/replication/sync-quota.ts';

/** Documents and bytes of their texts: sent together, or the most that one account may send in a day. */
export interface Amount {
  readonly documents: number;
  readonly bytes: number;
}

const DAY_SECONDS = 86_400;

/**
 * The write that counts what an account sends; it joins the commit that stores it. Throws QUOTA_USED_UP when that is
 * more than a day's share: nothing of it may be stored then, and the sender comes again after midnight (UTC).
 */
export const chargeQuota = async (
  db: Db,
  { account, at }: { readonly account: AccountName; readonly at: Instant },
  sent: Amount,
  most: Amount,
): Promise<Write[]> => {
  const day = at.slice(0, 10);
  const row = await findSyncQuota(db, account);
  const before = row?.day === day ? row : { documents: 0, bytes: 0 };
  if (before.documents + sent.documents > most.documents || before.bytes + sent.bytes > most.bytes) {
    const secondsOfDay = Math.floor(Date.parse(at) / 1000) % DAY_SECONDS;
    throw new RegistryError('QUOTA_USED_UP', undefined, DAY_SECONDS - secondsOfDay);
  }
  return [spendSyncQuota({ account, day, ...sent }, most)];
};
