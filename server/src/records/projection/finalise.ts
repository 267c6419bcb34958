import { createHash } from 'node:crypto';
import { buildPayload, type PayloadInput, payloadText } from '@hocba/shared/credential/payload/build-payload';
import type { Finding } from '@hocba/shared/marks/finding';
import { RegistryError } from '@hocba/shared/problems';
import type { YearRecord } from '@hocba/shared/record/year-record';
import type { ClassList } from '@hocba/shared/school/class-list';
import { LANGUAGES } from '@hocba/shared/school/curriculum/foreign-language';
import { findSubject } from '@hocba/shared/school/curriculum/subjects-of-grade';
import {
  type ClassCode,
  type DatabaseName,
  databaseParts,
  type StudentId,
  type SubjectCode,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { fitsPayload } from '../../issuing/fits-payload.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import { insertIntent } from '../../storage/queries/intents.ts';
import { enqueueJob } from '../../storage/queries/jobs.ts';
import { findAccount, listAccountNames } from '../../storage/queries/people.ts';
import { findSchool, listStudentsById, type StudentRow } from '../../storage/queries/schools/schools.ts';
import { type Approval, type Batch, type BatchRecord, type Finalised, putRecord } from './batch.ts';
import { verdictOn } from './judge-entry.ts';

/** Kind of the job that signs a frozen record. */
export const ISSUE_JOB = 'issue';

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
  record: BatchRecord,
  names: ReadonlyMap<string, string>,
): SubjectApproval[] => {
  const nameOf = (account: string) => names.get(account) ?? account;
  const subjects = record.record.sheets.flatMap(([sheet, digest]): SubjectApproval[] => {
    const closed = batch.sheets.get(sheet)?.state.closed;
    const { subject, term } = sheetParts(sheet);
    return closed
      ? [{ role: `subject:${subject}:${term}`, name: nameOf(closed.by), at: closed.at, digest }]
      : [];
  });
  const chain = record.approvals.map(({ role, account, at, digest }: Approval) => ({
    role,
    name: nameOf(account),
    at,
    digest,
  }));
  return [...subjects, ...chain];
};

const studentMember = (student: StudentRow) => ({
  id: student.id,
  code: student.code,
  name: student.name,
  birthDate: student.birth_date,
  sex: student.sex as 'male' | 'female',
  ethnicity: student.ethnicity,
  ...(student.personal_id === null ? {} : { personalId: student.personal_id }),
});

/** The Vietnamese name of a subject as a grade has it; a foreign language says which one the class learned. */
const subjectNameOf = (subject: SubjectCode, grade: number, list: ClassList | undefined): string => {
  const name = findSubject(subject, grade)?.vi ?? '';
  const learned = list?.subjects.find((taught) => taught.subject === subject)?.language;
  return learned === undefined ? name : `${name} (${LANGUAGES[learned].vi})`;
};

/** The names of a record's subjects. */
const subjectNamesOf = (
  { grade, subjects }: YearRecord,
  list: ClassList | undefined,
): Record<string, string> =>
  Object.fromEntries(subjects.map(({ subject }) => [subject, subjectNameOf(subject, grade, list)]));

/** The lists of the classes in which records are finalised. */
const listsOf = async ({
  classes,
  finalised,
  records,
}: Batch): Promise<ReadonlyMap<ClassCode, ClassList>> => {
  const codes = new Set(finalised.flatMap(({ student }) => records.get(student)?.record.class ?? []));
  const found = await Promise.all([...codes].map((code) => classes.find(code)));
  return new Map(found.flatMap((list) => (list === undefined ? [] : [[list.class, list]])));
};

/** The names of all who approved: also of those whose account belongs to another school by now. */
const approverNames = async (db: Db, batch: Batch, school: string): Promise<ReadonlyMap<string, string>> => {
  const names = new Map(await listAccountNames(db, school));
  const closers = [...batch.sheets.values()].flatMap(({ state: { closed } }) => closed?.by ?? []);
  const approvers = [...batch.records.values()].flatMap(({ approvals }) => approvals.map((a) => a.account));
  for (const account of new Set([...closers, ...approvers])) {
    const found = names.has(account) ? undefined : await findAccount(db, account);
    if (found !== undefined) names.set(account, found.display_name);
  }
  return names;
};

type Freeze = (finalised: Finalised) => Write[];

/** Who and where stands in the records that one batch finalises; then each record becomes an intent and its job. */
const freezerOf = async (db: Db, batch: Batch, issuer: string): Promise<Freeze> => {
  const { school: code } = databaseParts(batch.db);
  const found = await findSchool(db, code);
  if (found === undefined) throw new Error(`no school ${code}`);
  const { province_code: _, ...school } = found;
  const pupils = batch.finalised.map(({ student }) => student);
  const students = new Map((await listStudentsById(db, pupils)).map((row) => [row.id, row]));
  const names = await approverNames(db, batch, code);
  const lists = await listsOf(batch);
  return ({ student, at }) => {
    const record = batch.records.get(student);
    const row = students.get(student);
    if (record === undefined || row === undefined) throw new Error('a finalised record without its pupil');
    const revision = (record.row?.revision ?? 0) + 1;
    const recordId = recordIdOf(batch.db, student);
    const id = uuidOf(`credential ${recordId} ${revision}`);
    const input: PayloadInput = {
      id: `urn:uuid:${id}`,
      subject: `urn:uuid:${uuidOf(`subject ${student}`)}`,
      revision,
      issuer,
      issuedAt: at,
      record: record.record,
      student: studentMember(row),
      school,
      approvals: approvalsOf(batch, record, names),
      subjectNames: subjectNamesOf(record.record, lists.get(record.record.class)),
    };
    const intent = { id, record: recordId, revision, student, db: batch.db, digest: record.digest };
    return [
      insertIntent({ ...intent, payload: payloadText(buildPayload(input, fitsPayload)), created_at: at }),
      enqueueJob({ id: `${ISSUE_JOB}:${id}`, kind: ISSUE_JOB, key: id, runAt: at }),
    ];
  };
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
 * Freezes what will be signed: for each finalised record the payload text, stored as an intent, and the job that
 * signs it. These writes join the commit that makes the record final, so neither can exist without the other. A record
 * that no reader could verify (a name in another script, say) is taken back by RECORD_NOT_SIGNABLE: thrown, it would
 * stop the whole school year for ever.
 */
export const freezeFinalised = async (db: Db, batch: Batch, issuer: string): Promise<Write[]> => {
  if (batch.finalised.length === 0) return [];
  const freeze = await freezerOf(db, batch, issuer);
  const writes: Write[] = [];
  for (const finalised of [...batch.finalised]) {
    try {
      writes.push(...freeze(finalised));
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      batch.finalised.splice(batch.finalised.indexOf(finalised), 1);
      takeBack(batch, finalised);
    }
  }
  return writes;
};
