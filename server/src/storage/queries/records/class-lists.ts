import { and, asc, eq, sql } from 'drizzle-orm';
import { chunksOf } from '../../engine/chunks.ts';
import { type Db, type Write, write } from '../../engine/db.ts';
import type { class_list } from '../../tables/tables.ts';

export type ClassListRow = typeof class_list.$inferSelect;

/** The list of a class as far as the log is folded; undefined before its first one. */
export const findClassList = async (
  db: Db,
  name: string,
  classCode: string,
): Promise<ClassListRow | undefined> => {
  const t = db.tables.class_list;
  return (
    await db.query
      .select()
      .from(t)
      .where(and(eq(t.db, name), eq(t.class, classCode)))
  )[0];
};

/** The lists of all classes of a school year as far as the log is folded, by class. */
export const listClassLists = async (db: Db, name: string): Promise<ClassListRow[]> => {
  const t = db.tables.class_list;
  return [...(await db.query.select().from(t).where(eq(t.db, name)).orderBy(asc(t.class)))];
};

/** Stores the lists of a school year in place of those that stand. */
export const replaceClassLists = (name: string, rows: readonly ClassListRow[]): Write[] => [
  write((query, { class_list: t }) => query.delete(t).where(eq(t.db, name))),
  ...chunksOf(rows).map((chunk) => write((query, { class_list: t }) => query.insert(t).values(chunk))),
];

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
