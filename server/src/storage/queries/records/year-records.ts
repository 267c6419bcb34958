import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { chunksOf } from '../../engine/chunks.ts';
import { type Db, type Write, write } from '../../engine/db.ts';
import type { year_record } from '../../tables/tables.ts';

export type YearRecordRow = typeof year_record.$inferSelect;

/** The year records of the given classes. */
export const listYearRecords = async (
  db: Db,
  name: string,
  classes: readonly string[],
): Promise<YearRecordRow[]> => {
  if (classes.length === 0) return [];
  const t = db.tables.year_record;
  return db.query
    .select()
    .from(t)
    .where(and(eq(t.db, name), inArray(t.class, [...classes])));
};

/** The year records of these pupils, in whatever class they were computed last. */
export const listYearRecordsOf = async (
  db: Db,
  name: string,
  students: readonly string[],
): Promise<YearRecordRow[]> => {
  const t = db.tables.year_record;
  const found: YearRecordRow[] = [];
  for (const chunk of chunksOf(students)) {
    const rows = await db.query
      .select()
      .from(t)
      .where(and(eq(t.db, name), inArray(t.student, chunk)));
    found.push(...rows);
  }
  return found;
};

/** Every year record of a school year, by pupil. */
export const listYearRecordsOfYear = async (db: Db, name: string): Promise<YearRecordRow[]> => {
  const t = db.tables.year_record;
  return [...(await db.query.select().from(t).where(eq(t.db, name)).orderBy(asc(t.student)))];
};

/** One pupil's year record. */
export const findYearRecord = async (
  db: Db,
  name: string,
  student: string,
): Promise<YearRecordRow | undefined> => {
  const t = db.tables.year_record;
  return (
    await db.query
      .select()
      .from(t)
      .where(and(eq(t.db, name), eq(t.student, student)))
  )[0];
};

/**
 * Stores year records, each as the version that follows the one it was decided from (1 for a new one); WRITE_CONFLICT
 * when one of them was written meanwhile. A class goes in one statement: one for every pupil would be most of the
 * work of a projection.
 */
export const saveYearRecords = (rows: readonly YearRecordRow[]): Write[] =>
  chunksOf(rows).map((chunk) =>
    write((query, { year_record: t }) => {
      return query
        .insert(t)
        .values(chunk)
        .onConflictDoUpdate({
          target: [t.db, t.student],
          set: {
            class: sql`excluded.class`,
            state: sql`excluded.state`,
            revision: sql`excluded.revision`,
            version: sql`excluded.version`,
            digest: sql`excluded.digest`,
            body: sql`excluded.body`,
            findings: sql`excluded.findings`,
            approvals: sql`excluded.approvals`,
            credential: sql`excluded.credential`,
          },
          setWhere: sql`${t.version} = excluded.version - 1`,
        });
    }, chunk.length),
  );

/** Stores the year records of a school year in place of those that stand. */
export const replaceYearRecords = (name: string, rows: readonly YearRecordRow[]): Write[] => [
  write((query, { year_record: t }) => query.delete(t).where(eq(t.db, name))),
  ...chunksOf(rows).map((chunk) => write((query, { year_record: t }) => query.insert(t).values(chunk))),
];
