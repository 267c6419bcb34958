import { and, asc, eq, gt, inArray, type SQL, sql } from 'drizzle-orm';
import { CHUNK, chunksOf } from './chunks.ts';
import { type Db, type Tables, type Write, write } from './db.ts';
import type { sync_db, sync_doc, sync_local, sync_quarantine, sync_rev } from './tables.ts';

export type SyncDbRow = typeof sync_db.$inferSelect;
export type SyncDocRow = typeof sync_doc.$inferSelect;
export type SyncRevRow = typeof sync_rev.$inferSelect;
export type SyncLocalRow = typeof sync_local.$inferSelect;
export type QuarantineRow = typeof sync_quarantine.$inferSelect;

/** A document's state without its place in the feed, which only the commit knows. */
export type SyncDocState = Omit<SyncDocRow, 'db' | 'seq'>;

// ── databases and their sequence ──────────────────────────────────────────────────────────────────────────

/** A database of the feed; undefined before its first document. */
export const findSyncDb = async (db: Db, name: string): Promise<SyncDbRow | undefined> => {
  const t = db.tables.sync_db;
  return (await db.query.select().from(t).where(eq(t.name, name)))[0];
};

/** Makes sure that a database has its row; nothing happens when it has. */
export const openSyncDb = (name: string, openedAt: string): Write =>
  write((query, { sync_db: t }) =>
    query.insert(t).values({ name, seq: 0, opened_at: openedAt }).onConflictDoNothing(),
  );

/**
 * Raises the sequence of a database. It goes first in a commit: the row stays locked until the end, so that
 * numbers are given out in the order of commits and a reader can never pass one that appears later.
 */
export const raiseSeq = (name: string, by: number): Write =>
  write(
    (query, { sync_db: t }) =>
      query
        .update(t)
        .set({ seq: sql`${t.seq} + ${by}` })
        .where(eq(t.name, name)),
    1,
  );

/** The number just raised in this commit, less how many places the row stands before the last one. */
const raised = ({ sync_db: t }: Tables, name: string, before: number): SQL<number> => {
  const seq = sql`(select ${t.seq} from ${t} where ${t.name} = ${name})`;
  return before === 0 ? (seq as SQL<number>) : sql<number>`${seq} - ${before}`;
};

// ── documents ─────────────────────────────────────────────────────────────────────────────────────────────

/** Rows of the feed, numbered upwards so that the last of all has the number just raised. */
const numbered = (tables: Tables, name: string, states: readonly SyncDocState[], nth: number) =>
  states.slice(nth * CHUNK, (nth + 1) * CHUNK).map((state, i) => ({
    ...state,
    db: name,
    seq: raised(tables, name, states.length - 1 - nth * CHUNK - i),
  }));

/** New documents, numbered upwards to the number just raised; DUPLICATE when somebody else wrote one meanwhile. */
export const insertSyncDocs = (name: string, states: readonly SyncDocState[]): Write[] =>
  chunksOf(states).map((chunk, nth) =>
    write(
      (query, tables) => query.insert(tables.sync_doc).values(numbered(tables, name, states, nth)),
      chunk.length,
    ),
  );

/**
 * New states of documents, numbered upwards to the number just raised; WRITE_CONFLICT when one of them was
 * written after the number `readAt`, so that nobody continues a revision that is no longer the newest.
 */
export const putSyncDocs = (name: string, states: readonly SyncDocState[], readAt: number): Write[] =>
  chunksOf(states).map((chunk, nth) =>
    write((query, tables) => {
      const t = tables.sync_doc;
      return query
        .insert(t)
        .values(numbered(tables, name, states, nth))
        .onConflictDoUpdate({
          target: [t.db, t.id],
          set: {
            seq: sql`excluded.seq`,
            winner: sql`excluded.winner`,
            deleted: sql`excluded.deleted`,
            kind: sql`excluded.kind`,
            tree: sql`excluded.tree`,
          },
          setWhere: sql`${t.seq} <= ${readAt}`,
        });
    }, chunk.length),
  );

