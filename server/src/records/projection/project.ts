import { createHash } from 'node:crypto';
import type { Upward } from '@hocba/shared/documents/upward';
import { DEFAULT_POLICY, type Policy } from '@hocba/shared/regulations/circular-22-2021/policy';
import {
  type AccountName,
  type ClassCode,
  type DatabaseName,
  type Instant,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import type { Db, Write } from '../../storage/engine/db.ts';
import { decideAgain, isLostRace } from '../../storage/engine/retry.ts';
import { saveSheet } from '../../storage/queries/sheets.ts';
import {
  findProjection,
  listSubmissionsAfter,
  moveProjection,
  type ProjectionRow,
  type SubmissionRow,
} from '../../storage/queries/submissions.ts';
import { settleYear } from '../../storage/queries/work/waiting-years.ts';
import { saveYearRecords } from '../../storage/queries/year-records.ts';
import { openTurns } from '../../turns/turns.ts';
import { publishBatch } from '../publish/publish-batch.ts';
import { type Batch, openBatch } from './batch.ts';
import { carryMarks } from './carry-marks.ts';
import { freezeFinalised } from './finalise.ts';
import { judgeApproval } from './judge-approval.ts';
import { judgeClose, judgeEntry, verdictOn } from './judge-entry.ts';
import { judgeMoved } from './judge-moved.ts';
import { recomputeClass } from './recompute.ts';

/** What the projector needs: the database and who issues. */
export interface ProjectServices {
  readonly db: Db;
  /** PUBLIC_URL, the issuer of what will be signed. */
  readonly issuer: string;
  /** The readings of the regulation this registry is set to; the usual ones when not given. */
  readonly policy?: Policy;
}

/**
 * What goes into one commit: submissions, and characters of their texts. Large enough for the rush at the end of term,
 * small enough that a commit keeps nobody waiting, whatever somebody sends.
 */
const MAX_ROWS = 500;
const MAX_SIZE = 1_000_000;
/** Submissions of one reading. */
const PAGE = 20;
/** Characters of submissions that are read or judged in one turn of the event loop: about a thousand cells. */
const COST_OF_TURN = 50_000;

const classOf = (doc: Upward): ClassCode =>
  doc.kind === 'entry' || doc.kind === 'close' ? sheetParts(doc.sheet).class : doc.class;

/** Intake let the document in, so its class existed then; one that is gone since has nothing to judge against. */
const judgeClassGone = (batch: Batch, doc: Upward): void => {
  const cells = doc.kind === 'entry' ? doc.cells : [];
  const findings = cells.map(([student, column]) => ({ code: 'CLASS_UNKNOWN', student, column }) as const);
  batch.verdicts.push(verdictOn(doc._id, 'refused', 'CLASS_UNKNOWN', findings));
};

/** A submission, read. */
interface Submitted {
  readonly doc: Upward;
  readonly row: SubmissionRow;
}

/** Who brought an entry under the name of its author; undefined when the author sent it. */
const bringerOf = (doc: Upward, { account }: SubmissionRow): AccountName | undefined =>
  doc.by === account ? undefined : (account as AccountName);

const isOfSummer = (doc: Upward): boolean =>
  (doc.kind === 'entry' || doc.kind === 'close') && sheetParts(doc.sheet).term === 'summer';

const judge = async (batch: Batch, { doc, row }: Submitted): Promise<void> => {
  const receivedAt = row.received_at as Instant;
  const list = await batch.classes.find(classOf(doc));
  if (list === undefined) return judgeClassGone(batch, doc);
  // Whom a summer sheet is for follows from the sheets of the year, which this very batch may have closed.
  if (isOfSummer(doc) && batch.stale.has(classOf(doc))) await recomputeClass(batch, classOf(doc));
  if (doc.kind === 'entry') {
    const bringer = bringerOf(doc, row);
    const { entry, findings } = await judgeMoved(batch, list, doc, bringer);
    return judgeEntry(batch, list, entry, bringer, findings);
  }
  if (doc.kind === 'close') return judgeClose(batch, list, doc, receivedAt);
  return judgeApproval(batch, list, doc, receivedAt);
};

/** Each submission is chained to all before it, so that one removed or altered later shows. */
export const chainOf = (before: string, rows: readonly SubmissionRow[]): string =>
  rows.reduce((chain, row) => createHash('sha256').update(chain).update(row.body).digest('hex'), before);

const sheetWrites = (batch: Batch): Write[] =>
  [...batch.changedSheets].flatMap((id) => {
    const sheet = batch.sheets.get(id);
    if (sheet === undefined) return [];
    const version = (sheet.row?.version ?? 0) + 1;
    const body = JSON.stringify({ ...sheet.state, digest: sheet.digest });
    const row = { db: batch.db, id, class: sheetParts(id).class, state: sheet.state.state, version, body };
    return [saveSheet(row, sheet.row?.version)];
  });

const recordWrites = (batch: Batch): Write[] => {
  const finalised = new Set(batch.finalised.map(({ student }) => student));
  const rows = [...batch.changedRecords].flatMap((student) => {
    const record = batch.records.get(student);
    if (record === undefined) return [];
    const row = {
      db: batch.db,
      student,
      class: record.class,
      state: record.state,
      revision: (record.row?.revision ?? 0) + (finalised.has(student) ? 1 : 0),
      version: (record.row?.version ?? 0) + 1,
      digest: record.digest,
      body: JSON.stringify(record.record),
      findings: JSON.stringify(record.findings),
      approvals: JSON.stringify(record.approvals),
      credential: record.credential,
    };
    return [row];
  });
  return saveYearRecords(rows);
};

/** Folds submissions and gathers everything that follows from them as the writes of one commit. */
const projectRows = async (
  { db, issuer, policy = DEFAULT_POLICY }: ProjectServices,
  name: DatabaseName,
  cursor: ProjectionRow | undefined,
  rows: readonly SubmissionRow[],
): Promise<Write[]> => {
  const turns = openTurns(COST_OF_TURN);
  const submitted: Submitted[] = [];
  for (const row of rows) {
    submitted.push({ doc: JSON.parse(row.body) as Upward, row });
    await turns.spend(row.body.length);
  }
  const batch = await openBatch(db, name, [...new Set(submitted.map(({ doc }) => classOf(doc)))], policy);
  for (const one of submitted) {
    await judge(batch, one);
    await turns.spend(one.row.body.length);
  }
  for (const classCode of [...batch.stale]) await recomputeClass(batch, classCode);
  // First, because a record that cannot be frozen is not final.
  const frozen = await freezeFinalised(db, batch, issuer);
  const seq = rows.at(-1)?.seq ?? 0;
  return [
    moveProjection({ db: name, seq, chain: chainOf(cursor?.chain ?? '', rows) }, cursor?.seq),
    ...sheetWrites(batch),
    ...recordWrites(batch),
    ...frozen,
    ...(await publishBatch(db, batch)),
    // Last: intake holds the numbers of the feed before it marks the year, and so must this commit.
    settleYear(name, seq),
  ];
};

/** The submissions of the next commit: at least one, and no more than the budget. */
const listNext = async (db: Db, name: DatabaseName, seq: number): Promise<SubmissionRow[]> => {
  const rows: SubmissionRow[] = [];
  let size = 0;
  while (rows.length < MAX_ROWS) {
    const page = await listSubmissionsAfter(db, name, rows.at(-1)?.seq ?? seq, PAGE);
    for (const row of page) {
      size += row.body.length;
      if (size > MAX_SIZE && rows.length > 0) return rows;
      rows.push(row);
    }
    if (page.length < PAGE) break;
  }
  return rows;
};

/** One batch; false when there was nothing to read. A lost race is read and decided again. */
const projectOnce = (services: ProjectServices, name: DatabaseName): Promise<boolean> =>
  decideAgain(async () => {
    const cursor = await findProjection(services.db, name);
    const rows = await listNext(services.db, name, cursor?.seq ?? 0);
    if (rows.length === 0) return false;
    await services.db.commit(await projectRows(services, name, cursor, rows));
    return true;
  });

/**
 * Projects the next batch of a school year's submission log; false at its end. Sheets, year records, verdicts, intents
 * and the cursor are one commit, so that a killed process projects again from where it was.
 */
export const projectNext = async (services: ProjectServices, name: DatabaseName): Promise<boolean> => {
  const cursor = async () => (await findProjection(services.db, name))?.seq;
  const from = await cursor();
  try {
    return await projectOnce(services, name);
  } catch (error) {
    // Another process that projects the same log is ahead: what it did is done, and the rest is still to do.
    if (!isLostRace(error) || (await cursor()) === from) throw error;
    return true;
  }
};

/** Runs the projector of one school year to the end of its submission log. */
export const projectAll = async (services: ProjectServices, name: DatabaseName): Promise<void> => {
  let isMore = true;
  while (isMore) isMore = await projectNext(services, name);
};

/**
 * Computes the records of classes whose list changed: pupils, exemptions, subjects. Nothing else would until the next
 * entry. The marks of pupils who changed class follow them first. Final records stay as they are; a lost race is read
 * and decided again.
 */
export const recomputeClasses = (
  { db, policy = DEFAULT_POLICY }: Pick<ProjectServices, 'db' | 'policy'>,
  name: DatabaseName,
  classes: readonly ClassCode[],
): Promise<void> =>
  decideAgain(async () => {
    const batch = await openBatch(db, name, classes, policy);
    const carried = await carryMarks(db, batch, classes);
    for (const classCode of new Set([...classes, ...batch.stale])) await recomputeClass(batch, classCode);
    await db.commit([
      ...carried,
      ...sheetWrites(batch),
      ...recordWrites(batch),
      ...(await publishBatch(db, batch)),
    ]);
  });
