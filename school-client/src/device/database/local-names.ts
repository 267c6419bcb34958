/** Every name of ours in IndexedDB starts so. */
export const NAMES_PREFIX = 'hocba-';

/** PouchDB's own prefix of a database in IndexedDB. */
export const STORED_PREFIX = `_pouch_${NAMES_PREFIX}`;

/** The text behind a beginning in the names of databases on this device; none in a browser that does not tell. */
export const listLocalNames = async (start: string): Promise<string[]> => {
  const all = (await indexedDB.databases?.()) ?? [];
  return all.flatMap(({ name }) =>
    name?.startsWith(STORED_PREFIX + start) ? [name.slice(STORED_PREFIX.length + start.length)] : [],
  );
};