/** The documents of these ids, in no order; unknown ids are left out. */
export const listSyncDocs = async (db: Db, name: string, ids: readonly string[]): Promise<SyncDocRow[]> => {
  const t = db.tables.sync_doc;
  const found: SyncDocRow[] = [];
  for (const chunk of chunksOf(ids)) {
    const rows = await db.query
      .select()
      .from(t)
      .where(and(eq(t.db, name), inArray(t.id, chunk)));
    found.push(...rows);
  }
  return found;
};

/** Documents of some kinds after a number, in the order of the feed. At most 30,000 kinds fit one statement. */
export const listSyncDocsAfter = async (
  db: Db,
  name: string,
  kinds: readonly string[],
  since: number,
  limit: number,
): Promise<SyncDocRow[]> => {
  if (kinds.length === 0) return [];
  const t = db.tables.sync_doc;
  return db.query
    .select()
    .from(t)
    .where(and(eq(t.db, name), inArray(t.kind, [...kinds]), gt(t.seq, since)))
    .orderBy(asc(t.seq))
    .limit(limit);
};

// ── bodies ────────────────────────────────────────────────────────────────────────────────────────────────

/** Bodies of revisions; DUPLICATE when one is there already. */
export const insertSyncRevs = (rows: readonly SyncRevRow[]): Write[] =>
  chunksOf(rows).map((chunk) =>
    write((query, tables) => query.insert(tables.sync_rev).values(chunk), chunk.length),
  );

/** Forgets the stored bodies of these documents; their revisions stay known. */
export const deleteSyncRevs = (name: string, ids: readonly string[]): Write[] =>
  chunksOf(ids).map((chunk) =>
    write((query, { sync_rev: t }) => query.delete(t).where(and(eq(t.db, name), inArray(t.id, chunk)))),
  );

/** Every stored body of these documents, or those of some revisions among them; in no order. */
export const listSyncRevs = async (
  db: Db,
  name: string,
  ids: readonly string[],
  revs?: readonly string[],
): Promise<SyncRevRow[]> => {
  const t = db.tables.sync_rev;
  const found: SyncRevRow[] = [];
  for (const chunk of chunksOf(ids)) {
    const ofDocs = and(eq(t.db, name), inArray(t.id, chunk));
    const rows = await db.query
      .select()
      .from(t)
      .where(revs === undefined ? ofDocs : and(ofDocs, inArray(t.rev, [...revs])));
    found.push(...rows);
  }
  return found;
};

// ── checkpoints ───────────────────────────────────────────────────────────────────────────────────────────

/** A checkpoint that some device keeps here. */
export const findSyncLocal = async (db: Db, name: string, id: string): Promise<SyncLocalRow | undefined> => {
  const t = db.tables.sync_local;
  return (
    await db.query
      .select()
      .from(t)
      .where(and(eq(t.db, name), eq(t.id, id)))
  )[0];
};

/** The next version of a checkpoint; DUPLICATE or WRITE_CONFLICT when it is no longer the next one. */
export const putSyncLocal = (row: SyncLocalRow): Write =>
  row.n === 1
    ? write((query, { sync_local: t }) => query.insert(t).values(row), 1)
    : write(
        (query, { sync_local: t }) =>
          query
            .update(t)
            .set({ n: row.n, body: row.body, written_at: row.written_at })
            .where(and(eq(t.db, row.db), eq(t.id, row.id), eq(t.n, row.n - 1))),
        1,
      );

// ── quarantine ────────────────────────────────────────────────────────────────────────────────────────────

/** A refused document, kept whole; the same refusal again changes nothing. */
export const insertQuarantine = (row: QuarantineRow): Write =>
  write((query, { sync_quarantine: t }) => query.insert(t).values(row).onConflictDoNothing());

/** The refused documents of a database, oldest first. */
export const listQuarantine = async (db: Db, name: string): Promise<QuarantineRow[]> => {
  const t = db.tables.sync_quarantine;
  return db.query.select().from(t).where(eq(t.db, name)).orderBy(asc(t.received_at), asc(t.id));
};
