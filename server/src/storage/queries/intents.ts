import { asc, eq } from 'drizzle-orm';
import { type Db, type Write, write } from '../engine/db.ts';
import type { intent } from '../tables/tables.ts';

export type IntentRow = typeof intent.$inferSelect;

/**
 * What will be signed, frozen; DUPLICATE when this revision of the record was frozen before. Never changed
 * afterwards.
 */
export const insertIntent = (row: IntentRow): Write =>
  write((query, tables) => query.insert(tables.intent).values(row), 1);

/** Everything that was frozen in a school year, by id. */
export const listIntentsOf = async (db: Db, name: string): Promise<IntentRow[]> => {
  const t = db.tables.intent;
  return [...(await db.query.select().from(t).where(eq(t.db, name)).orderBy(asc(t.id)))];
};

/** The intent of an id. */
export const findIntent = async (db: Db, id: string): Promise<IntentRow | undefined> => {
  const t = db.tables.intent;
  return (await db.query.select().from(t).where(eq(t.id, id)))[0];
};
