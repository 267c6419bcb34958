import type {
  ClassDocument,
  CredentialDocument,
  RecordDocument,
  SheetDocument,
} from '@hocba/shared/documents/downward';
import { isFrozen } from '@hocba/shared/lifecycle/states';
import { type StudentId, sheetParts } from '@hocba/shared/school/identifiers';
import { publish } from '../../replication/publish.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import { listCredentialsById } from '../../storage/queries/credentials.ts';
import type { Batch, BatchRecord } from '../projection/batch.ts';

/** A registry-owned document on its way into the feed. */
interface Published {
  readonly id: string;
  readonly kind: string;
  readonly body: object;
}

const sheetDocuments = (batch: Batch): Published[] =>
  [...batch.changedSheets].flatMap((id) => {
    const sheet = batch.sheets.get(id);
    if (sheet === undefined) return [];
    const { class: classCode, subject } = sheetParts(id);
    const body: Omit<SheetDocument, '_id'> = { v: 1, kind: 'sheet', ...sheet.state, digest: sheet.digest };
    return [{ id: `sheet:${id}`, kind: `sheet/${classCode}/${subject}`, body }];
  });

/** A year record as devices see it. */
const recordDocument = (student: StudentId, record: BatchRecord): Published => {
  const body: Omit<RecordDocument, '_id'> = {
    v: 1,
    kind: 'record',
    state: record.state,
    record: record.record,
    digest: record.digest,
    findings: [...record.findings],
    credential: record.credential,
  };
  return { id: `record:${student}`, kind: `record/${record.class}`, body };
};

/** The class lists that came with the batch; a pupil who came with an approved record has it in the class of before. */
const classDocuments = (batch: Batch): Published[] =>
  batch.classes.changed().map(({ class: classCode, list }) => {
    const students = list.students.map((student) => {
      const record = student.cameFrom === undefined ? undefined : batch.records.get(student.id);
      const isElsewhere = record !== undefined && record.class !== classCode && isFrozen(record.state);
      return isElsewhere ? { ...student, recordIn: record.class } : student;
    });
    const body: Omit<ClassDocument, '_id'> = { v: 1, kind: 'class', ...list, students };
    return { id: `class:${classCode}`, kind: `class/${classCode}`, body };
  });

/** The texts of the records that were signed. */
const credentialDocuments = async (db: Db, batch: Batch): Promise<Published[]> => {
  const ids = batch.issued.map(({ credential }) => credential);
  const texts = new Map((await listCredentialsById(db, ids)).map((row) => [row.id, row.jws]));
  return batch.issued.flatMap(({ student, credential }) => {
    const jws = texts.get(credential);
    const record = batch.records.get(student);
    if (jws === undefined || record === undefined) return [];
    const body: Omit<CredentialDocument, '_id'> = { v: 1, kind: 'credential', student, jws };
    return [{ id: `credential:${student}`, kind: `credential/${record.class}`, body }];
  });
};

/** Verdicts go where the sheet goes; those on approvals go to all who see the class. */
const verdictKind = (document: string): string => {
  const [kind, classCode, subject] = document.split(':');
  return kind === 'entry' || kind === 'close' ? `verdict/${classCode}/${subject}` : `record/${classCode}`;
};

/** Everything a batch changed, as documents for devices. */
export const publishBatch = async (db: Db, batch: Batch): Promise<Write[]> => {
  const records = [...batch.changedRecords].flatMap((student) => {
    const record = batch.records.get(student);
    return record === undefined ? [] : [recordDocument(student, record)];
  });
  const verdicts = batch.verdicts.map(({ _id, ...body }) => ({
    id: _id,
    kind: verdictKind(body.document),
    body,
  }));
  return publish(db, batch.db, [
    ...classDocuments(batch),
    ...sheetDocuments(batch),
    ...(await credentialDocuments(db, batch)),
    ...records,
    ...verdicts,
  ]);
};
