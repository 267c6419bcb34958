import type { ClassCode, SchoolYear, StudentCode } from '../../school/identifiers.ts';
import type { ImportNote, NoteCode } from '../workbook/accounting.ts';
import { isDayBefore } from '../workbook/cells.ts';
import {
  hasRows,
  isSheetNamed,
  judgeSheet,
  noteOfSheet,
  otherTitle,
  sheetsMeant,
} from '../workbook/choose-sheet.ts';
import { requireRowLimit } from '../workbook/file.ts';
import { hasCode, isSummary, repeatsHeader } from '../workbook/foot-rows.ts';
import { findHeader, type Header, type ImportError, NO_PUPIL } from '../workbook/headings/header.ts';
import { findNameGap, hasPartsApart, nameColumns, nameIn } from '../workbook/headings/name-columns.ts';
import {
  type FirstHeadings,
  otherHeadings,
  repeatsHeadings,
  tableAbove,
} from '../workbook/headings/second-headings.ts';
import { hiddenParts } from '../workbook/hidden-parts.ts';
import {
  columnName,
  countCells,
  isBlank,
  quoteCell,
  type SheetRow,
  type SheetTable,
  tableOfRows,
} from '../workbook/sheet-table.ts';
import { otherSchools } from '../workbook/titles/school-title.ts';
import type { ClaimTarget } from '../workbook/titles/sheet-claims.ts';
import { parseRow, ROSTER_COLUMNS, type RosterColumn, type RosterRow, twinErrors } from './roster.ts';
import { isDayUnkept, notesOfStatus } from './roster-status.ts';

/** Pupils of all sheets of a workbook, and what became of every other cell. */
export interface RosterReading {
  readonly rows: readonly RosterRow[];
  readonly errors: readonly ImportError[];
  readonly notes: readonly ImportNote[];
  /** Points that are worth a look and no reason to refuse. */
  readonly warnings: readonly ImportError[];
  /** In which columns each pupil's row has something, one entry for each cell. */
  readonly cells: ReadonlyMap<StudentCode, readonly RosterColumn[]>;
}

/** The facts that a list must not contradict, and the one sheet that a person chose. */
export interface ListTarget {
  readonly year?: SchoolYear;
  /** The name of the school; titles that name another one are worth a look. */
  readonly schoolName?: string;
  readonly only?: string;
}

interface Reading {
  readonly table: SheetTable;
  readonly header: Header<RosterColumn>;
  readonly several: boolean;
  readonly rows: RosterRow[];
  readonly errors: ImportError[];
  readonly notes: ImportNote[];
  readonly cells: Map<StudentCode, RosterColumn[]>;
  readonly positions: Map<ClassCode, number>;
  readonly beside: Map<number, SheetRow[number][]>;
  /** Days of a status that are left out, of pupils who study. */
  readonly days: SheetRow[number][];
  /** Whether the rows hold the parts of a name in columns of their own. */
  readonly apart: boolean;
}

const fail = ({ table, several, errors }: Reading, error: ImportError): void =>
  void errors.push(several ? { sheet: table.name, ...error } : error);

const note = ({ table, notes }: Reading, code: NoteCode, row: number, rows: readonly SheetRow[]): void => {
  const value =
    rows
      .flat()
      .map(quoteCell)
      .find((text) => text !== '') ?? null;
  const cells = countCells(rows);
  if (cells > 0) notes.push({ note: code, sheet: table.name, row: row + 1, column: null, value, cells });
};

/** The name as it stands there; of several columns joined. Old fonts are known by characters that cleaning would drop. */
const nameOf = (row: SheetRow, header: Header<RosterColumn>): SheetRow[number] => {
  const filled = nameColumns(header).filter((column) => !isBlank(row[column]));
  return filled.length > 1 ? nameIn(row, header) : (row[filled[0] ?? -1] ?? null);
};

/** The column of each cell that is read, by its place. */
const readColumns = (header: Header<RosterColumn>): Map<number, RosterColumn> => {
  const columns = new Map([...header.columns].map(([key, index]) => [index, key]));
  for (const index of header.further.get('name') ?? []) columns.set(index, 'name');
  return columns;
};

/** Characters without a shape that come along with a paste; the soft hyphen is a letter of an old font. */
const MARKS = /(?!\u00ad)\p{Cf}/u;

