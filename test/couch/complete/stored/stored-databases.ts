import { chunksOf } from '@hocba/server/storage/engine/chunks';
import { type Db, type Write, write } from '@hocba/server/storage/engine/db';
import { and, count, eq, inArray } from 'drizzle-orm';

/*
 * What the whole CouchDB protocol asks of the tables of replication, and the registry never does: making and removing
 * databases, looking at all documents of one, forgetting old bodies.
 */

/** A new database; DUPLICATE when there is one of this name. */
export const createSyncDb = (name: string, openedAt: string): Write =>
  write((query, { sync_db: t }) => query.insert(t).values({ name, seq: 0, opened_at: openedAt }), 1);

/** Removes a database with everything in it. */
export const deleteSyncDb = (name: string): Write[] => [
  write((query, { sync_db: t }) => query.delete(t).where(eq(t.name, name))),
  write((query, { sync_doc: t }) => query.delete(t).where(eq(t.db, name))),
  write((query, { sync_rev: t }) => query.delete(t).where(eq(t.db, name))),
  write((query, { sync_quarantine: t }) => query.delete(t).where(eq(t.db, name))),
];

/** The names of all databases, in no order. */
export const listSyncDbs = async (db: Db): Promise<string[]> => {
  const t = db.tables.sync_db;
  return (await db.query.select({ name: t.name }).from(t)).map(({ name }) => name);
};

/** How many documents of a database are there, and how many are deleted. */
export const countSyncDocs = async (db: Db, name: string): Promise<{ live: number; deleted: number }> => {
  const t = db.tables.sync_doc;
  const rows = await db.query
    .select({ deleted: t.deleted, docs: count() })
    .from(t)
    .where(eq(t.db, name))
    .groupBy(t.deleted);
  const of = (deleted: boolean) => rows.find((row) => row.deleted === deleted)?.docs ?? 0;
  return { live: of(false), deleted: of(true) };
};

/** The ids of all documents of a database that are not deleted, in no order: engines sort texts each in their own way. */
export const listLiveIds = async (db: Db, name: string): Promise<string[]> => {
  const t = db.tables.sync_doc;
  const rows = await db.query
    .select({ id: t.id })
    .from(t)
    .where(and(eq(t.db, name), eq(t.deleted, false)));
  return rows.map(({ id }) => id);
};

/** The body of one revision; undefined when it is not kept. */
export const findSyncBody = async (
  db: Db,
  name: string,
  id: string,
  rev: string,
): Promise<string | undefined> => {
  const t = db.tables.sync_rev;
  const rows = await db.query
    .select({ body: t.body })
    .from(t)
    .where(and(eq(t.db, name), eq(t.id, id), eq(t.rev, rev)));
  return rows[0]?.body;
};

/** Forgets bodies of one document; its revisions stay known. */
export const deleteSyncBodies = (name: string, id: string, revs: readonly string[]): Write[] =>
  chunksOf(revs).map((chunk) =>
    write((query, { sync_rev: t }) =>
      query.delete(t).where(and(eq(t.db, name), eq(t.id, id), inArray(t.rev, chunk))),
    ),
  );
