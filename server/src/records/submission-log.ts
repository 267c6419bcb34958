import type { DocumentLog } from '../replication/hooks.ts';
import type { Db } from '../storage/db.ts';
import { insertSubmissions, listSubmissionsOf, type NewSubmission } from '../storage/submissions.ts';

/** A submission but for the revision it came with. */
export type SubmissionEntry = Omit<NewSubmission, 'rev'>;

/** How ids of upward documents begin. */
const UPWARD = /^(?:entry|close|confirm|finalise):/;

const withoutId = (body: string): string => {
  const { _id, ...members } = JSON.parse(body) as { [member: string]: unknown };
  return JSON.stringify(members);
};

/** The submission log as replication sees it: upward documents are kept there, once and whole, and not in the feed. */
export const submissionLog = (db: Db): DocumentLog<SubmissionEntry> => ({
  holds: (id) => UPWARD.test(id),
  list: async (name, ids) =>
    (await listSubmissionsOf(db, name, ids)).map(({ doc: id, rev, body }) => ({
      id,
      rev,
      body: withoutId(body),
    })),
  writes: (entries) => insertSubmissions(entries.map(({ rev, entry }) => ({ ...entry, rev }))),
});
