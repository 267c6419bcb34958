import type { DocumentLog } from '../replication/hooks.ts';
import type { Db } from '../storage/engine/db.ts';
import { insertSubmissions, listSubmissionsOf, type NewSubmission } from '../storage/queries/submissions.ts';

/** A submission but for the revision it came with. */
export type SubmissionEntry = Omit<NewSubmission, 'rev'>;

/** How ids of upward documents begin. */
const UPWARD = /^(?:entry|close|confirm|finalise):/;

const readBody = (text: string): { readonly body: string; readonly by: string } => {
  const { _id, ...members } = JSON.parse(text) as { [member: string]: unknown };
  return { body: JSON.stringify(members), by: String(members.by) };
};

/** The submission log as replication sees it: upward documents are kept there, once and whole, and not in the feed. */
export const submissionLog = (db: Db): DocumentLog<SubmissionEntry> => ({
  holds: (id) => UPWARD.test(id),
  list: async (name, ids) =>
    (await listSubmissionsOf(db, name, ids)).map(({ doc: id, rev, account, body: text }) => {
      const { body, by } = readBody(text);
      return { id, rev, body, owners: [account, by] };
    }),
  writes: (entries) => insertSubmissions(entries.map(({ rev, entry }) => ({ ...entry, rev }))),
});
