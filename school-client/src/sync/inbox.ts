import type { Downward } from '@hocba/shared/documents/downward';
import type { AccountName, DatabaseName } from '@hocba/shared/school/identifiers';
import { type LocalDatabase, openLocal } from './pouch.ts';

/** What the registry wrote for one account and school year; may be thrown away at any time and fetched again. */
export interface Inbox {
  readonly db: LocalDatabase<Downward>;
  /** Registry documents by id; the map is replaced, never changed. */
  docs(): ReadonlyMap<string, Downward>;
  /** Reads what a pull of this or another tab brought. */
  refresh(): Promise<void>;
  /** Throws everything away: another epoch or another scope makes the copy worthless. */
  reset(): Promise<void>;
}

const open = (database: DatabaseName, account: AccountName) =>
  openLocal<Downward>(`inbox-${database}-${account}`);

/** Opens the inbox of an account. */
export const openInbox = async (database: DatabaseName, account: AccountName): Promise<Inbox> => {
  // A database destroyed under another tab's hands is closed there; that tab must open the new one.
  const channel = new BroadcastChannel(`hocba-inbox-${database}-${account}`);
  let db = open(database, account);
  let docs: ReadonlyMap<string, Downward> = new Map();
  let seq = 0;

  const refresh = async (): Promise<void> => {
    const changes = await db.changesSince(seq);
    seq = Math.max(seq, changes.seq);
    if (changes.docs.length === 0 && changes.deleted.length === 0) return;
    const next = new Map(docs);
    for (const doc of changes.docs) next.set(doc._id, doc);
    for (const id of changes.deleted) next.delete(id);
    docs = next;
  };
  const startAfresh = (): void => {
    db = open(database, account);
    docs = new Map();
    seq = 0;
  };
  channel.onmessage = startAfresh;
  await refresh();
  return {
    get db() {
      return db;
    },
    docs: () => docs,
    refresh,
    reset: async () => {
      await db.destroy();
      startAfresh();
      channel.postMessage('reset');
    },
  };
};
