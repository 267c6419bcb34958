import type { Db, Write } from '../../storage/engine/db.ts';
import { deleteSetting, findSetting, putSetting } from '../../storage/queries/settings.ts';

/** Revisions kept of a history, as CouchDB keeps them until it is told otherwise. */
const USUAL = 1000;

const keyOf = (name: string): string => `revs_limit:${name}`;

/** How many revisions of each history a database keeps. */
export const getRevsLimit = async (db: Db, name: string): Promise<number> =>
  Number((await findSetting(db, keyOf(name))) ?? USUAL);

/** Another number from the next edit on; what was forgotten does not come back. */
export const putRevsLimit = (name: string, limit: number): Write => putSetting(keyOf(name), String(limit));

/** What goes with the database. */
export const deleteRevsLimit = (name: string): Write => deleteSetting(keyOf(name));
