import { eq, sql } from 'drizzle-orm';
import type { Db, KeptRead, Write } from '../../engine/db.ts';
import { keptWrite } from '../../engine/kept.ts';
import type { sync_quota } from '../../tables/tables.ts';

export type SyncQuotaRow = typeof sync_quota.$inferSelect;

const BY_ACCOUNT: KeptRead<typeof sync_quota, { account: string }> = {
  from: (tables) => tables.sync_quota,
  where: (t, { value }) => eq(t.account, value('account')),
};

/** The share that an account has sent on the last day on which it sent anything. */
export const findSyncQuota = async (db: Db, account: string): Promise<SyncQuotaRow | undefined> =>
  (await db.read(BY_ACCOUNT, { account }))[0];

const spent = keptWrite<SyncQuotaRow & { maxDocuments: number; maxBytes: number }>(
  (query, { sync_quota: t }, { value }) => {
    const isNewDay = sql`${t.day} <> ${value('day')}`;
    const documents = sql<number>`${t.documents} + ${value('documents')}`;
    const bytes = sql<number>`${t.bytes} + ${value('bytes')}`;
    return query
      .insert(t)
      .values({
        account: value('account'),
        day: value('day'),
        documents: value('documents'),
        bytes: value('bytes'),
      })
      .onConflictDoUpdate({
        target: t.account,
        set: {
          day: sql`excluded.day`,
          documents: sql`case when ${isNewDay} then excluded.documents else ${documents} end`,
          bytes: sql`case when ${isNewDay} then excluded.bytes else ${bytes} end`,
        },
        setWhere: sql`${isNewDay} or (${documents} <= ${value('maxDocuments')} and ${bytes} <= ${value('maxBytes')})`,
      });
  },
  1,
);

/**
 * Adds to what an account has sent on a day; another day begins at nothing. WRITE_CONFLICT when that would be more than
 * the most of a day, because somebody sent under the account since it was read.
 */
export const spendSyncQuota = (
  row: SyncQuotaRow,
  most: { readonly documents: number; readonly bytes: number },
): Write => spent({ ...row, maxDocuments: most.documents, maxBytes: most.bytes });
