import { and, eq, inArray } from 'drizzle-orm';
import type { Db, Write } from '../../engine/db.ts';
import { allRows, findRow, insertRow, listRows, updateRows } from '../../engine/rows.ts';
import type { promise } from '../../tables/tables.ts';

export type PromiseRow = typeof promise.$inferSelect;

/** The promise of an id. */
export const findPromise = (db: Db, id: string): Promise<PromiseRow | undefined> =>
  findRow(db, 'promise', { id });

/** The promises of a dossier, in the order in which they were made. */
export const listPromisesOf = (db: Db, dossier: string): Promise<PromiseRow[]> =>
  listRows(db, 'promise', { dossier }, ['nth']);

/** The promises about a pupil, oldest first. */
export const listPromisesAbout = (db: Db, student: string): Promise<PromiseRow[]> =>
  listRows(db, 'promise', { student }, ['made_at', 'id']);

/** The promises in some states that a school waits for, oldest first. */
export const listPromisesFor = async (
  db: Db,
  school: string,
  states: readonly string[],
): Promise<PromiseRow[]> => {
  const t = db.tables.promise;
  const rows = db.query.select().from(t);
  const own = and(eq(t.school, school), inArray(t.state, [...states]));
  return [...(await rows.where(own).orderBy(t.made_at, t.id))];
};

/** The promises in a state that a school is asked for as the holder of a record, oldest first. */
export const listPromisesAskedOf = (db: Db, holder: string, state: string): Promise<PromiseRow[]> =>
  listRows(db, 'promise', { holder, state }, ['made_at', 'id']);

/** A new promise; DUPLICATE when the dossier has one at its place. */
export const insertPromise = (row: PromiseRow): Write => insertRow('promise', row);

/** Puts a promise in place of what it was; WRITE_CONFLICT when it changed since it was read. */
export const updatePromise = ({ id, version }: PromiseRow, row: PromiseRow): Write =>
  updateRows('promise', { id, version }, row, 1);

/** All promises page by page, by id. */
export const readPromises = (db: Db, size?: number): AsyncGenerator<readonly PromiseRow[]> =>
  allRows(db, 'promise', 'id', size);
