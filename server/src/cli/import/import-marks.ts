import { randomInt } from 'node:crypto';
import { markReaderOf } from '@hocba/shared/exchange/marks/mark-reader';
import { type MarksPlan, planMarks } from '@hocba/shared/exchange/marks/marks';
import type { ImportError } from '@hocba/shared/exchange/workbook/headings/header';
import type { SheetTable } from '@hocba/shared/exchange/workbook/sheet-table';
import { sheetPlaceOf } from '@hocba/shared/marks/sheet-place';
import { type ProblemCode, RegistryError } from '@hocba/shared/problems';
import type { Entry, EntryCell } from '@hocba/shared/record/entry';
import { emptySheet } from '@hocba/shared/record/fold';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import type { Policy } from '@hocba/shared/regulations/policy';
import { formatSheetCell, sheetColumnsOf } from '@hocba/shared/regulations/sheet-rules';
import type { ClassList } from '@hocba/shared/school/class-list';
import { findSubject } from '@hocba/shared/school/curriculum/subjects-of-grade';
import type { UpwardId } from '@hocba/shared/school/identifiers';
import {
  type AccountName,
  type DatabaseName,
  type DeviceId,
  databaseNameOf,
  type Instant,
  type SchoolCode,
  type SchoolYear,
  type SheetId,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { mayEnter } from '@hocba/shared/school/rights';
import { ulid } from 'ulid';
import { getAccountCaller } from '../../people/account-caller.ts';
import type { Caller } from '../../people/caller.ts';
import { submit } from '../../records/intake/submit.ts';
import { mayIn } from '../../records/permissions.ts';
import { foresee } from '../../records/projection/foresee.ts';
import { projectAll } from '../../records/projection/project.ts';
import { readClassList } from '../../schools/read-class.ts';
import { readXlsx } from '../../schools/workbook/read-xlsx.ts';
import type { Db } from '../../storage/engine/db.ts';
import type { AuditEvent } from '../../storage/queries/audit/audit.ts';
import { findSheet } from '../../storage/queries/records/sheets.ts';
import { findSchool } from '../../storage/queries/schools/schools.ts';
import {
  type Print,
  printAccount,
  printCounts,
  printErrors,
  printLine,
  printNotes,
} from './import-report.ts';
import { importTexts } from './import-texts.ts';
import { findingsOn, verdictErrors } from './import-verdicts.ts';
import type { Verb } from './import-words.ts';

/** Where a mark sheet goes, and in whose name. */
export interface MarksTarget {
  readonly school: SchoolCode;
  readonly year: SchoolYear;
  readonly sheet: SheetId;
  readonly account: AccountName;
  /** The sheet of the workbook to read, where several fit. */
  readonly only?: string;
}

/** The needs of a mark import: the database, the issuer (for the projector), and the time. */
export interface MarksServices {
  readonly db: Db;
  readonly issuer: string;
  /** The usual readings when not given. */
  readonly policy?: Policy;
  readonly now: Instant;
}

/** Cells of one entry, at most. */
const MAX_CELLS = 1000;

const DEVICE_SYMBOLS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Every import is a device of its own, so that its gap-free numbers begin at 1 and nobody continues them. */
const newDeviceId = (): DeviceId =>
  `d${Array.from({ length: 12 }, () => DEVICE_SYMBOLS[randomInt(36)]).join('')}` as DeviceId;

const currentSheet = async (db: Db, name: DatabaseName, sheet: SheetId): Promise<SheetState> => {
  const row = await findSheet(db, name, sheet);
  return row === undefined ? emptySheet(sheet) : (JSON.parse(row.body) as SheetState);
};

const wholeFile = (code: ProblemCode, value: string): ImportError => ({
  code,
  row: null,
  column: null,
  value,
});

const planFor = async (
  db: Db,
  { school, year, sheet, only }: MarksTarget,
  list: ClassList,
  caller: Caller,
  sheets: readonly SheetTable[],
): Promise<MarksPlan> => {
  const name = databaseNameOf(school, year);
  const { class: classCode, subject, term } = sheetParts(sheet);
  const place = sheetPlaceOf(list, sheet);
  const isTaught = list.subjects.some((s) => s.subject === subject);
  if (!isTaught || findSubject(subject, list.grade) === undefined) {
    throw new RegistryError('SUBJECT_UNKNOWN', subject);
  }
  if (!mayIn(caller, name, mayEnter, classCode, subject)) throw new RegistryError('OUT_OF_SCOPE', sheet);
  const columns = sheetColumnsOf(place);
  const state = await currentSheet(db, name, sheet);
  const named = await findSchool(db, school);
  const plan = planMarks(sheets, {
    columns,
    read: markReaderOf(place),
    students: list.students,
    cells: state.cells,
    claims: { year, class: classCode, subject, term },
    ...(named === undefined ? {} : { school: named.name }),
    ...(only === undefined ? {} : { only }),
  });
  const closed = state.state === 'closed' ? [wholeFile('SHEET_CLOSED', sheet)] : [];
  return { ...plan, errors: [...closed, ...plan.errors] };
};

const printPlan = (plan: MarksPlan, list: ClassList, sheet: SheetId, print: Print): void => {
  const place = sheetPlaceOf(list, sheet);
  for (const { id, code, name } of list.students) {
    const say = (verb: Verb, cells: readonly EntryCell[]) => {
      const own = cells.filter(([student]) => student === id);
      const marks = own.map(([, column, value]) => `${column} ${formatSheetCell(place, column, value)}`);
      if (own.length > 0) printLine(verb, `${code}, ${name}: ${marks.join('; ')}`, print);
    };
    say('create', plan.create);
    say('update', plan.update);
    if (plan.notInFile.includes(code)) {
      printLine('skip', `${code}, ${name}: ${importTexts().notInFile}`, print);
    }
  }
};

const entriesOf = (cells: readonly EntryCell[], { sheet, account }: MarksTarget, at: Instant): Entry[] => {
  const dev = newDeviceId();
  return Array.from({ length: Math.ceil(cells.length / MAX_CELLS) }, (_, i) => ({
    _id: `entry:${sheet}:${ulid()}` as UpwardId,
    v: 1,
    kind: 'entry',
    sheet,
    dev,
    n: i + 1,
    by: account,
    at,
    cells: cells.slice(i * MAX_CELLS, (i + 1) * MAX_CELLS),
  }));
};

/** The audit row of an import: on which sheet, in whose name, how many marks. */
const importAct = (
  { school, year, sheet, account }: MarksTarget,
  plan: MarksPlan,
  at: Instant,
): AuditEvent => ({
  ...{ at, actor: 'cli', action: 'marks.imported', student: null },
  detail: { school, year, sheet, account, created: plan.create.length, updated: plan.update.length },
});

/** The entries that an import would send, and the registry's answer to them now. */
const foreseen = async (
  services: MarksServices,
  name: DatabaseName,
  { plan, list, target }: { plan: MarksPlan; list: ClassList; target: MarksTarget },
): Promise<{ entries: Entry[]; errors: readonly ImportError[] }> => {
  const entries = entriesOf([...plan.create, ...plan.update], target, services.now);
  const findings = plan.errors.length > 0 ? [] : await foresee(services, name, entries);
  return { entries, errors: [...plan.errors, ...verdictErrors(plan, list, target.sheet, findings)] };
};

/** How many of the marks that were sent stand on the sheet now. */
const writtenOf = (entries: readonly Entry[], errors: readonly ImportError[]): number =>
  entries.reduce((sum, { cells }) => sum + cells.length, 0) -
  new Set(errors.map(({ row, column }) => `${row} ${column}`)).size;

/**
 * Imports a mark sheet as entries of one account, through the same intake as a device's: prints what each pupil's row
 * would do and, with `apply`, sends it and lets the registry judge. Never closes the sheet. Returns the exit
 * code: 0, or 1 with every reason printed. Throws CLASS_UNKNOWN, SUBJECT_UNKNOWN, ACCOUNT_UNKNOWN, OUT_OF_SCOPE.
 */
export const importMarks = async (
  services: MarksServices,
  bytes: Uint8Array,
  target: MarksTarget,
  apply: boolean,
  print: Print,
): Promise<number> => {
  const { db, now } = services;
  const name = databaseNameOf(target.school, target.year);
  const list = await readClassList(db, target.school, target.year, sheetParts(target.sheet).class);
  const caller = await getAccountCaller(db, target.account, 'import');
  const sheets = await readXlsx(bytes);
  // Entries that devices sent and nobody has read yet would otherwise look like empty cells and end up contested.
  if (apply) await projectAll(services, name);
  const plan = await planFor(db, target, list, caller, sheets);
  const { entries, errors } = await foreseen(services, name, { plan, list, target });
  printNotes(plan.notes, print);
  if (errors.length > 0) {
    printErrors(errors, print);
    return 1;
  }
  printPlan(plan, list, target.sheet, print);
  if (apply && entries.length > 0) {
    await submit(db, caller, name, entries, now, { acts: [importAct(target, plan, now)] });
    await projectAll(services, name);
    const refused = verdictErrors(plan, list, target.sheet, await findingsOn(db, name, entries));
    if (refused.length > 0) {
      printErrors(refused, print, writtenOf(entries, refused));
      return 1;
    }
  }
  printAccount(plan.account, apply, print);
  const { create, update, unchanged } = plan;
  printCounts({ create: create.length, update: update.length, unchanged }, apply, print);
  return 0;
};
