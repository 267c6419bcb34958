import type { Internal } from '@hocba/shared/documents/internal';
import type { Upward } from '@hocba/shared/documents/upward';
import { type AccountName, type ClassCode, type Instant, sheetParts } from '@hocba/shared/school/identifiers';
import type { Db } from '../../../storage/engine/db.ts';
import type { SubmissionRow } from '../../../storage/queries/submissions.ts';
import type { Batch } from '../batch.ts';
import { freezeFinalised } from '../finalise.ts';
import { foldIssued } from './fold-issued.ts';
import { foldList } from './fold-list.ts';
import { judgeApproval } from './judge-approval.ts';
import { judgeClose, judgeEntry, verdictOn } from './judge-entry.ts';
import { judgeMoved } from './judge-moved.ts';
import { recomputeClass } from './recompute.ts';

/** The needs of folding: the database and the issuer. */
export interface FoldServices {
  readonly db: Db;
  readonly issuer: string;
}

/** A document of the log, read: what people sent, or what the registry itself says. */
export interface Logged {
  readonly doc: Upward | Internal;
  readonly row: SubmissionRow;
}

/** The class that a document of the log is about. */
export const classOf = (doc: Upward | Internal): ClassCode =>
  doc.kind === 'entry' || doc.kind === 'close' ? sheetParts(doc.sheet).class : doc.class;

/** Intake let the document in, so its class existed then; one that is gone since has nothing to judge against. */
const judgeClassGone = (batch: Batch, doc: Upward): void => {
  const cells = doc.kind === 'entry' ? doc.cells : [];
  const findings = cells.map(([student, column]) => ({ code: 'CLASS_UNKNOWN', student, column }) as const);
  batch.verdicts.push(verdictOn(doc._id, 'refused', 'CLASS_UNKNOWN', findings));
};

/** The account that brought an entry under the name of its author; undefined when the author sent it. */
const bringerOf = (doc: Upward, { account }: SubmissionRow): AccountName | undefined =>
  doc.by === account ? undefined : (account as AccountName);

const isOfSummer = (doc: Upward): boolean =>
  (doc.kind === 'entry' || doc.kind === 'close') && sheetParts(doc.sheet).term === 'summer';

const judge = async (batch: Batch, doc: Upward, row: SubmissionRow): Promise<void> => {
  const receivedAt = row.received_at as Instant;
  const list = await batch.classes.find(classOf(doc));
  if (list === undefined) return judgeClassGone(batch, doc);
  // The pupils of a summer sheet follow from the sheets of the year, which this very batch may have closed.
  if (isOfSummer(doc) && batch.stale.has(classOf(doc))) await recomputeClass(batch, classOf(doc));
  if (doc.kind === 'entry') {
    const bringer = bringerOf(doc, row);
    const { entry, findings } = await judgeMoved(batch, list, doc, bringer);
    return judgeEntry(batch, list, entry, bringer, findings);
  }
  if (doc.kind === 'close') return judgeClose(batch, list, doc, receivedAt);
  return judgeApproval(batch, list, doc, receivedAt);
};

/**
 * Folds one document of the log into the batch. The result of a batch does not depend on where the batch begins and
 * ends, so that folding the log from nothing gives what stands.
 */
export const foldLogged = async (
  { db, issuer }: FoldServices,
  batch: Batch,
  { doc, row }: Logged,
): Promise<void> => {
  if (doc.kind === 'list') await foldList(batch, doc);
  else if (doc.kind === 'issued') foldIssued(batch, doc);
  else await judge(batch, doc, row);
  if (doc.kind === 'finalise') await freezeFinalised(db, batch, issuer, doc.class);
  for (const classCode of batch.sensitive) {
    if (batch.stale.has(classCode)) await recomputeClass(batch, classCode);
  }
};
