import type { MacPurpose } from '../storage/engine/chain-mac.ts';
import type { Db } from '../storage/engine/db.ts';

/** The seal of a row: a MAC over its columns, whatever order they are in. */
export const rowSeal = (db: Pick<Db, 'mac'>, purpose: MacPurpose, row: object): string => {
  const columns = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return db.mac(purpose, JSON.stringify(columns));
};
