import type { Db } from '../../storage/engine/db.ts';
import {
  listProjections,
  listSubmissionsAfter,
  type SubmissionRow,
} from '../../storage/queries/submissions.ts';
import { chainOf } from './project.ts';

const PAGE = 500;

const chainUpTo = async (db: Db, name: string, last: number): Promise<string> => {
  let chain = '';
  let seq = 0;
  let page: SubmissionRow[];
  do {
    page = await listSubmissionsAfter(db, name, seq, PAGE);
    chain = chainOf(
      chain,
      page.filter((row) => row.seq <= last),
    );
    seq = page.at(-1)?.seq ?? seq;
  } while (page.length === PAGE && seq < last);
  return chain;
};

/**
 * Computes the chain of every school year's submission log again and compares it with what the projector kept.
 * Answers the school years in which a submission is missing, altered or out of place; what came after the projector's
 * cursor is in no chain yet.
 */
export const listBrokenSubmissionLogs = async (db: Db): Promise<string[]> => {
  const broken: string[] = [];
  for (const { db: name, seq, chain } of await listProjections(db)) {
    if ((await chainUpTo(db, name, seq)) !== chain) broken.push(name);
  }
  return broken;
};
