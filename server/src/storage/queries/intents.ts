import type { Db, Write } from '../engine/db.ts';
import { findRow, having, insertRow, listRows } from '../engine/rows.ts';
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

/** The ids of everything that was frozen in a school year, in no order; no text is read. */
export const listIntentIdsOf = async (db: Db, name: string): Promise<string[]> => {
  const t = db.tables.intent;
  const rows = db.query.select({ id: t.id }).from(t);
  return (await rows.where(having(t, { db: name }))).map(({ id }) => id);
};

/** The intent of an id. */
export const findIntent = (db: Db, id: string): Promise<IntentRow | undefined> =>
  findRow(db, 'intent', { id });
