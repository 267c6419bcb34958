import type { Db } from '../../storage/engine/db.ts';
import { readPromises } from '../../storage/queries/dossiers/promises.ts';
import { isSealedPromise } from './promise-row.ts';

/** Promises whose rows this registry did not write as they stand. */
export const checkPromises = async (db: Db): Promise<string[]> => {
  const faults: string[] = [];
  for await (const page of readPromises(db)) {
    for (const row of page) {
      if (!isSealedPromise(db, row)) faults.push(`promise ${row.id} is not as it was written`);
    }
  }
  return faults;
};
