import { and, asc, count, eq, gt, sql } from 'drizzle-orm';
import { chunksOf } from '../../engine/chunks.ts';
import { type Db, type Filling, type KeptRead, type Tables, type Write, write } from '../../engine/db.ts';
import { keptRows, keptWrite } from '../../engine/kept.ts';
import { deleteRows, filled, having, insteadOf, keptQuestion, listRows } from '../../engine/rows.ts';
import type { sync_db, sync_doc, sync_quarantine, sync_rev } from '../../tables/tables.ts';

export type SyncDbRow = typeof sync_db.$inferSelect;
export type SyncDocRow = typeof sync_doc.$inferSelect;
export type SyncRevRow = typeof sync_rev.$inferSelect;
export type QuarantineRow = typeof sync_quarantine.$inferSelect;

/** A document's state without its place in the feed, which only the commit knows. */
export type SyncDocState = Omit<SyncDocRow, 'db' | 'seq'>;

// ── databases and their sequence ──────────────────────────────────────────────────────────────────────────

const DB_BY_NAME = keptQuestion('sync_db', ['name']);

/** A database of the feed; undefined before its first document. */
export const findSyncDb = async (db: Db, name: string): Promise<SyncDbRow | undefined> =>
  (await db.read(DB_BY_NAME, { name }))[0];

const opened = keptWrite<{ name: string; at: string }>((query, { sync_db: t }, { value }) =>
  query
    .insert(t)
    .values({ name: value('name'), seq: 0, opened_at: value('at') })
    .onConflictDoNothing(),
);

/** Makes sure that a database has its row; nothing happens when it has. */
export const openSyncDb = (name: string, openedAt: string): Write => opened({ name, at: openedAt });

const raise = keptWrite<{ name: string; by: number }>(
  (query, { sync_db: t }, { value }) =>
    query
      .update(t)
      .set({ seq: sql`${t.seq} + ${value('by')}` })
      .where(eq(t.name, value('name'))),
  1,
);

/**
 * Raises the sequence of a database. It goes first in a commit: the row stays locked until the end, so that
 * numbers are given out in the order of commits and a reader can never pass one that appears later.
 */
export const raiseSeq = (name: string, by: number): Write => raise({ name, by });

// ── documents ─────────────────────────────────────────────────────────────────────────────────────────────

/** A row of the feed on its way in: how many places it stands before the last one instead of its number. */
type Numbered = SyncDocState & { db: string; before: number; readAt: number };

const numbered = (name: string, states: readonly SyncDocState[], readAt = 0): Numbered[] =>
  states.map((state, i) => ({ ...state, db: name, before: states.length - 1 - i, readAt }));

/** The row with the number just raised in this commit, less the places it stands before the last one. */
const docValues = ({ sync_doc, sync_db: t }: Tables, filling: Filling<Numbered>) => ({
  ...filled(sync_doc, filling),
  seq: sql<number>`(select ${t.seq} from ${t} where ${t.name} = ${filling.value('db')}) - ${filling.value('before')}`,
});

const docInserts = keptRows<Numbered>((query, tables, fillings) =>
  query.insert(tables.sync_doc).values(fillings.map((filling) => docValues(tables, filling))),
);

/** New documents, numbered upwards to the number just raised; DUPLICATE when somebody else wrote one meanwhile. */
export const insertSyncDocs = (name: string, states: readonly SyncDocState[]): Write[] =>
  chunksOf(numbered(name, states)).map(docInserts);

const docPuts = keptRows<Numbered>((query, tables, fillings) => {
  const t = tables.sync_doc;
  const [first] = fillings;
  return query
    .insert(t)
    .values(fillings.map((filling) => docValues(tables, filling)))
    .onConflictDoUpdate({
      target: [t.db, t.id],
      set: insteadOf(t, 'db', 'id'),
      setWhere: sql`${t.seq} <= ${first?.value('readAt')}`,
    });
});

/**
 * New states of documents, numbered upwards to the number just raised; WRITE_CONFLICT when one of them was
 * written after the number `readAt`, so that nobody continues a revision that is no longer the newest.
 */
