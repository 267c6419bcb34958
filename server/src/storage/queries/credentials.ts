import { count } from 'drizzle-orm';
import type { Db, Write } from '../engine/db.ts';
import { allRows, having, insertRows, keptQuestion, listRowsOf } from '../engine/rows.ts';
import type { credential } from '../tables/tables.ts';

export type CredentialRow = typeof credential.$inferSelect;

/**
 * Signed records, exact texts; DUPLICATE when a revision was signed before, so that a second
 * signature is never kept.
 */
export const insertCredentials = (rows: readonly CredentialRow[]): Write[] => insertRows('credential', rows);

/** Which of the given intents are signed already; at most 500 ids. */
export const listSignedIds = async (db: Db, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  const t = db.tables.credential;
  const rows = db.query.select({ id: t.id }).from(t);
  return new Set((await rows.where(having(t, { id: ids }))).map(({ id }) => id));
};

/** The signed records of these ids, in no order. */
export const listCredentialsById = (db: Db, ids: readonly string[]): Promise<CredentialRow[]> =>
  listRowsOf(db, 'credential', ['id', ids]);

const OF_STUDENT = keptQuestion('credential', ['student']);

const byYear = (a: CredentialRow, b: CredentialRow): number => {
  if (a.year !== b.year) return a.year < b.year ? -1 : 1;
  if (a.record !== b.record) return a.record < b.record ? -1 : 1;
  return b.revision - a.revision;
};

/** A pupil's signed records, the newest revision of each, oldest school year first. */
export const listCredentialsOf = async (db: Db, student: string): Promise<CredentialRow[]> => {
  // Sorted here: SQLite would build a sorter for a handful of rows, which costs more than finding them.
  const rows = (await db.read(OF_STUDENT, { student })).sort(byYear);
  return rows.filter((row, i) => row.record !== rows[i - 1]?.record);
};

/** How many signed records there are, all revisions. */
export const countCredentials = async (db: Db): Promise<number> =>
  (await db.query.select({ n: count() }).from(db.tables.credential))[0]?.n ?? 0;

/** All signed records page by page, by id. */
export const readCredentials = (db: Db, size?: number): AsyncGenerator<readonly CredentialRow[]> =>
  allRows(db, 'credential', 'id', size);
