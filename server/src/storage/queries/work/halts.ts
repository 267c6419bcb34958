import type { Db, Write } from '../../engine/db.ts';
import { deleteRows, insertRow, keptQuestion, listRows } from '../../engine/rows.ts';
import type { halt } from '../../tables/tables.ts';

export type Halt = typeof halt.$inferSelect;

const HALT_OF_LANE = keptQuestion('halt', ['lane']);

/** The halt of a lane; undefined while it works. */
export const findHalt = async (db: Db, lane: string): Promise<Halt | undefined> =>
  (await db.read(HALT_OF_LANE, { lane }))[0];

/** Every halted lane, by name. */
export const listHalts = (db: Db): Promise<Halt[]> => listRows(db, 'halt', {}, ['lane']);

/** Halts a lane; DUPLICATE when it is halted already, because the first reason stays. */
export const insertHalt = (row: Halt): Write => insertRow('halt', row);

/** Lifts exactly this halt; WRITE_CONFLICT when it was lifted meanwhile or another has taken its place. */
export const deleteHalt = ({ lane, since, why }: Halt): Write => deleteRows('halt', { lane, since, why }, 1);
