import type { Upward } from '@hocba/shared/documents/upward';
import { RegistryError } from '@hocba/shared/problems';
import type { DatabaseName, Instant } from '@hocba/shared/school/identifiers';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { type AuditEvent, appendAudits } from '../../storage/queries/audit/audit.ts';
import { openSyncDb, raiseSeq } from '../../storage/queries/replication/sync.ts';
import { insertSubmissions, type NewSubmission } from '../../storage/queries/submissions.ts';
import { type ClassDirectory, classDirectory } from '../class-directory.ts';
import { acceptUpward } from './intake.ts';

/**
 * Takes upward documents inside the process (imports on the command line, the demo) by the same acceptance as
 * replication: all of them or none. Throws the code of the first refusal. A caller who submits for many authors passes the
 * class lists, so that they are read once. The `acts` are written to the audit in the commit of the documents.
 */
export const submit = async (
  db: Db,
  caller: Caller,
  name: DatabaseName,
  docs: readonly Upward[],
  receivedAt: Instant,
  {
    classes = classDirectory(db, name),
    acts = [],
  }: { readonly classes?: ClassDirectory; readonly acts?: readonly AuditEvent[] } = {},
): Promise<void> => {
  const sender = { caller, db: name, receivedAt, classes };
  const rows: NewSubmission[] = [];
  for (const doc of docs) {
    const acceptance = await acceptUpward({ value: doc, rev: null, text: () => JSON.stringify(doc) }, sender);
    if ('forbidden' in acceptance) throw new RegistryError(acceptance.forbidden, doc.kind);
    rows.push(acceptance.entry);
  }
  const raise = rows.length === 0 ? [] : [raiseSeq(name, rows.length)];
  const audited = acts.length === 0 ? [] : [appendAudits(acts)];
  await db.commit([openSyncDb(name, receivedAt), ...raise, ...insertSubmissions(db, rows), ...audited]);
};