export const putSyncDocs = (name: string, states: readonly SyncDocState[], readAt: number): Write[] =>
  chunksOf(numbered(name, states, readAt)).map(docPuts);

/** Makes the question about some documents. One by itself is asked for all the time, and found without unpacking a list. */
const listByIds = <Name extends 'sync_doc' | 'sync_rev'>(name: Name) => {
  const one = keptQuestion(name, ['db', 'id']);
  const some: KeptRead<Tables[Name], { db: string; ids: readonly string[] }> = {
    from: (tables) => tables[name],
    where: (t, { value, oneOf }) => and(eq(t.db, value('db')), oneOf(t.id, 'ids')),
  };
  return async (db: Db, of: string, ids: readonly string[]): Promise<Tables[Name]['$inferSelect'][]> => {
    const [id] = ids;
    if (id !== undefined && ids.length === 1) return db.read(one, { db: of, id });
    const found: Tables[Name]['$inferSelect'][] = [];
    for (const chunk of chunksOf(ids)) found.push(...(await db.read(some, { db: of, ids: chunk })));
    return found;
  };
};

/** The documents of these ids, in no order; unknown ids are left out. */
export const listSyncDocs: (db: Db, name: string, ids: readonly string[]) => Promise<SyncDocRow[]> =
  listByIds('sync_doc');

const DOCS_AFTER: KeptRead<
  typeof sync_doc,
  { db: string; kinds: readonly string[]; since: number; limit: number }
> = {
  from: (tables) => tables.sync_doc,
  where: (t, { value, oneOf }) =>
    and(eq(t.db, value('db')), oneOf(t.kind, 'kinds'), gt(t.seq, value('since'))),
  orderBy: (t) => [asc(t.seq)],
  limit: 'limit',
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
  return db.read(DOCS_AFTER, { db: name, kinds, since, limit });
};

/** Documents of every kind after a number, in the order of the feed. */
export const listAllSyncDocsAfter = async (
  db: Db,
  name: string,
  since: number,
  limit: number,
): Promise<SyncDocRow[]> => {
  const t = db.tables.sync_doc;
  const rows = db.query.select().from(t);
  return [
    ...(await rows
      .where(and(eq(t.db, name), gt(t.seq, since)))
      .orderBy(asc(t.seq))
      .limit(limit)),
  ];
};

// ── bodies ────────────────────────────────────────────────────────────────────────────────────────────────

const revInserts = keptRows<SyncRevRow>((query, { sync_rev: t }, fillings) =>
  query.insert(t).values(fillings.map((filling) => filled(t, filling))),
);

/** Bodies of revisions; DUPLICATE when one is there already. */
export const insertSyncRevs = (rows: readonly SyncRevRow[]): Write[] => chunksOf(rows).map(revInserts);

/** Forgets the stored bodies of these documents; their revisions stay known. */
export const deleteSyncRevs = (name: string, ids: readonly string[]): Write[] =>
  chunksOf(ids).map((chunk) => deleteRows('sync_rev', { db: name, id: chunk }));

/** Every stored body of these documents, in no order. */
export const listSyncRevs: (db: Db, name: string, ids: readonly string[]) => Promise<SyncRevRow[]> =
  listByIds('sync_rev');

// ── quarantine ────────────────────────────────────────────────────────────────────────────────────────────

/** A refused document, kept whole; the same refusal again changes nothing. */
export const insertQuarantine = (row: QuarantineRow): Write =>
  write((query, { sync_quarantine: t }) => query.insert(t).values(row).onConflictDoNothing());

/** How many refused documents of an account a database keeps. */
export const countQuarantine = async (db: Db, name: string, account: string): Promise<number> => {
  const t = db.tables.sync_quarantine;
  const rows = db.query.select({ n: count() }).from(t);
  return (await rows.where(having(t, { db: name, account })))[0]?.n ?? 0;
};

/** The refused documents of a database, oldest first. */
export const listQuarantine = (db: Db, name: string): Promise<QuarantineRow[]> =>
  listRows(db, 'sync_quarantine', { db: name }, ['received_at', 'id']);
