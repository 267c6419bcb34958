import PouchDB, { type Replication } from 'pouchdb/lib/index-browser.es.js';
import { isBrokenOff, untilBrokenOff, watchConnections } from './broken-off.ts';
import { requireStrictDurability } from './durability.ts';
import { NAMES_PREFIX, STORED_PREFIX } from './local-names.ts';
import { limitOpening } from './open-limit.ts';

/** A stored document; `_rev` is the store's own and belongs to no schema of ours. */
export interface Doc {
  readonly _id: string;
  readonly _rev?: string;
}

requireStrictDurability(STORED_PREFIX);
limitOpening(STORED_PREFIX);
watchConnections(STORED_PREFIX);

/** The harvest of a change feed: documents new or changed, ids deleted, and where to go on. */
export interface Changes<T extends Doc> {
  readonly docs: readonly T[];
  readonly deleted: readonly string[];
  readonly seq: number;
}

/** The registry's database as PouchDB speaks to it. */
export type Remote = PouchDB;
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A database on this device; `N` is what is noted in it about itself. */
export interface LocalDatabase<T extends Doc, N extends object = object> {
  find(id: string): Promise<T | undefined>;
  /**
   * Resolves when the browser has written through to the disk; rejects with `status` 409 when `_rev` is not
   * the newest.
   */
  put(doc: T): Promise<void>;
  /** The note about this database under a key. It belongs to it alone: no list, no feed and no replication has it. */
  findNote(key: string): Promise<N | undefined>;
  /** Notes something in the place of what was noted under the key; `put` says when it resolves. */
  putNote(key: string, note: N): Promise<void>;
  listAll(): Promise<T[]>;
  changesSince(seq: number): Promise<Changes<T>>;
  push(remote: Remote, options: PushOptions): Promise<void>;
  /**
   * Follows the remote's feed to its end, from a number instead of the checkpoint when one is given; the number it ends
   * with.
   */
  pull(remote: Remote, batchSize: number, since?: number): Promise<number>;
  /** Stores documents as another database holds them, with their revisions. */
  load(docs: readonly Doc[]): Promise<void>;
  close(): Promise<void>;
  destroy(): Promise<void>;
}

export interface PushOptions {
  readonly batchSize: number;
  /** Only documents of this author go: the registry takes none in another's name. */
  readonly by: string;
  /** Told the document and the code with which the registry refused it for good. */
  readonly onDenied: (id: string, code: string) => void;
}

const isMissing = (error: unknown): boolean => (error as { status?: number }).status === 404;

/** Waits for a replication with a database on this device, and ends it when that was closed under its hands. */
const replicated = async (name: string, run: Replication): Promise<number> => {
  try {
    return (await untilBrokenOff(STORED_PREFIX + name, run)).last_seq;
  } catch (error) {
    if (isBrokenOff(error)) run.cancel();
    throw error;
  }
};

const push = (db: PouchDB, remote: Remote, options: PushOptions): Replication => {
  const filter = (doc: { by?: unknown }) => doc.by === options.by;
  // The text of the filter is part of the checkpoint's name; that of a minified function changes with every release.
  filter.toString = () => `by ${options.by}`;
  const run = db.replicate.to(remote, { batch_size: options.batchSize, checkpoint: 'source', filter });
  run.on('denied', ({ id, code }) => options.onDenied(id, typeof code === 'string' ? code : 'FORBIDDEN'));
  return run;
};

/**
 * PouchDB closes its connection at any transaction that the browser broke off, and says ever after that the
 * database has gone bad; of a connection that was closed otherwise the browser says InvalidStateError.
 */
const CLOSED: readonly unknown[] = ['InvalidStateError', 'indexed_db_went_bad'];
const isClosed = (error: unknown): boolean =>
  isBrokenOff(error) || CLOSED.includes((error as { name?: unknown } | null)?.name);

/** PouchDB keeps documents of these ids to the database in which they were written. */
const NOTE = '_local/hocba-';

const isWanted = <T extends Doc>(doc: unknown): doc is T => doc !== undefined;

/** Opens or creates a database on this device; `name` without the common prefix. */
export const openLocal = <T extends Doc, N extends object = object>(name: string): LocalDatabase<T, N> => {
  const open = () =>
    new PouchDB(NAMES_PREFIX + name, { adapter: 'idb', auto_compaction: true, revs_limit: 5 });
  let db = open();
  let isDestroyed = false;
  /**
   * Works on an open connection. After a write that found no room PouchDB would fail until the page is loaded
   * again.
   */
  const using = async <R>(work: (opened: PouchDB) => Promise<R>): Promise<R> => {
    const answered = () => untilBrokenOff(STORED_PREFIX + name, work(db));
    try {
      return await answered();
    } catch (error) {
      if (isDestroyed || !isClosed(error)) throw error;
      db = open();
      return answered();
    }
  };
  /** A replication wraps its errors; the connection is tried first. */
  const opened = () => using(async (tried) => tried.info()).then(() => db);
  const find = async <R extends T | (N & Doc)>(id: string): Promise<R | undefined> => {
    try {
      return (await using((on) => on.get(id))) as R;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
  return {
    find: (id) => find<T>(id),
    findNote: (key) => find<N & Doc>(NOTE + key),
    putNote: async (key, note) => {
      const old = await find<N & Doc>(NOTE + key);
      const rev = old?._rev === undefined ? {} : { _rev: old._rev };
      await using((on) => on.put({ ...note, _id: NOTE + key, ...rev }));
    },
    put: async (doc) => void (await using((on) => on.put(doc))),
    listAll: async () => {
      const { rows } = await using((on) => on.allDocs({ include_docs: true }));
      return rows.map(({ doc }) => doc).filter(isWanted<T>);
    },
    changesSince: async (since) => {
      const { results, last_seq } = await using(async (on) => on.changes({ since, include_docs: true }));
      return {
        docs: results.map(({ doc, deleted }) => (deleted ? undefined : doc)).filter(isWanted<T>),
        deleted: results.flatMap(({ id, deleted }) => (deleted ? [id] : [])),
        seq: last_seq,
      };
    },
    push: async (remote, options) => void (await replicated(name, push(await opened(), remote, options))),
    pull: async (remote, batchSize, since) => {
      const start = since === undefined ? {} : { since };
      const options = { batch_size: batchSize, checkpoint: 'target', ...start };
      return replicated(name, (await opened()).replicate.from(remote, options));
    },
    load: async (docs) => void (await using((on) => on.bulkDocs([...docs], { new_edits: false }))),
    close: () => db.close(),
    destroy: () => {
      isDestroyed = true;
      return db.destroy();
    },
  };
};

/**
 * Works with the registry's database at a URL; it is never created from here. One that is not closed is kept by PouchDB
 * for as long as the page is open, and a page syncs every minute for weeks.
 */
export const withRemote = async <R>(
  url: string,
  fetch: Fetch,
  work: (remote: Remote) => Promise<R>,
): Promise<R> => {
  const remote = new PouchDB(url, { adapter: 'http', skip_setup: true, fetch });
  try {
    return await work(remote);
  } finally {
    await remote.close();
  }
};
