import type { DocumentLog } from '../replication/hooks.ts';
import type { Db } from '../storage/engine/db.ts';
import {
  insertSubmissions,
  listSubmissionHeads,
  listSubmissionsOf,
  type NewSubmission,
} from '../storage/queries/submissions.ts';

/** How ids of upward documents begin. */
const UPWARD = /^(?:entry|close|confirm|finalise):/;

const readBody = (text: string): { readonly body: string; readonly by: string } => {
  const { _id, ...members } = JSON.parse(text) as { [member: string]: unknown };
  return { body: JSON.stringify(members), by: String(members.by) };
};

/** Those of the documents that somebody else has brought for this account, which is their author. */
const listBrought = async (
  db: Db,
  name: string,
  docs: readonly string[],
  account: string,
): Promise<Set<string>> => {
  const rows = docs.length === 0 ? [] : await listSubmissionsOf(db, name, docs);
  return new Set(rows.flatMap(({ doc, body }) => (readBody(body).by === account ? [doc] : [])));
};

/** The submission log as replication sees it: upward documents are kept there, once and whole, and not in the feed. */
export const submissionLog = (db: Db): DocumentLog<NewSubmission> => ({
  holds: (id) => UPWARD.test(id),
  list: async (name, ids) =>
    (await listSubmissionsOf(db, name, ids)).map(({ doc: id, account, body: text }) => {
      const { body, by } = readBody(text);
      return { id, body, owners: [account, by] };
    }),
  // Texts are read of what others have sent alone, because only they name their author.
  listRevisions: async (name, ids, account) => {
    const heads = await listSubmissionHeads(db, name, ids);
    const others = heads.filter((head) => head.account !== account).map(({ doc }) => doc);
    const brought = await listBrought(db, name, others, account);
    const told = heads.filter((head) => head.account === account || brought.has(head.doc));
    return new Map(told.flatMap(({ doc, rev }) => (rev === null ? [] : [[doc, rev]])));
  },
  writes: (rows) => insertSubmissions(db, rows),
});
