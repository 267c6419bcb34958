import { createHash } from 'node:crypto';
import { buildPayload, type PayloadInput, payloadText } from '@hocba/shared/credential/payload/build-payload';
import type { ListDocument } from '@hocba/shared/documents/internal';
import type { Finding } from '@hocba/shared/marks/finding';
import { RegistryError } from '@hocba/shared/problems';
import type { YearRecord } from '@hocba/shared/record/year-record';
import type { ClassList } from '@hocba/shared/school/class-list';
import { LANGUAGES } from '@hocba/shared/school/curriculum/foreign-language';
import { findSubject } from '@hocba/shared/school/curriculum/subjects-of-grade';
import {
  type AccountName,
  type ClassCode,
  type DatabaseName,
  type StudentId,
  type SubjectCode,
  sheetIdOf,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import type { Db, Write } from '../../storage/engine/db.ts';
import { insertIntent } from '../../storage/queries/intents.ts';
import { enqueueJob } from '../../storage/queries/jobs.ts';
import { findAccount } from '../../storage/queries/people.ts';
import { listSubmissionsOf } from '../../storage/queries/submissions.ts';
import { fitsPayload } from '../fits-payload.ts';
import { ISSUE_JOB } from '../issue-lane.ts';
import { type Approval, type Batch, type BatchRecord, type Finalised, putRecord } from './batch.ts';
import { verdictOn } from './fold/judge-entry.ts';

/** A UUID that follows from what it names (RFC 9562 version 8), so that a repeated run makes the same one. */
const uuidOf = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** The record of a pupil's school year, under all its revisions. */
const recordIdOf = (db: DatabaseName, student: StudentId): string => `${db}/${student}`;

type SubjectApproval = { role: string; name: string; at: string; digest: string };

/** The subject teachers' closings that a record names by their digests, then homeroom teacher and head. */
const approvalsOf = (
  batch: Batch,
  student: StudentId,
  record: BatchRecord,
  names: Names,
): SubjectApproval[] => {
  const subjects = record.record.sheets.flatMap(([sheet, digest]): SubjectApproval[] => {
    const { subject, term } = sheetParts(sheet);
    const own = batch.sheets.get(sheetIdOf(record.class, subject, term))?.state.brought?.[student];
    // A sheet of another school may be called as one of this school is.
    if (own?.closing !== undefined && own.sheet === sheet && own.digest === digest) {
      const { name, at } = own.closing;
      return [{ role: `subject:${subject}:${term}`, name, at, digest }];
    }
    const closed = batch.sheets.get(sheet)?.state.closed;
    return closed ? [{ role: `subject:${subject}:${term}`, name: names(closed), at: closed.at, digest }] : [];
  });
  const chain = record.approvals.map(({ role, account, at, digest, document }: Approval) => ({
    role,
    name: names({ by: account, document }),
    at,
    digest,
  }));
  return [...subjects, ...chain];
};

/** The pupil as the class list says it, with what only signed records say. Throws when the list does not name the pupil. */
const studentMember = ({ list, pupils }: ListDocument, student: StudentId): PayloadInput['student'] => {
  const listed = list.students.find(({ id }) => id === student);
  const detail = pupils.find(({ id }) => id === student);
  if (listed === undefined || detail === undefined) throw new Error('a finalised record without its pupil');
  const { id, code, name, birthDate, sex } = listed;
  const { ethnicity, personalId } = detail;
  return { id, code, name, birthDate, sex, ethnicity, ...(personalId === null ? {} : { personalId }) };
};

/** The Vietnamese name of a subject as a grade has it; a foreign language says which one the class learned. */
const subjectNameOf = (subject: SubjectCode, grade: number, list: ClassList): string => {
  const name = findSubject(subject, grade)?.vi ?? '';
  const learned = list.subjects.find((taught) => taught.subject === subject)?.language;
  return learned === undefined ? name : `${name} (${LANGUAGES[learned].vi})`;
};

/** The names of a record's subjects. */
const subjectNamesOf = ({ grade, subjects }: YearRecord, list: ClassList): Record<string, string> =>
  Object.fromEntries(subjects.map(({ subject }) => [subject, subjectNameOf(subject, grade, list)]));

/** The name of an approver when the approval came. */
type Names = (approval: { readonly by: AccountName; readonly document: string }) => string;

/** The log says it with each approval; for approvals older than that the account does, whatever its school is by now. */
const namesOf = async (db: Db, batch: Batch, finalised: readonly Finalised[]): Promise<Names> => {
  const records = finalised.flatMap(({ student }) => batch.records.get(student) ?? []);
  const sheets = new Set(records.flatMap(({ record }) => record.sheets.map(([id]) => id)));
  const closings = [...sheets].flatMap((id) => batch.sheets.get(id)?.state.closed ?? []);
  const approvals = records.flatMap((record) => record.approvals);
  const documents = [...closings, ...approvals].map(({ document }) => document);
  const names = new Map<string, string>();
  for (const { doc, account, name } of await listSubmissionsOf(db, batch.db, [...new Set(documents)])) {
    const called = name ?? (await findAccount(db, account))?.display_name;
    if (called !== undefined) names.set(doc, called);
  }
  return ({ by, document }) => names.get(document) ?? by;
};

const freeze = (
  batch: Batch,
  { student, at }: Finalised,
  { issuer, list, names }: { readonly issuer: string; readonly list: ListDocument; readonly names: Names },
): Write[] => {
  const record = batch.records.get(student);
  if (record === undefined) throw new Error('a finalised record that is not there');
  const { revision } = record;
  const recordId = recordIdOf(batch.db, student);
  const id = uuidOf(`credential ${recordId} ${revision}`);
  const input: PayloadInput = {
    id: `urn:uuid:${id}`,
    subject: `urn:uuid:${uuidOf(`subject ${student}`)}`,
    revision,
    issuer,
    issuedAt: at,
    record: record.record,
    student: studentMember(list, student),
    school: list.school,
    approvals: approvalsOf(batch, student, record, names),
    subjectNames: subjectNamesOf(record.record, list.list),
  };
  const intent = { id, record: recordId, revision, student, db: batch.db, digest: record.digest };
  // Jobs are done in the order of their ids: issuing derives each class again, so a class goes together.
  const job = `${ISSUE_JOB}:${batch.db}:${record.class}:${id}`;
  return [
    insertIntent({ ...intent, payload: payloadText(buildPayload(input, fitsPayload)), created_at: at }),
    enqueueJob({ id: job, kind: ISSUE_JOB, key: id, runAt: at }),
  ];
};

/** The record is what it was before the head's word, and the head is told about it beside all else. */
const takeBack = (batch: Batch, { student, document, before }: Finalised): void => {
  putRecord(batch, student, before);
  const finding: Finding = { code: 'RECORD_NOT_SIGNABLE', student };
  const told = batch.verdicts.findIndex((verdict) => verdict.document === document);
  const findings = [...(batch.verdicts[told]?.findings ?? []), finding];
  const verdict = verdictOn(document, 'refused', findings[0]?.code ?? finding.code, findings);
  batch.verdicts.splice(told < 0 ? batch.verdicts.length : told, 1, verdict);
};

/**
 * Freezes what will be signed: for each record that a head has just finalised in a class the payload text, stored as an
 * intent, and the job that signs it. The writes join the commit that makes the record final, so neither can exist without
 * the other; what they say comes from the log alone, as it stands at this place. A record that no reader could verify (a
 * name in another script, say) is taken back by RECORD_NOT_SIGNABLE: thrown, it would stop the whole school year for ever.
 */
export const freezeFinalised = async (
  db: Db,
  batch: Batch,
  issuer: string,
  classCode: ClassCode,
): Promise<void> => {
  const finalised = batch.finalised.splice(0);
  const list = await batch.classes.findDocument(classCode);
  if (finalised.length === 0 || list === undefined) return;
  const names = await namesOf(db, batch, finalised);
  for (const one of finalised) {
    try {
      batch.frozen.push(...freeze(batch, one, { issuer, list, names }));
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      takeBack(batch, one);
    }
  }
};
