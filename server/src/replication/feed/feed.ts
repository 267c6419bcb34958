import type { Db } from '../../storage/engine/db.ts';
import { findSyncDb, listSyncDocsAfter, type SyncDocRow } from '../../storage/queries/replication/sync.ts';

/** A page of a database's feed. */
export interface FeedPage {
  readonly rows: readonly SyncDocRow[];
  /** Where the next page starts; it has passed what this reader may not see. */
  readonly lastSeq: number;
}

/**
 * Reads a feed after a number. A number the database has not reached comes from another life of it, before a
 * restore, and means nothing here: the reader gets everything.
 */
export const readFeed = async (
  db: Db,
  name: string,
  kinds: readonly string[],
  since: number,
  limit: number,
): Promise<FeedPage> => {
  // Read first: every row up to this number is there to be seen, because numbers appear in the order of commits.
  const seq = (await findSyncDb(db, name))?.seq ?? 0;
  const from = since > seq ? 0 : since;
  const rows = await listSyncDocsAfter(db, name, kinds, from, limit);
  const last = rows.at(-1)?.seq ?? from;
  return { rows, lastSeq: rows.length < limit ? Math.max(seq, last) : last };
};
