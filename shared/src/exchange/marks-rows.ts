import type { EntryCell } from '../record/entry.ts';
import { agreesOnBirth, formatBirthDate } from '../school/birth-date.ts';
import type { ClassStudent } from '../school/class-list.ts';
import type { ColumnCode, StudentCode, StudentId } from '../school/identifiers.ts';
import { nameKey } from '../text/person-name.ts';
import type { ImportNote, NoteCode } from './accounting.ts';
import { isDayBefore, parseBirthDate, parseClassCode, parseStudentCode } from './cells.ts';
import { requireRowLimit } from './file.ts';
import { hasCode, isOnlyFormulas, isSummary, repeatsHeader } from './foot-rows.ts';
import { foldHeading, type Header, type ImportError, NO_PUPIL } from './header.ts';
import { hiddenParts } from './hidden-parts.ts';
import type { MarkTarget } from './marks.ts';
import {
  isComputed,
  isOtherMark,
  type MarkColumn,
  markColumns,
  markTitle,
  renameHeading,
} from './marks-columns.ts';
import { isMergedOver, mergesByPlace } from './merged-marks.ts';
import { nameColumns, nameIn } from './name-columns.ts';
import { otherSchoolIn } from './school-title.ts';
import { otherHeadings, repeatsHeadings, tableAbove } from './second-headings.ts';
import { type FirstTable, firstTableOf, otherColumnTitles, otherTitle } from './second-table.ts';
import { titlesAbove } from './sheet-claims.ts';
import {
  cellText,
  columnLetters,
  countCells,
  isBlank,
  isUnread,
  kindOfCell,
  type Merge,
  quoteCell,
  type SheetRow,
  type SheetTable,
} from './sheet-table.ts';

/** What the rows of one sheet give. `checked` are cells that say again what the registry holds: codes, names, days. */
export interface MarkRows {
  readonly create: EntryCell[];
  readonly update: EntryCell[];
  unchanged: number;
  checked: number;
  notInFile: StudentCode[];
  /** The row of each pupil, as the spreadsheet shows it. */
  readonly rowOf: Map<StudentId, number>;
  readonly errors: ImportError[];
  readonly notes: ImportNote[];
}

/** The sheet that is read, and what is found out on the way. */
interface Reading {
  readonly table: SheetTable;
  readonly header: Header<MarkColumn>;
  readonly target: MarkTarget;
  readonly first: FirstTable;
  readonly out: MarkRows;
  /** Cells of pupils' rows in columns that are not read, by column. */
  readonly beside: Map<number, SheetRow[number][]>;
  /** The last row with a code. */
  readonly lastPupil: number;
  readonly merges: ReadonlyMap<number, Merge>;
}

const at = ({ table, header }: Reading, row: number, key: MarkColumn): SheetRow[number] =>
  table.rows[row]?.[header.columns.get(key) ?? -1] ?? null;

const noteRow = ({ table, out }: Reading, note: NoteCode, row: number, value?: string): void => {
  const cells = table.rows[row] ?? [];
  const shown =
    value ??
    cells
      .map(cellText)
      .filter((text) => text !== '')
      .join(' ')
      .slice(0, 60);
  const place = { sheet: table.name, row: row + 1, column: null };
  out.notes.push({ note, ...place, value: shown, cells: countCells([cells]) });
};

const fail = (
  { out }: Reading,
  code: ImportError['code'],
  row: number,
  column: string,
  more: { value: string | null; expected?: string },
): void => void out.errors.push({ code, row: row + 1, column, ...more });

/** An error of one cell: what stands in it and, where it is no text or number, what kind of cell it is. */
const failCell = (
  reading: Reading,
  code: ImportError['code'],
  row: number,
  column: string,
  [cell, expected]: readonly [cell: SheetRow[number], expected?: string],
): void => {
  const more = expected === undefined ? {} : { expected };
  const found = isUnread(cell) ? 'CELL_UNREADABLE' : code;
  reading.out.errors.push({
    ...{ code: found, row: row + 1, column, value: quoteCell(cell) },
    ...kindOfCell(cell),
    ...more,
  });
};