const readPupil = (reading: Reading, row: number): void => {
  const { table, header, rows, cells, positions } = reading;
  const values = table.rows[row] ?? [];
  const at = (key: RosterColumn) => values[header.columns.get(key) ?? -1] ?? null;
  const taken = {
    ...Object.fromEntries(ROSTER_COLUMNS.map(({ key }) => [key, at(key)])),
    name: nameOf(values, header),
  };
  const { parsed, errors } = parseRow(
    taken as Parameters<typeof parseRow>[0],
    row + 1,
    header.columns.has('chosen'),
  );
  for (const error of errors) fail(reading, error);
  const gap = reading.apart ? findNameGap(values, header) : undefined;
  if (gap !== undefined) fail(reading, { code: 'ROW_INVALID', row: row + 1, ...gap });
  for (const key of ['birthDate', 'statusOn'] as const) {
    const column = ROSTER_COLUMNS.find((spec) => spec.key === key)?.title ?? key;
    const place = { sheet: table.name, row: row + 1, column, value: quoteCell(at(key)), cells: 0 };
    if (isDayBefore(at(key))) reading.notes.push({ note: 'DAY_BEFORE', ...place });
  }
  const columns = readColumns(header);
  const own: RosterColumn[] = [];
  values.forEach((value, index) => {
    const key = columns.get(index);
    if (isBlank(value)) return;
    if (key !== undefined && typeof value === 'string' && MARKS.test(value)) {
      const column = ROSTER_COLUMNS.find((spec) => spec.key === key)?.title ?? key;
      const place = { sheet: table.name, row: row + 1, column, value: quoteCell(value), cells: 0 };
      reading.notes.push({ note: 'MARKS_REMOVED', ...place });
    }
    if (key === undefined) reading.beside.set(index, [...(reading.beside.get(index) ?? []), value]);
    else own.push(key);
  });
  if (parsed === undefined) return;
  const status = { sheet: table.name, status: at('status'), statusOn: at('statusOn'), parsed };
  reading.notes.push(...notesOfStatus(status));
  if (isDayUnkept(status)) reading.days.push(status.statusOn);
  const position = (positions.get(parsed.class) ?? 0) + 1;
  positions.set(parsed.class, position);
  cells.set(
    parsed.code,
    own.filter((key) => key !== 'statusOn' || !isDayUnkept(status)),
  );
  rows.push({ ...parsed, ...(reading.several ? { sheet: table.name } : {}), position });
};

/** A row without a code: a pupil's is an error, everything else is passed over and named. */
const readFoot = (reading: Reading, row: number): void => {
  const { table, header } = reading;
  const values = table.rows[row] ?? [];
  const name = nameIn(values, header);
  const details = (['birthDate', 'sex', 'ethnicity', 'personalId'] as const).some(
    (key) => !isBlank(values[header.columns.get(key) ?? -1]),
  );
  if (isSummary(values, new Set())) note(reading, 'ROW_SUMMARY', row, [values]);
  else if (name === '' || !details) note(reading, 'ROW_FOOT', row, [values]);
  else
    fail(reading, {
      code: 'ROW_WITHOUT_CODE',
      row: row + 1,
      column: 'Mã học sinh',
      value: name.slice(0, 40),
    });
};

/** Columns that are not read are named; a second column of one heading, or beside the name, may not be left out. */
const nameColumnsLeft = (reading: Reading): void => {
  const { table, header, notes, beside } = reading;
  const spans = new Set([...header.further].flatMap(([key, columns]) => (key === 'name' ? [] : columns)));
  const nextToName = Math.max(-1, ...nameColumns(header)) + 1;
  for (const [index, values] of [...beside].toSorted(([a], [b]) => a - b)) {
    const title = header.titles[index] ?? '';
    const column = columnName(index, title);
    const value = quoteCell(values[0]);
    const isNamePart = title === '' && index === nextToName && values.some((one) => typeof one === 'string');
    if (spans.has(index) || isNamePart) {
      fail(reading, { code: 'HEADER_SPANS', row: header.rowIndex + 1, column, value });
    }
    notes.push({ note: 'COLUMN_LEFT', sheet: table.name, row: null, column, value, cells: values.length });
  }
};

/** The day since when a pupil studies stands in every row of some lists: one line for all of them. */
const nameDaysLeft = ({ table, notes, days }: Reading): void => {
  if (days.length === 0) return;
  const place = { sheet: table.name, row: null, column: 'Ngày nhập trạng thái' };
  notes.push({ note: 'STATUS_DAY', ...place, value: quoteCell(days[0]), cells: days.length });
};

/** The names that the headings of a second page or list are held against: any of them but the code is also a word. */
const firstListOf = (table: SheetTable, header: Header<RosterColumn>): FirstHeadings<RosterColumn> => ({
  ...{ table, header, specs: ROSTER_COLUMNS },
  weak: ROSTER_COLUMNS.map(({ key }) => key).filter((key) => key !== 'code'),
  rename: (folded) => folded,
  isForeign: () => false,
});

/** The facts that the titles of a list must not contradict; the class of each pupil stands in a column. */
const claimsOf = ({ year }: ListTarget): ClaimTarget => (year === undefined ? {} : { year });

