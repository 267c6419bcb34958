import type { KeptBody } from '../replication/hooks.ts';
import type { Db } from '../storage/db.ts';
import { listSubmissionsOf } from '../storage/submissions.ts';

/** What accepted documents of these ids say, as replication compares them: the log keeps each of them whole. */
export const listKeptBodies = async (db: Db, name: string, ids: readonly string[]): Promise<KeptBody[]> =>
  (await listSubmissionsOf(db, name, ids)).map(({ doc: id, body }) => {
    const { _id, ...members } = JSON.parse(body) as { [member: string]: unknown };
    return { id, body: JSON.stringify(members) };
  });