/** Finds the pupil of a row by code alone, then makes sure that name and birth date, where given, are this pupil's. */
const matchPupil = (
  reading: Reading,
  byCode: ReadonlyMap<StudentCode, ClassStudent>,
  row: number,
): ClassStudent | undefined => {
  const cell = at(reading, row, 'code');
  const code = parseStudentCode(cell);
  if ('problem' in code || code.value === null) {
    failCell(reading, 'ROW_INVALID', row, 'Mã học sinh', [cell]);
    return undefined;
  }
  const student = byCode.get(code.value);
  if (student === undefined) {
    failCell(reading, 'STUDENT_UNKNOWN', row, 'Mã học sinh', [cell]);
    return undefined;
  }
  const name = nameIn(reading.table.rows[row] ?? [], reading.header);
  if (name !== '' && nameKey(name) !== nameKey(student.name)) {
    const expected = `${student.name} (${student.code})`;
    fail(reading, 'ROW_INVALID', row, 'Họ và tên', { value: name, expected });
  }
  checkBirth(reading, row, student);
  return student;
};

const checkBirth = (reading: Reading, row: number, student: ClassStudent): void => {
  const cell = at(reading, row, 'birthDate');
  const born = parseBirthDate(cell);
  if ('problem' in born || (born.value !== null && !agreesOnBirth(born.value, student.birthDate))) {
    const expected = `${formatBirthDate(student.birthDate)} (${student.name}, ${student.code})`;
    failCell(reading, 'ROW_INVALID', row, 'Ngày sinh', [cell, expected]);
  } else if (isDayBefore(cell)) {
    const place = { sheet: reading.table.name, row: row + 1, column: 'Ngày sinh' };
    reading.out.notes.push({ note: 'DAY_BEFORE', ...place, value: quoteCell(cell), cells: 0 });
  }
};

/** One cell of marks: created, updated or unchanged; a cell that cannot be read is an error. */
const takeMark = (
  { target, out }: Reading,
  student: ClassStudent,
  column: ColumnCode,
  value: SheetRow[number],
) => {
  const mark = target.read(column, value);
  if ('problem' in mark) return mark.problem;
  // No reader makes nothing of a cell that holds something; if one did, nothing would be cleared.
  if (mark.value === null) out.checked++;
  else {
    const head = target.cells[student.id]?.[column];
    if (head?.[0] === mark.value) out.unchanged++;
    else if (head === undefined || head[0] === null)
      out.create.push([student.id, column, mark.value, head?.[1] ?? null]);
    else out.update.push([student.id, column, mark.value, head[1]]);
  }
  return undefined;
};

const KEYS = ['code', 'name', 'family', 'given', 'birthDate', 'class'] as const;

const readPupil = (reading: Reading, byCode: ReadonlyMap<StudentCode, ClassStudent>, row: number): void => {
  const { table, header, target, out } = reading;
  const student = matchPupil(reading, byCode, row);
  if (student === undefined) return;
  if (out.rowOf.has(student.id)) fail(reading, 'ROW_TWICE', row, 'Mã học sinh', { value: student.code });
  out.rowOf.set(student.id, row + 1);
  const marks = new Map(target.columns.map((column) => [header.columns.get(column), column]));
  const known = new Set([...KEYS.map((key) => header.columns.get(key)), ...nameColumns(header)]);
  (table.rows[row] ?? []).forEach((value, index) => {
    if (isBlank(value)) return;
    const column = marks.get(index);
    if (column === undefined) {
      if (known.has(index)) out.checked++;
      else reading.beside.set(index, [...(reading.beside.get(index) ?? []), value]);
      return;
    }
    const problem = isMergedOver(reading.merges, row, index)
      ? 'CELL_MERGED'
      : takeMark(reading, student, column, value);
    if (problem !== undefined) failCell(reading, problem, row, markTitle(column), [value]);
  });
};

