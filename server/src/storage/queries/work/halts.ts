import { and, asc, eq } from 'drizzle-orm';
import { type Db, type KeptRead, type Write, write } from '../../engine/db.ts';
import type { halt } from '../../tables/tables.ts';

export type Halt = typeof halt.$inferSelect;

const HALT_OF_LANE: KeptRead<typeof halt, { lane: string }> = {
  from: (tables) => tables.halt,
  where: (t, { value }) => eq(t.lane, value('lane')),
};

/** The halt of a lane; undefined while it works. */
export const findHalt = async (db: Db, lane: string): Promise<Halt | undefined> =>
  (await db.read(HALT_OF_LANE, { lane }))[0];

/** Every halted lane, by name. */
export const listHalts = async (db: Db): Promise<Halt[]> => {
  const t = db.tables.halt;
  return [...(await db.query.select().from(t).orderBy(asc(t.lane)))];
};

/** Halts a lane; DUPLICATE when it is halted already, because the first reason stays. */
export const insertHalt = (row: Halt): Write =>
  write((query, tables) => query.insert(tables.halt).values(row), 1);

/** Lifts exactly this halt; WRITE_CONFLICT when it was lifted meanwhile or another has taken its place. */
export const deleteHalt = ({ lane, since, why }: Halt): Write =>
  write(
    (query, { halt: t }) => query.delete(t).where(and(eq(t.lane, lane), eq(t.since, since), eq(t.why, why))),
    1,
  );