const readSheet = (reading: Reading, target: ListTarget): void => {
  const { table, header, notes } = reading;
  const { rowIndex, lastRow } = header;
  requireRowLimit(table.rows.length);
  notes.push({ ...noteOfSheet('SHEET_CHOSEN', table), cells: 0 });
  note(reading, 'TITLES', 0, table.rows.slice(0, rowIndex));
  note(reading, 'HEADINGS', rowIndex, table.rows.slice(rowIndex, lastRow + 1));
  notes.push(...hiddenParts(table, header));
  if (target.schoolName !== undefined) notes.push(...otherSchools(table, rowIndex, target.schoolName));
  const codes = header.columns.get('code') ?? -1;
  const lastPupil = table.rows.findLastIndex((row) => hasCode(row, codes));
  const first = firstListOf(table, header);
  for (const error of tableAbove(first)) fail(reading, error);
  for (let row = lastRow + 1; row < table.rows.length; row++) {
    const values = table.rows[row] ?? [];
    if (values.every(isBlank)) continue;
    const isLast = row > lastPupil;
    const others = hasCode(values, codes)
      ? []
      : [...otherHeadings(first, row, isLast), ...otherTitle(table, row, claimsOf(target), isLast)];
    for (const error of others) fail(reading, error);
    if (others.length > 0) continue;
    const isAgain = repeatsHeader(values, table.rows, header) || repeatsHeadings(first, row);
    if (isAgain) note(reading, 'HEADINGS_AGAIN', row, [values]);
    else if (hasCode(values, codes)) readPupil(reading, row);
    else readFoot(reading, row);
  }
  nameColumnsLeft(reading);
  nameDaysLeft(reading);
};

const headerOf = ({ rows, merges }: SheetTable) => {
  const { header, errors } = findHeader(rows, ROSTER_COLUMNS, { merges });
  const isSplit = header.columns.has('family') && header.columns.has('given');
  const name = ROSTER_COLUMNS.find(({ key }) => key === 'name')?.title;
  return {
    header,
    errors: errors.filter(({ code, column }) => !(isSplit && code === 'HEADER_MISSING' && column === name)),
  };
};

/** Why there is no sheet to read: what the best one lacks, or that it is hidden. */
const unfitErrors = (
  tables: readonly SheetTable[],
  { only }: ListTarget,
  notes: readonly ImportNote[],
): ImportError[] => {
  const hidden = notes.find((one) => one.note === 'SHEET_HIDDEN')?.sheet;
  const { meant, error } = sheetsMeant(tables, only, hidden);
  if (error !== undefined) return [error];
  const read = meant.map(headerOf);
  const best = read.toSorted((a, b) => b.header.columns.size - a.header.columns.size)[0];
  const errors = best?.errors ?? [];
  return errors.length > 0 ? errors : [NO_PUPIL];
};

/** The sheets that are pupil lists, and what is said of the others. */
const sortSheets = (tables: readonly SheetTable[], { only }: ListTarget) => {
  const lists: { table: SheetTable; header: Header<RosterColumn> }[] = [];
  const notes: ImportNote[] = [];
  for (const table of tables) {
    const { header, errors } = headerOf(table);
    if (errors.length > 0) notes.push(noteOfSheet('SHEET_UNFIT', table));
    else if (table.hidden) notes.push(noteOfSheet('SHEET_HIDDEN', table));
    else if (!hasRows(table, header)) notes.push(noteOfSheet('SHEET_WITHOUT_ROWS', table));
    else if (only !== undefined && !isSheetNamed(table, only)) notes.push(noteOfSheet('SHEET_LEFT', table));
    else lists.push({ table, header });
  }
  return { lists, notes };
};

/** The class that name and titles of a sheet say, where the column says another one for all of its pupils. */
const otherClass = (
  table: SheetTable,
  header: Header<RosterColumn>,
  rows: readonly RosterRow[],
): readonly ImportError[] => {
  const [only, ...more] = new Set(rows.map((row) => row.class));
  return only === undefined || more.length > 0 ? [] : judgeSheet(table, header, { class: only }).against;
};

/**
 * Reads the pupil lists of a workbook: all sheets that are lists, as files of a whole school have one for each class;
 * hidden ones never. With any error nothing of it may be written. Errors: SHEET_CONTRADICTS for a list of another year.
 * Throws FILE_TOO_LARGE for a list of more rows than an import takes.
 */
export const readRoster = (tables: readonly SheetTable[], target: ListTarget): RosterReading => {
  const { lists, notes } = sortSheets(tables, target);
  if (lists.length === 0)
    return { rows: [], errors: unfitErrors(tables, target, notes), notes, warnings: [], cells: new Map() };
  const shared: Omit<Reading, 'table' | 'header' | 'several' | 'beside' | 'days' | 'apart'> = {
    ...{ rows: [], errors: [], notes, cells: new Map(), positions: new Map() },
  };
  const warnings: ImportError[] = [];
  const several = tables.length > 1;
  for (const { table, header } of lists) {
    shared.errors.push(...judgeSheet(table, header, claimsOf(target)).against);
    const before = shared.rows.length;
    const apart = hasPartsApart(table.rows, header);
    readSheet({ ...shared, table, header, several, beside: new Map(), days: [], apart }, target);
    warnings.push(...otherClass(table, header, shared.rows.slice(before)));
  }
  const { rows, cells, errors } = shared;
  if (rows.length === 0 && errors.length === 0) {
    errors.push(NO_PUPIL);
  }
  return { rows, errors: [...errors, ...twinErrors(rows)], notes, warnings, cells };
};

/** Reads one pupil list that stands alone. */
export const parseRoster = (rows: readonly SheetRow[]): RosterReading => readRoster([tableOfRows(rows)], {});
