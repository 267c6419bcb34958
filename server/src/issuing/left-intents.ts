import { ISSUE_JOB } from '../records/issue-lane.ts';
import { chunksOf } from '../storage/engine/chunks.ts';
import type { Db } from '../storage/engine/db.ts';
import { listSignedIds } from '../storage/queries/credentials.ts';
import { listIntentIdsOf } from '../storage/queries/intents.ts';
import { listOpenJobs } from '../storage/queries/jobs.ts';
import { listProjections } from '../storage/queries/submissions.ts';

/**
 * Ids of frozen texts that nobody will sign: they have no credential, and no job that waits or was given up. Read in the
 * order in which a registry that is running writes them, so that a text is never looked for before it can be there.
 */
export const listLeftIntents = async (db: Db): Promise<string[]> => {
  const ids: string[] = [];
  for (const { db: name } of await listProjections(db)) ids.push(...(await listIntentIdsOf(db, name)));
  const open = new Set((await listOpenJobs(db, ISSUE_JOB)).map(({ key }) => key));
  const left: string[] = [];
  for (const chunk of chunksOf(ids.filter((id) => !open.has(id)))) {
    const signed = await listSignedIds(db, chunk);
    left.push(...chunk.filter((id) => !signed.has(id)));
  }
  return left;
};
