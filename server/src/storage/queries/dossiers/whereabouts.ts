import type { Db, Write } from '../../engine/db.ts';
import { allRows, insertRow, listRowsOf } from '../../engine/rows.ts';
import type { whereabouts } from '../../tables/tables.ts';

export type WhereaboutsRow = typeof whereabouts.$inferSelect;

/** A new note about where a pupil is. */
export const insertWhereabouts = (row: WhereaboutsRow): Write => insertRow('whereabouts', row);

/** The notes about some pupils, in no order. */
export const listWhereabouts = (db: Db, students: readonly string[]): Promise<WhereaboutsRow[]> =>
  listRowsOf(db, 'whereabouts', ['student', students]);

/** All notes page by page, by id. */
export const readWhereabouts = (db: Db, size?: number): AsyncGenerator<readonly WhereaboutsRow[]> =>
  allRows(db, 'whereabouts', 'id', size);