/** Whether a row that is passed over says that what stands below it is something else. */
const isOtherTable = (reading: Reading, row: number): boolean => {
  const { first, out, lastPupil } = reading;
  const isLast = row > lastPupil;
  const errors = [...otherHeadings(first, row, isLast), ...otherTitle(first, row, isLast)];
  out.errors.push(...errors);
  return errors.length > 0;
};

/** A row without a pupil's code: sums and signatures are passed over and named, marks of nobody are an error. */
const readFoot = (reading: Reading, row: number): void => {
  const { table, header, target } = reading;
  const cells = table.rows[row] ?? [];
  if (isOtherTable(reading, row)) return;
  const marks = target.columns.flatMap((column) => header.columns.get(column) ?? []);
  const columns = new Set(marks);
  const isMark = (column: ColumnCode): boolean => {
    const value = at(reading, row, column);
    if (typeof value === 'number') return true;
    const mark = isBlank(value) ? undefined : target.read(column, value);
    return mark !== undefined && 'value' in mark && mark.value !== null;
  };
  const name = nameIn(cells, header);
  const isBroken = marks.some((column) => isUnread(cells[column])) && name !== '';
  const isRemark = (column: ColumnCode) => column === 'remark' && name === '';
  const found = target.columns.find((column) => !isRemark(column) && isMark(column));
  const hasFormulas = marks.some((column) => isUnread(cells[column])) && isOnlyFormulas(cells, columns);
  if (isSummary(cells, columns) || (hasFormulas && !isBroken)) {
    noteRow(reading, 'ROW_SUMMARY', row);
    return;
  }
  if (found === undefined && !isBroken) {
    noteRow(reading, 'ROW_FOOT', row);
    return;
  }
  const value = name === '' ? quoteCell(found === undefined ? null : at(reading, row, found)) : name;
  fail(reading, 'ROW_WITHOUT_CODE', row, 'Mã học sinh', { value });
};

/** Reads a row with a code, where it is of the class by what the list says; a class that cannot be known is refused. */
const readCoded = (reading: Reading, byCode: ReadonlyMap<StudentCode, ClassStudent>, row: number): void => {
  const wanted = reading.target.claims.class;
  const cell = at(reading, row, 'class');
  const read = parseClassCode(cell);
  if ('problem' in read && read.problem === 'CLASS_NOT_TEXT') {
    failCell(reading, read.problem, row, 'Lớp', [cell]);
    return;
  }
  const said = 'problem' in read ? null : read.value;
  if (wanted === undefined || said === null || said === wanted) readPupil(reading, byCode, row);
  else noteRow(reading, 'ROW_OTHER_CLASS', row, said);
};

/** Whether marks stand in a column by its heading, or, where a column of the sheet is missing, by what is in it. */
const looksLikeMarks = (
  { header, target }: Reading,
  column: number,
  values: readonly SheetRow[number][],
): boolean => {
  const parts = (header.titles[column] ?? '').split(' ');
  const folded = foldHeading(header.titles[column] ?? '');
  // A second column of one heading is refused as that.
  const name = renameHeading(target.claims)(folded);
  if (markColumns(target.columns).some(({ synonyms }) => synonyms.includes(name))) return false;
  if (isOtherMark(folded) || isOtherMark(foldHeading(parts.at(-1) ?? ''))) return true;
  const lacking = target.columns.filter((one) => one !== 'remark' && !header.columns.has(one));
  if (lacking.length === 0 || isComputed(folded) || header.columns.has('gk-level')) return false;
  return values.every((value) => lacking.some((one) => 'value' in target.read(one, value)));
};

