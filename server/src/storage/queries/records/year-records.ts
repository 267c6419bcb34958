import { sql } from 'drizzle-orm';
import { chunksOf } from '../../engine/chunks.ts';
import { type Db, type Write, write } from '../../engine/db.ts';
import { findRow, insteadOf, listRows, listRowsOf, replaceRows } from '../../engine/rows.ts';
import type { year_record } from '../../tables/tables.ts';

export type YearRecordRow = typeof year_record.$inferSelect;

/** The year records of the given classes. */
export const listYearRecords = (db: Db, name: string, classes: readonly string[]): Promise<YearRecordRow[]> =>
  listRowsOf(db, 'year_record', ['class', classes], { db: name });

/** The year records of these pupils, in whatever class they were computed last. */
export const listYearRecordsOf = (
  db: Db,
  name: string,
  students: readonly string[],
): Promise<YearRecordRow[]> => listRowsOf(db, 'year_record', ['student', students], { db: name });

/** Every year record of a school year, by pupil. */
export const listYearRecordsOfYear = (db: Db, name: string): Promise<YearRecordRow[]> =>
  listRows(db, 'year_record', { db: name }, ['student']);

/** One pupil's year record. */
export const findYearRecord = (db: Db, name: string, student: string): Promise<YearRecordRow | undefined> =>
  findRow(db, 'year_record', { db: name, student });

/**
 * Stores year records, each as the version that follows the one it was decided from (1 for a new one); WRITE_CONFLICT
 * when one of them was written meanwhile. A class goes in one statement: one for every pupil would be most of the
 * work of a projection.
 */
export const saveYearRecords = (rows: readonly YearRecordRow[]): Write[] =>
  chunksOf(rows).map((chunk) =>
    write(
      (query, { year_record: t }) =>
        query
          .insert(t)
          .values(chunk)
          .onConflictDoUpdate({
            target: [t.db, t.student],
            set: insteadOf(t, 'db', 'student'),
            setWhere: sql`${t.version} = excluded.version - 1`,
          }),
      chunk.length,
    ),
  );

/** Stores the year records of a school year in place of those that stand. */
export const replaceYearRecords = (name: string, rows: readonly YearRecordRow[]): Write[] =>
  replaceRows('year_record', { db: name }, rows);
