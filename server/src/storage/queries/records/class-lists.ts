import { sql } from 'drizzle-orm';
import { type Db, type Write, write } from '../../engine/db.ts';
import { findRow, listRows, replaceRows } from '../../engine/rows.ts';
import type { class_list } from '../../tables/tables.ts';

export type ClassListRow = typeof class_list.$inferSelect;

/** The list of a class as far as the log is folded; undefined before its first one. */
export const findClassList = (db: Db, name: string, classCode: string): Promise<ClassListRow | undefined> =>
  findRow(db, 'class_list', { db: name, class: classCode });

/** The lists of all classes of a school year as far as the log is folded, by class. */
export const listClassLists = (db: Db, name: string): Promise<ClassListRow[]> =>
  listRows(db, 'class_list', { db: name }, ['class']);

/** Stores the lists of a school year in place of those that stand. */
export const replaceClassLists = (name: string, rows: readonly ClassListRow[]): Write[] =>
  replaceRows('class_list', { db: name }, rows);

/** Stores the list of a class; WRITE_CONFLICT when a later one stands already. */
export const saveClassList = (row: ClassListRow): Write =>
  write(
    (query, { class_list: t }) =>
      query
        .insert(t)
        .values(row)
        .onConflictDoUpdate({
          target: [t.db, t.class],
          set: { number: row.number, body: row.body },
          setWhere: sql`${t.number} < ${row.number}`,
        }),
    1,
  );
