import { and, eq, inArray } from 'drizzle-orm';
import { chunksOf } from '../../engine/chunks.ts';
import { type Db, type Write, write } from '../../engine/db.ts';
import type { sync_att } from '../../tables/tables.ts';

export type SyncAttachmentRow = typeof sync_att.$inferSelect;

/** What is known of stored bytes without reading them. */
export type SyncAttachmentHead = Pick<SyncAttachmentRow, 'id' | 'digest' | 'length'>;

/** Keeps bytes for a document; nothing happens when it has them already. */
export const insertSyncAttachment = (row: SyncAttachmentRow): Write =>
  write((query, { sync_att: t }) => query.insert(t).values(row).onConflictDoNothing());

/** Whatever bytes these documents hold, in no order, without the bytes. */
export const listSyncAttachments = async (
  db: Db,
  name: string,
  ids: readonly string[],
): Promise<SyncAttachmentHead[]> => {
  const t = db.tables.sync_att;
  const found: SyncAttachmentHead[] = [];
  for (const chunk of chunksOf(ids)) {
    const rows = await db.query
      .select({ id: t.id, digest: t.digest, length: t.length })
      .from(t)
      .where(and(eq(t.db, name), inArray(t.id, chunk)));
    found.push(...rows);
  }
  return found;
};

/** Bytes that one document holds, as base64 text; undefined when it does not hold them, whoever else may. */
export const findSyncAttachment = async (
  db: Db,
  name: string,
  id: string,
  digest: string,
): Promise<string | undefined> => {
  const t = db.tables.sync_att;
  const rows = await db.query
    .select({ data: t.data })
    .from(t)
    .where(and(eq(t.db, name), eq(t.id, id), eq(t.digest, digest)));
  return rows[0]?.data;
};

/** Makes the commit end in WRITE_CONFLICT when the document no longer holds bytes it is about to point at. */
export const holdSyncAttachment = (name: string, id: string, digest: string): Write =>
  write(
    (query, { sync_att: t }) =>
      query
        .update(t)
        .set({ digest })
        .where(and(eq(t.db, name), eq(t.id, id), eq(t.digest, digest))),
    1,
  );

/** Forgets bytes of one document. */
export const deleteSyncAttachments = (name: string, id: string, digests: readonly string[]): Write[] =>
  chunksOf(digests).map((chunk) =>
    write((query, { sync_att: t }) =>
      query.delete(t).where(and(eq(t.db, name), eq(t.id, id), inArray(t.digest, chunk))),
    ),
  );
