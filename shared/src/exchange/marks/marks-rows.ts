import type { ClassStudent } from '../../school/class-list.ts';
import type { ColumnCode, StudentCode } from '../../school/identifiers.ts';
import { agreesOnBirth, formatBirthDate } from '../../school/pupil/birth-date.ts';
import { nameKey } from '../../text/names/person-name.ts';
import { isDayBefore, parseBirthDate, parseClassCode, parseStudentCode } from '../workbook/cells.ts';
import { requireRowLimit } from '../workbook/file.ts';
import { hasCode, repeatsHeader } from '../workbook/foot-rows.ts';
import { type Header, NO_PUPIL } from '../workbook/headings/header.ts';
import { nameColumns, nameIn } from '../workbook/headings/name-columns.ts';
import { repeatsHeadings, tableAbove } from '../workbook/headings/second-headings.ts';
import { countCells, isBlank, quoteCell, type SheetRow, type SheetTable } from '../workbook/sheet-table.ts';
import type { MarkTarget } from './mark-target.ts';
import { nameColumnsLeft, nameHead } from './marks-beside.ts';
import { type MarkColumn, markTitle } from './marks-columns.ts';
import { readFoot } from './marks-foot.ts';
import { at, fail, failCell, type MarkRows, noteRow, type Reading } from './marks-reading.ts';
import { isMergedOver, mergesByPlace } from './merged-marks.ts';
import { firstTableOf, otherColumnTitles } from './second-table.ts';

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
