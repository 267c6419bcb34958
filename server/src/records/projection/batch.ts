import type { VerdictDocument } from '@hocba/shared/documents/downward';
import type { RecordState } from '@hocba/shared/lifecycle/states';
import type { Finding } from '@hocba/shared/marks/finding';
import { emptySheet } from '@hocba/shared/record/fold';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import type { YearRecord } from '@hocba/shared/record/year-record';
import type { Policy } from '@hocba/shared/regulations/policy';
import type { ClassList } from '@hocba/shared/school/class-list';
import {
  type AccountName,
  type ClassCode,
  type DatabaseName,
  type Instant,
  type SheetId,
  type StudentId,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import type { Db, Write } from '../../storage/engine/db.ts';
import { listSheets, type SheetRow } from '../../storage/queries/records/sheets.ts';
import {
  listYearRecords,
  listYearRecordsOf,
  type YearRecordRow,
} from '../../storage/queries/records/year-records.ts';
import type { FoldedLists } from './folded-lists.ts';

/** The account that approved a record, in what capacity, and the digest of what they saw. */
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
  /** How often the record was finalised. */
  readonly revision: number;
  readonly credential: string | null;
}

/** A record that the head has just finalised, and what it was before. */
export interface Finalised {
  readonly student: StudentId;
  readonly at: Instant;
  readonly document: string;
  readonly before: BatchRecord;
}

/** The rows that one batch of submissions reads and changes; nothing of it is visible before its one commit. */
export interface Batch {
  readonly db: DatabaseName;
  readonly classes: FoldedLists;
  readonly policy: Policy;
  readonly sheets: Map<SheetId, BatchSheet>;
  readonly records: Map<StudentId, BatchRecord>;
  readonly changedSheets: Set<SheetId>;
  readonly changedRecords: Set<StudentId>;
  /** Classes whose records no longer follow from their sheets. */
  readonly stale: Set<ClassCode>;
  /**
   * Classes in which it matters when records are computed: a confirmation falls, or a summer sheet opens, with the first
   * change. They are computed after each document, all others at the end of the batch.
   */
  readonly sensitive: Set<ClassCode>;
  readonly verdicts: VerdictDocument[];
  /** Records that the document which is folded now has finalised. */
  readonly finalised: Finalised[];
  /** The writes that freeze what will be signed. */
  readonly frozen: Write[];
  /** Records that were signed, each with its credential. */
  readonly issued: { readonly student: StudentId; readonly credential: string }[];
}

/** A stored year record, read. */
const asBatchRecord = (row: YearRecordRow): BatchRecord => ({
  row,
  class: row.class as ClassCode,
  state: row.state as RecordState,
  record: JSON.parse(row.body) as YearRecord,
  digest: row.digest,
  findings: JSON.parse(row.findings) as Finding[],
  approvals: JSON.parse(row.approvals) as Approval[],
  revision: row.revision,
  credential: row.credential,
});

/** The subjects of a batch: classes, pupils whose records it names, and the class lists that come with it. */
export interface BatchScope {
  readonly classes: readonly ClassCode[];
  readonly students: readonly StudentId[];
  readonly lists: readonly ClassList[];
}

/** The lists of these classes: those that hold before the batch, and those that come with it. */
const listsOf = async (
  { lists }: BatchScope,
  classCodes: readonly ClassCode[],
  held: FoldedLists,
): Promise<ClassList[]> => {
  const found = await Promise.all(classCodes.map((code) => held.find(code)));
  return [...found.flatMap((list) => list ?? []), ...lists.filter((list) => classCodes.includes(list.class))];
};

/** The records of these classes, and those that their present pupils bring from the class they were in before. */
const readRecords = async (
  db: Db,
  name: DatabaseName,
  { students }: BatchScope,
  related: { readonly classes: readonly ClassCode[]; readonly lists: readonly ClassList[] },
): Promise<Batch['records']> => {
  const rows = await listYearRecords(db, name, related.classes);
  const known = new Set(rows.map(({ student }) => student));
  const pupils = [...students, ...related.lists.flatMap((list) => list.students.map(({ id }) => id))];
  const others = new Set(pupils.filter((id) => !known.has(id)));
  const moved = await listYearRecordsOf(db, name, [...others]);
  return new Map([...rows, ...moved].map((row) => [row.student as StudentId, asBatchRecord(row)]));
};

/** The classes that pupils of these lists came from: marks follow the pupil, and what stays behind is a finding. */
const originsOf = (lists: readonly ClassList[]): readonly ClassCode[] =>
  lists.flatMap(({ students }) => students.flatMap(({ cameFrom = [] }) => cameFrom));

/** The classes that pupils of these lists went to: what comes too late for the old class stands beside their sheets. */
const destinationsOf = (lists: readonly ClassList[]): readonly ClassCode[] =>
  lists.flatMap(({ students }) => students.flatMap(({ movedTo }) => (movedTo ? [movedTo] : [])));

const isOfSummer = (sheet: SheetId): boolean => sheetParts(sheet).term === 'summer';

const sensitiveOf = (sheets: Batch['sheets'], records: Batch['records']): Set<ClassCode> =>
  new Set([
    ...[...sheets.keys()].filter(isOfSummer).map((id) => sheetParts(id).class),
    ...[...records.values()].flatMap(({ state, class: code }) => (state === 'confirmed' ? [code] : [])),
  ]);

/** Reads everything that submissions about these classes can touch. */
export const openBatch = async (
  db: Db,
  classes: FoldedLists,
  scope: BatchScope,
  policy: Policy,
): Promise<Batch> => {
  const name = classes.db;
  const sheets = new Map<SheetId, BatchSheet>();
  const own = await listsOf(scope, scope.classes, classes);
  const related = [...new Set([...scope.classes, ...originsOf(own), ...destinationsOf(own)])];
  const lists = await listsOf(scope, related, classes);
  // The records of every related class may be computed again, so the sheets that their own pupils left are read as well.
  const sources = [...new Set([...related, ...originsOf(lists)])];
  for (const row of await listSheets(db, name, sources)) {
    const { digest, ...state } = JSON.parse(row.body) as SheetState & { digest: string };
    sheets.set(row.id as SheetId, { row, state, digest });
  }
  const records = await readRecords(db, name, scope, { classes: related, lists });
  return {
    db: name,
    classes,
    policy,
    sheets,
    records,
    changedSheets: new Set(),
    changedRecords: new Set(),
    stale: new Set(),
    sensitive: sensitiveOf(sheets, records),
    verdicts: [],
    finalised: [],
    frozen: [],
    issued: [],
  };
};

/** A sheet of the batch; one that nobody has written on yet is empty. */
export const sheetOf = (batch: Batch, sheet: SheetId): BatchSheet =>
  batch.sheets.get(sheet) ?? { row: undefined, state: emptySheet(sheet), digest: '' };

/** Puts a changed sheet into the batch and marks the records of its class as stale. */
export const putSheet = (batch: Batch, sheet: SheetId, changed: BatchSheet): void => {
  batch.sheets.set(sheet, changed);
  batch.changedSheets.add(sheet);
  const { class: classCode } = sheetParts(sheet);
  batch.stale.add(classCode);
  if (isOfSummer(sheet)) batch.sensitive.add(classCode);
};

/** Puts a changed record into the batch. */
export const putRecord = (batch: Batch, student: StudentId, changed: BatchRecord): void => {
  batch.records.set(student, changed);
  batch.changedRecords.add(student);
  if (changed.state === 'confirmed') batch.sensitive.add(changed.class);
};
