import type { Db, Write } from '../../engine/db.ts';
import { findRow, insertRow, listRows, listRowsOf, replaceRows, updateRows } from '../../engine/rows.ts';
import type { sheet } from '../../tables/tables.ts';

export type SheetRow = typeof sheet.$inferSelect;

/** Every sheet of the given classes that somebody has written on. */
export const listSheets = (db: Db, name: string, classes: readonly string[]): Promise<SheetRow[]> =>
  listRowsOf(db, 'sheet', ['class', classes], { db: name });

/** Every sheet of a school year, by id. */
export const listSheetsOfYear = (db: Db, name: string): Promise<SheetRow[]> =>
  listRows(db, 'sheet', { db: name }, ['id']);

/** One sheet. */
export const findSheet = (db: Db, name: string, id: string): Promise<SheetRow | undefined> =>
  findRow(db, 'sheet', { db: name, id });

/** Stores a folded sheet; `from` is the version it was folded from, undefined for a new one. */
export const saveSheet = (row: SheetRow, from: number | undefined): Write => {
  if (from === undefined) return insertRow('sheet', row);
  const { db, id, state, version, body } = row;
  return updateRows('sheet', { db, id, version: from }, { state, version, body }, 1);
};

/** Stores the sheets of a school year in place of those that stand. */
export const replaceSheets = (name: string, rows: readonly SheetRow[]): Write[] =>
  replaceRows('sheet', { db: name }, rows);
