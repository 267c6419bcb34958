import type { CredentialDocument } from '@hocba/shared/documents/downward';
import { nextState } from '@hocba/shared/lifecycle/states';
import type { ProblemCode } from '@hocba/shared/problems';
import type { DatabaseName, StudentId } from '@hocba/shared/school/identifiers';
import { publish } from '../replication/publish.ts';
import type { Db, Write } from '../storage/db.ts';
import type { IntentRow } from '../storage/intents.ts';
import { findYearRecord, saveYearRecord } from '../storage/year-records.ts';
import { asBatchRecord } from './batch.ts';
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
  const { state, approvals } = asBatchRecord(row);
  if (nextState(state, 'publish') === undefined) return 'INTENT_STALE';
  const approved = (role: string) => approvals.some((a) => a.role === role && a.digest === intent.digest);
  return approved('homeroom') && approved('head') ? undefined : 'APPROVAL_STALE';
};

const writesOf = async (
  db: Db,
  { intent, credentialId, jws }: Issued,
): Promise<{ write: Write; documents: { id: string; kind: string; body: object }[] }> => {
  const row = await findYearRecord(db, intent.db, intent.student);
  const next = row && nextState(asBatchRecord(row).state, 'publish');
  if (row === undefined || next === undefined) throw new Error(`no final record for intent ${intent.id}`);
  const issued = { ...row, state: next, credential: credentialId, version: row.version + 1 };
  const student = intent.student as StudentId;
  const body: Omit<CredentialDocument, '_id'> = { v: 1, kind: 'credential', student, jws };
  return {
    write: saveYearRecord(issued, row.version),
    documents: [
      { id: `credential:${student}`, kind: `credential/${row.class}`, body },
      recordDocument(student, asBatchRecord(issued)),
    ],
  };
};

/** The writes that bring issued records to devices: new state, the signed text, the record; they join the issuing commit. */
export const publishIssued = async (db: Db, issued: readonly Issued[]): Promise<Write[]> => {
  const writes: Write[] = [];
  for (const name of new Set(issued.map(({ intent }) => intent.db as DatabaseName))) {
    const own = issued.filter(({ intent }) => intent.db === name);
    const parts = await Promise.all(own.map((one) => writesOf(db, one)));
    writes.push(...parts.map(({ write }) => write));
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
