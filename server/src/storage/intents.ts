import { eq, inArray } from 'drizzle-orm';
import { type Db, type Write, write } from './db.ts';
import type { intent } from './tables.ts';

export type IntentRow = typeof intent.$inferSelect;

/** What will be signed, frozen; DUPLICATE when this revision of the record was frozen before. Never changed afterwards. */
export const insertIntent = (row: IntentRow): Write =>
  write((query, tables) => query.insert(tables.intent).values(row), 1);

/** The intent of an id. */
export const findIntent = async (db: Db, id: string): Promise<IntentRow | undefined> => {
  const t = db.tables.intent;
  return (await db.query.select().from(t).where(eq(t.id, id)))[0];
};

/** Intents that exist among the given ids, at most 500, in no order. */
export const listIntents = async (db: Db, ids: readonly string[]): Promise<IntentRow[]> => {
  if (ids.length === 0) return [];
  const t = db.tables.intent;
  const rows = await db.query
    .select()
    .from(t)
    .where(inArray(t.id, [...ids]));
  return [...rows];
};
