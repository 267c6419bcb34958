import type { Db } from '../../storage/engine/db.ts';
import { listDossierResults } from '../../storage/queries/dossiers/dossiers.ts';
import { type PromiseRow, readPromises } from '../../storage/queries/dossiers/promises.ts';
import { isSealedPromise } from './promise-row.ts';

/** Whether the text that a guardian signed with a code is there; a paper is kept by the school. */
const hasLetter = async (db: Db, { dossier, kind, signed_how }: PromiseRow): Promise<boolean> =>
  signed_how !== 'one-time-code' || (await listDossierResults(db, dossier)).some((row) => row.kind === kind);

/** Promises whose rows this registry did not write as they stand, and those whose signed letter is gone. */
export const checkPromises = async (db: Db): Promise<string[]> => {
  const faults: string[] = [];
  for await (const page of readPromises(db)) {
    for (const row of page) {
      if (!isSealedPromise(db, row)) faults.push(`promise ${row.id} is not as it was written`);
      else if (!(await hasLetter(db, row))) faults.push(`signed letter of promise ${row.id} is missing`);
    }
  }
  return faults;
};
