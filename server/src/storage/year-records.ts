import { and, eq, inArray } from 'drizzle-orm';
import { chunksOf } from './chunks.ts';
import { type Db, type Write, write } from './db.ts';
import type { year_record } from './tables.ts';

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

/** Stores a year record; `from` is the version it was decided from, undefined for a new one. */
export const saveYearRecord = (row: YearRecordRow, from: number | undefined): Write => {
  if (from === undefined) return write((query, { year_record: t }) => query.insert(t).values(row), 1);
  const { db: name, student, ...values } = row;
  return write(
    (query, { year_record: t }) =>
      query
        .update(t)
        .set(values)
        .where(and(eq(t.db, name), eq(t.student, student), eq(t.version, from))),
    1,
  );
};
