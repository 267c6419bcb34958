import type { CredentialDocument } from '@hocba/shared/documents/downward';
import { nextState, type RecordState } from '@hocba/shared/lifecycle/states';
import type { ProblemCode } from '@hocba/shared/problems';
import type { DatabaseName, StudentId } from '@hocba/shared/school/identifiers';
import { publish } from '../../replication/publish.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import type { IntentRow } from '../../storage/queries/intents.ts';
import {
  findYearRecord,
  listYearRecordsOf,
  saveYearRecords,
  type YearRecordRow,
} from '../../storage/queries/year-records.ts';
import { type Approval, asBatchRecord } from '../projection/batch.ts';
import { recordDocument } from './publish-batch.ts';

/** A record that was just signed, and whose signature the public verifier accepted. */
export interface Issued {
  readonly intent: IntentRow;
  readonly credentialId: string;
  readonly jws: string;
}

/**
 * Says why an intent must not be signed, or nothing: its record has to be final, still be what was frozen, and carry
 * the homeroom teacher's and the head's approval of exactly that.
 */
export const checkIntent = async (db: Db, intent: IntentRow): Promise<ProblemCode | undefined> => {
  const row = await findYearRecord(db, intent.db, intent.student);
  if (row === undefined || row.digest !== intent.digest || row.revision !== intent.revision) {
    return 'INTENT_STALE';
  }
  const approvals = JSON.parse(row.approvals) as Approval[];
  if (nextState(row.state as RecordState, 'publish') === undefined) return 'INTENT_STALE';
  const approved = (role: string) => approvals.some((a) => a.role === role && a.digest === intent.digest);
  return approved('homeroom') && approved('head') ? undefined : 'APPROVAL_STALE';
};

const writesOf = (
  row: YearRecordRow | undefined,
  { intent, credentialId, jws }: Issued,
): { row: YearRecordRow; documents: { id: string; kind: string; body: object }[] } => {
  const next = row && nextState(row.state as RecordState, 'publish');
  if (row === undefined || next === undefined) throw new Error(`no final record for intent ${intent.id}`);
  const issued = { ...row, state: next, credential: credentialId, version: row.version + 1 };
  const student = intent.student as StudentId;
  const body: Omit<CredentialDocument, '_id'> = { v: 1, kind: 'credential', student, jws };
  return {
    row: issued,
    documents: [
      { id: `credential:${student}`, kind: `credential/${row.class}`, body },
      recordDocument(student, asBatchRecord(issued)),
    ],
  };
};

/**
 * The writes that bring issued records to devices: new state, the signed text, the record; they join the
 * issuing commit.
 */
export const publishIssued = async (db: Db, issued: readonly Issued[]): Promise<Write[]> => {
  const writes: Write[] = [];
  for (const name of new Set(issued.map(({ intent }) => intent.db as DatabaseName))) {
    const own = issued.filter(({ intent }) => intent.db === name);
    const students = own.map(({ intent }) => intent.student);
    const rows = new Map((await listYearRecordsOf(db, name, students)).map((row) => [row.student, row]));
    const parts = own.map((one) => writesOf(rows.get(one.intent.student), one));
    writes.push(...saveYearRecords(parts.map(({ row }) => row)));
    writes.push(
      ...(await publish(
        db,
        name,
        parts.flatMap(({ documents }) => documents),
      )),
    );
  }
  return writes;
};
