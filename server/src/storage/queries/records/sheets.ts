import { and, asc, eq, inArray } from 'drizzle-orm';
import { chunksOf } from '../../engine/chunks.ts';
import { type Db, type Write, write } from '../../engine/db.ts';
import type { sheet } from '../../tables/tables.ts';

export type SheetRow = typeof sheet.$inferSelect;

/** Every sheet of the given classes that somebody has written on. */
export const listSheets = async (db: Db, name: string, classes: readonly string[]): Promise<SheetRow[]> => {
  if (classes.length === 0) return [];
  const t = db.tables.sheet;
  return db.query
    .select()
    .from(t)
    .where(and(eq(t.db, name), inArray(t.class, [...classes])));
};

/** Every sheet of a school year, by id. */
export const listSheetsOfYear = async (db: Db, name: string): Promise<SheetRow[]> => {
  const t = db.tables.sheet;
  return [...(await db.query.select().from(t).where(eq(t.db, name)).orderBy(asc(t.id)))];
};

/** One sheet. */
export const findSheet = async (db: Db, name: string, id: string): Promise<SheetRow | undefined> => {
  const t = db.tables.sheet;
  return (
    await db.query
      .select()
      .from(t)
      .where(and(eq(t.db, name), eq(t.id, id)))
  )[0];
};

/** Stores a folded sheet; `from` is the version it was folded from, undefined for a new one. */
export const saveSheet = (row: SheetRow, from: number | undefined): Write =>
  from === undefined
    ? write((query, { sheet: t }) => query.insert(t).values(row), 1)
    : write(
        (query, { sheet: t }) =>
          query
            .update(t)
            .set({ state: row.state, version: row.version, body: row.body })
            .where(and(eq(t.db, row.db), eq(t.id, row.id), eq(t.version, from))),
        1,
      );

/** Stores the sheets of a school year in place of those that stand. */
export const replaceSheets = (name: string, rows: readonly SheetRow[]): Write[] => [
  write((query, { sheet: t }) => query.delete(t).where(eq(t.db, name))),
  ...chunksOf(rows).map((chunk) => write((query, { sheet: t }) => query.insert(t).values(chunk))),
];
