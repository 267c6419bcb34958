import type { VerdictDocument } from '@hocba/shared/documents/downward';
import type { RecordState } from '@hocba/shared/lifecycle/states';
import type { Finding } from '@hocba/shared/marks/finding';
import { emptySheet } from '@hocba/shared/record/fold';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import type { YearRecord } from '@hocba/shared/record/year-record';
import type { Policy } from '@hocba/shared/regulations/circular-22-2021/policy';
import type { ClassStudent } from '@hocba/shared/school/class-list';
import {
  type AccountName,
  type ClassCode,
  type DatabaseName,
  type Instant,
  type SheetId,
  type StudentId,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import type { Db } from '../../storage/engine/db.ts';
import { listSheets, type SheetRow } from '../../storage/queries/sheets.ts';
import {
  listYearRecords,
  listYearRecordsOf,
  type YearRecordRow,
} from '../../storage/queries/year-records.ts';
import { type ClassDirectory, classDirectory } from '../class-directory.ts';

/** Who approved a record, in what capacity, and the digest of what they saw. */
export interface Approval {
  readonly role: 'homeroom' | 'head';
  readonly account: AccountName;
  readonly at: Instant;
  readonly digest: string;
  readonly document: string;
}

/** A sheet while a batch is folded: the row it came from, and what it has become. */
export interface BatchSheet {
  readonly row: SheetRow | undefined;
  readonly state: SheetState;
  /** Empty while nobody has written on the sheet, and between an entry and the recomputation of the class. */
  readonly digest: string;
}

/** A year record while a batch is folded. */
export interface BatchRecord {
  readonly row: YearRecordRow | undefined;
  readonly class: ClassCode;
  readonly state: RecordState;
  readonly record: YearRecord;
  readonly digest: string;
  readonly findings: readonly Finding[];
  readonly approvals: readonly Approval[];
  readonly credential: string | null;
}

/** A record that the head has just finalised, and what it was before. */
export interface Finalised {
  readonly student: StudentId;
  readonly at: Instant;
  readonly document: string;
  readonly before: BatchRecord;
}

/** What one batch of submissions reads and changes; nothing of it is visible before its one commit. */
export interface Batch {
  readonly db: DatabaseName;
  readonly classes: ClassDirectory;
  readonly policy: Policy;
  readonly sheets: Map<SheetId, BatchSheet>;
  readonly records: Map<StudentId, BatchRecord>;
  readonly changedSheets: Set<SheetId>;
  readonly changedRecords: Set<StudentId>;
  /** Classes whose records no longer follow from their sheets. */
  readonly stale: Set<ClassCode>;
  readonly verdicts: VerdictDocument[];
  readonly finalised: Finalised[];
}

/** A stored year record, read. */
export const asBatchRecord = (row: YearRecordRow): BatchRecord => ({
  row,
  class: row.class as ClassCode,
  state: row.state as RecordState,
  record: JSON.parse(row.body) as YearRecord,
  digest: row.digest,
  findings: JSON.parse(row.findings) as Finding[],
  approvals: JSON.parse(row.approvals) as Approval[],
  credential: row.credential,
});

/** The pupils of these classes, those who have left them included. */
const pupilsOf = async (classCodes: readonly ClassCode[], classes: ClassDirectory): Promise<ClassStudent[]> =>
  (await Promise.all(classCodes.map((code) => classes.find(code)))).flatMap((list) => list?.students ?? []);

/** The records of these classes, and those that their present pupils bring from the class they were in before. */
const readRecords = async (
  db: Db,
  name: DatabaseName,
  classCodes: readonly ClassCode[],
  classes: ClassDirectory,
): Promise<Batch['records']> => {
  const pupils = (await pupilsOf(classCodes, classes)).map(({ id }) => id);
  const rows = await listYearRecords(db, name, classCodes);
  const known = new Set(rows.map(({ student }) => student));
  const moved = await listYearRecordsOf(
    db,
    name,
    pupils.filter((id) => !known.has(id)),
  );
  return new Map([...rows, ...moved].map((row) => [row.student as StudentId, asBatchRecord(row)]));
};

/** The classes that pupils of these classes came from: marks follow the pupil, and what stays behind is a finding. */
const originsOf = async (
  classCodes: readonly ClassCode[],
  classes: ClassDirectory,
): Promise<readonly ClassCode[]> =>
  (await pupilsOf(classCodes, classes)).flatMap(({ cameFrom = [] }) => cameFrom);

/** The classes that pupils of these classes went to: what comes too late for the old class stands beside their sheets. */
const destinationsOf = async (
  classCodes: readonly ClassCode[],
  classes: ClassDirectory,
): Promise<readonly ClassCode[]> =>
  (await pupilsOf(classCodes, classes)).flatMap(({ movedTo }) => (movedTo ? [movedTo] : []));

/** Reads everything that submissions about these classes can touch. */
export const openBatch = async (
  db: Db,
  name: DatabaseName,
  classCodes: readonly ClassCode[],
  policy: Policy,
): Promise<Batch> => {
  const sheets = new Map<SheetId, BatchSheet>();
  const classes = classDirectory(db, name);
  const origins = await originsOf(classCodes, classes);
  const related = [...new Set([...classCodes, ...origins, ...(await destinationsOf(classCodes, classes))])];
  // The records of every related class may be computed again, so the sheets that their own pupils left are read as well.
  const sources = [...new Set([...related, ...(await originsOf(related, classes))])];
  for (const row of await listSheets(db, name, sources)) {
    const { digest, ...state } = JSON.parse(row.body) as SheetState & { digest: string };
    sheets.set(row.id as SheetId, { row, state, digest });
  }
  return {
    db: name,
    classes,
    policy,
    sheets,
    records: await readRecords(db, name, related, classes),
    changedSheets: new Set(),
    changedRecords: new Set(),
    stale: new Set(),
    verdicts: [],
    finalised: [],
  };
};

/** A sheet of the batch; one that nobody has written on yet is empty. */
export const sheetOf = (batch: Batch, sheet: SheetId): BatchSheet =>
  batch.sheets.get(sheet) ?? { row: undefined, state: emptySheet(sheet), digest: '' };

/** Puts a changed sheet into the batch and marks the records of its class as stale. */
export const putSheet = (batch: Batch, sheet: SheetId, changed: BatchSheet): void => {
  batch.sheets.set(sheet, changed);
  batch.changedSheets.add(sheet);
  batch.stale.add(sheetParts(sheet).class);
};

/** Puts a changed record into the batch. */
export const putRecord = (batch: Batch, student: StudentId, changed: BatchRecord): void => {
  batch.records.set(student, changed);
  batch.changedRecords.add(student);
};
