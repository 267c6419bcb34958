import type { Db, Write } from '../engine/db.ts';
import { findRow, insertRow, listRows } from '../engine/rows.ts';
import type { intent } from '../tables/tables.ts';

export type IntentRow = typeof intent.$inferSelect;

/**
 * What will be signed, frozen; DUPLICATE when this revision of the record was frozen before. Never changed
 * afterwards.
 */
export const insertIntent = (row: IntentRow): Write => insertRow('intent', row);

/** Everything that was frozen in a school year, by id. */
export const listIntentsOf = (db: Db, name: string): Promise<IntentRow[]> =>
  listRows(db, 'intent', { db: name }, ['id']);

/** The intent of an id. */
export const findIntent = (db: Db, id: string): Promise<IntentRow | undefined> =>
  findRow(db, 'intent', { id });