const nameColumnsLeft = (reading: Reading): void => {
  const { table, header, out, target } = reading;
  const spans = new Map(
    target.columns.flatMap((one) => (header.further.get(one) ?? []).map((index) => [index, one] as const)),
  );
  const nextToName = Math.max(-1, ...nameColumns(header)) + 1;
  for (const [index, values] of [...reading.beside].toSorted(([a], [b]) => a - b)) {
    const title = header.titles[index] ?? '';
    const column = `${columnLetters(index)}${title === '' ? '' : ` (${title})`}`;
    const row = header.rowIndex + 1;
    const value = quoteCell(values[0]);
    const isSpan = spans.has(index) && !header.foreign.has(index);
    const isNamePart = title === '' && index === nextToName && values.some((one) => typeof one === 'string');
    if (isSpan || isNamePart) out.errors.push({ code: 'HEADER_SPANS', row, column, value });
    else if (!header.foreign.has(index) && looksLikeMarks(reading, index, values))
      out.errors.push({ code: 'COLUMN_NOT_OF_SHEET', row, column, value });
    const note = header.foreign.has(index) ? 'COLUMN_FOREIGN' : 'COLUMN_LEFT';
    out.notes.push({ note, sheet: table.name, row: null, column, value, cells: values.length });
  }
};

/** What stands above the pupils: titles and headings; and columns of the sheet that the file does not have. */
const nameHead = ({ table, header, out, target }: Reading): void => {
  const { rowIndex, lastRow } = header;
  const head = (note: NoteCode, from: number, to: number) => {
    const cells = countCells(table.rows.slice(from, to));
    if (cells === 0) return;
    const value =
      table.rows
        .slice(from, to)
        .flat()
        .map(cellText)
        .find((text) => text !== '') ?? null;
    out.notes.push({ note, sheet: table.name, row: from + 1, column: null, value, cells });
  };
  head('TITLES', 0, rowIndex);
  head('HEADINGS', rowIndex, lastRow + 1);
  out.notes.push(...hiddenParts(table, header));
  for (const { row, text } of target.school === undefined ? [] : titlesAbove(table.rows, rowIndex)) {
    const value = otherSchoolIn(text, target.school ?? '');
    const place = { sheet: table.name, row, column: null, cells: 0 };
    if (value !== undefined) out.notes.push({ note: 'OTHER_SCHOOL', ...place, value: value.slice(0, 60) });
  }
  for (const column of target.columns) {
    if (header.columns.has(column)) continue;
    const place = { sheet: table.name, row: null, column: markTitle(column), value: null };
    out.notes.push({ note: 'COLUMN_ABSENT', ...place, cells: 0 });
  }
};

/**
 * Reads the rows below the header: every cell of the sheet is taken, left unchanged, refused or named. Throws
 * FILE_TOO_LARGE for a sheet of more rows than an import takes.
 */
export const readMarkRows = (table: SheetTable, header: Header<MarkColumn>, target: MarkTarget): MarkRows => {
  requireRowLimit(table.rows.length);
  const out: MarkRows = {
    create: [],
    update: [],
    unchanged: 0,
    checked: 0,
    notInFile: [],
    rowOf: new Map(),
    errors: [],
    notes: [],
  };
  const codeColumn = header.columns.get('code') ?? -1;
  const lastPupil = table.rows.findLastIndex((row) => hasCode(row, codeColumn));
  const first = firstTableOf(table, header, target);
  const reading: Reading = {
    table,
    header,
    target,
    first,
    out,
    beside: new Map(),
    lastPupil,
    merges: mergesByPlace(table),
  };
  const byCode = new Map(target.students.map((student) => [student.code, student]));
  out.errors.push(...tableAbove(first), ...otherColumnTitles(first));
  nameHead(reading);
  for (let row = header.lastRow + 1; row < table.rows.length; row++) {
    const cells = table.rows[row] ?? [];
    if (countCells([cells]) === 0) continue;
    const isAgain = repeatsHeader(cells, table.rows, header) || repeatsHeadings(first, row);
    if (isAgain) noteRow(reading, 'HEADINGS_AGAIN', row);
    else if (!hasCode(cells, codeColumn)) readFoot(reading, row);
    else readCoded(reading, byCode, row);
  }
  nameColumnsLeft(reading);
  if (out.rowOf.size === 0 && out.errors.length === 0) {
    out.errors.push(NO_PUPIL);
  }
  const missing = target.students.filter(({ id, status }) => status === 'studying' && !out.rowOf.has(id));
  return { ...out, notInFile: missing.map(({ code }) => code) };
};
