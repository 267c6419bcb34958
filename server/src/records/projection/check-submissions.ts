import type { Db } from '../../storage/engine/db.ts';
import { findSyncDb, listAllSyncDocsAfter } from '../../storage/queries/replication/sync.ts';
import { chainOf, isSealed } from '../../storage/queries/submission-chain.ts';
import {
  findProjection,
  listLoggedDatabases,
  listProjections,
  listSubmissionsAfter,
  readSubmissions,
} from '../../storage/queries/submissions.ts';

/** A school year whose submission log is not as this registry wrote it. */
export interface BrokenLog {
  readonly db: string;
  /** The first row whose MAC does not fit; of a chain, the last number that it covers. */
  readonly seq: number;
  /** `mac`: the row was altered or never written by the registry; `chain`: rows are missing, added or out of place. */
  readonly what: 'mac' | 'chain';
}

/**
 * Computes the MACs and the chain of a school year's submission log again; undefined when all of it fits. Rows that the
 * projection has not read yet are in no chain, and their MACs are checked as well.
 */
export const findBrokenLog = async (db: Db, name: string): Promise<BrokenLog | undefined> => {
  // Read before the rows: a registry that is running reads on meanwhile.
  const cursor = await findProjection(db, name);
  let chain = '';
  for await (const page of readSubmissions(db, name)) {
    const altered = page.find((row) => !isSealed(db, row));
    if (altered !== undefined) return { db: name, seq: altered.seq, what: 'mac' };
    const read = page.filter((row) => row.seq <= (cursor?.seq ?? 0));
    chain = chainOf(db, chain, read);
  }
  return chain === (cursor?.chain ?? '') ? undefined : { db: name, seq: cursor?.seq ?? 0, what: 'chain' };
};

/** The school years whose submission log is not as this registry wrote it, each with the first row that does not fit. */
export const listBrokenSubmissionLogs = async (db: Db): Promise<BrokenLog[]> => {
  const names = [...(await listProjections(db)).map((row) => row.db), ...(await listLoggedDatabases(db))];
  const broken: BrokenLog[] = [];
  for (const name of [...new Set(names)].sort()) {
    const found = await findBrokenLog(db, name);
    if (found !== undefined) broken.push(found);
  }
  return broken;
};

/**
 * School years whose counter stands beyond every number in log and feed. The commit that raises the counter writes a row
 * under the number, so a counter that was set ahead is all that explains it; the next documents would leave a gap.
 */
export const listSkippedNumbers = async (
  db: Db,
): Promise<{ readonly db: string; readonly seq: number }[]> => {
  const skipped: { db: string; seq: number }[] = [];
  for (const { db: name } of await listProjections(db)) {
    const seq = (await findSyncDb(db, name))?.seq ?? 0;
    const logged = await listSubmissionsAfter(db, name, seq - 1, 1);
    const published = await listAllSyncDocsAfter(db, name, seq - 1, 1);
    if (seq > 0 && logged.length + published.length === 0) skipped.push({ db: name, seq });
  }
  return skipped;
};
