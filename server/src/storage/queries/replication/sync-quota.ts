import { sql } from 'drizzle-orm';
import type { Db, Write } from '../../engine/db.ts';
import { keptWrite } from '../../engine/kept.ts';
import { filled, keptQuestion } from '../../engine/rows.ts';
import type { sync_quota } from '../../tables/tables.ts';

export type SyncQuotaRow = typeof sync_quota.$inferSelect;

const BY_ACCOUNT = keptQuestion('sync_quota', ['account']);

/** The share that an account has sent on the last day on which it sent anything. */
export const findSyncQuota = async (db: Db, account: string): Promise<SyncQuotaRow | undefined> =>
  (await db.read(BY_ACCOUNT, { account }))[0];

const spent = keptWrite<SyncQuotaRow & { maxDocuments: number; maxBytes: number }>(
  (query, { sync_quota: t }, filling) => {
    const { value } = filling;
    const isNewDay = sql`${t.day} <> ${value('day')}`;
    const documents = sql<number>`${t.documents} + ${value('documents')}`;
    const bytes = sql<number>`${t.bytes} + ${value('bytes')}`;
    return query
      .insert(t)
      .values(filled(t, filling))
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
