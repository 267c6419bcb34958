import { asc, count, desc, eq, gt, inArray } from 'drizzle-orm';
import { chunksOf } from '../engine/chunks.ts';
import { type Db, type Write, write } from '../engine/db.ts';
import type { credential } from '../tables/tables.ts';

export type CredentialRow = typeof credential.$inferSelect;

/**
 * Signed records, exact texts, at most 64; DUPLICATE when a revision was signed before, so that a second
 * signature is never kept.
 */
export const insertCredentials = (rows: readonly CredentialRow[]): Write[] =>
  rows.length === 0
    ? []
    : [write((query, tables) => query.insert(tables.credential).values([...rows]), rows.length)];

/** Which of the given intents are signed already; at most 500 ids. */
export const listSignedIds = async (db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  if (ids.length === 0) return new Set();
  const t = db.tables.credential;
  const rows = await db.query
    .select({ id: t.id })
    .from(t)
    .where(inArray(t.id, [...ids]));
  return new Set(rows.map(({ id }) => id));
};

/** The signed records of these ids, in no order. */
export const listCredentialsById = async (db: Db, ids: readonly string[]): Promise<CredentialRow[]> => {
  const t = db.tables.credential;
  const found: CredentialRow[] = [];
  for (const chunk of chunksOf(ids)) {
    found.push(...(await db.query.select().from(t).where(inArray(t.id, chunk))));
  }
  return found;
};

/** A pupil's signed records, the newest revision of each, oldest school year first. */
export const listCredentialsOf = async (db: Db, student: string): Promise<CredentialRow[]> => {
  const t = db.tables.credential;
  const rows = await db.query
    .select()
    .from(t)
    .where(eq(t.student, student))
    .orderBy(asc(t.year), asc(t.record), desc(t.revision));
  return rows.filter((row, i) => row.record !== rows[i - 1]?.record);
};

/** How many signed records there are, all revisions. */
export const countCredentials = async (db: Db): Promise<number> =>
  (await db.query.select({ n: count() }).from(db.tables.credential))[0]?.n ?? 0;

/**
 * A page of all signed records in the order of their ids; the next one begins after the last id, the first
 * after ''.
 */
export const listCredentialsAfter = async (db: Db, id: string, limit: number): Promise<CredentialRow[]> => {
  const t = db.tables.credential;
  return [...(await db.query.select().from(t).where(gt(t.id, id)).orderBy(asc(t.id)).limit(limit))];
};
