import type { EntryCell } from '../record/entry.ts';
import type { SheetCells } from '../record/sheet-state.ts';
import type { CellValue } from '../rules/cell.ts';
import { agreesOnBirth } from '../school/birth-date.ts';
import type { ClassStudent } from '../school/class-list.ts';
import type { ColumnCode, StudentCode, StudentId } from '../school/identifiers.ts';
import { nameKey } from '../text/person-name.ts';
import { parseBirthDate, parseStudentCode } from './cells.ts';
import { type ColumnSpec, findHeader, type Header, type ImportError } from './header.ts';
import type { MarkReader } from './mark-reader.ts';
import { cellText, type SheetRow } from './sheet-table.ts';

type MarkColumn = 'code' | 'name' | 'birthDate' | ColumnCode;

const MARK_TITLES: Partial<Record<ColumnCode, string>> = {
  gk: 'ĐĐGgk',
  ck: 'ĐĐGck',
  'gk-level': 'Mức giữa kỳ',
  'ck-level': 'Mức cuối kỳ',
  remark: 'Nhận xét',
};

const MIDDLE = ['gk', 'giuaky', 'giuaki', 'giuahocky', 'giuahocki'];
const END = ['ck', 'cuoiky', 'cuoiki', 'cuoihocky', 'cuoihocki', 'cuoinam', 'cuoinamhoc'];

const named = (names: readonly string[], ...prefixes: readonly string[]): string[] =>
  prefixes.flatMap((prefix) => names.map((name) => `${prefix}${name}`));

/** Headings one column of marks goes by, folded. */
const markSynonyms = (column: ColumnCode): string[] => {
  if (column === 'gk') return ['ddggk', ...named(MIDDLE, '', 'diem', 'diemktdk')];
  if (column === 'ck') return ['ddgck', ...named(END, '', 'diem', 'diemktdk')];
  if (column === 'gk-level') return named(MIDDLE, 'muc', 'mucdatduoc');
  if (column === 'ck-level') return named(END, 'muc', 'mucdatduoc');
  if (column === 'remark') return ['nhanxet', 'nhanxetcuagiaovien', 'nhanxetgiaovien'];
  const number = column.slice(2);
  return ['ddgtx', 'tx', 'thuongxuyen', 'diemthuongxuyen'].map((name) => `${name}${number}`);
};

/** A primary sheet has levels: a file about one point of the term has the columns of that point only. */
const isPrimary = (columns: readonly ColumnCode[]): boolean => columns.includes('gk-level');

/**
 * Columns of a mark sheet: the pupil's code must be there, and every column of the sheet; of a primary sheet, any.
 */
export const markColumns = (columns: readonly ColumnCode[]): ColumnSpec<MarkColumn>[] => [
  { key: 'code', title: 'Mã học sinh', required: true, synonyms: ['mahocsinh', 'mahs'] },
  {
    key: 'name',
    title: 'Họ và tên',
    required: false,
    synonyms: ['hoten', 'hovaten', 'hotenhocsinh', 'hovatenhocsinh'],
  },
  { key: 'birthDate', title: 'Ngày sinh', required: false, synonyms: ['ngaysinh', 'ngaythangnamsinh'] },
  ...columns.map((column) => ({
    key: column,
    title: MARK_TITLES[column] ?? `ĐĐGtx ${column.slice(2)}`,
    required: !isPrimary(columns),
    synonyms: markSynonyms(column),
  })),
];

/** The sheet that marks are imported into: its columns, how its cells are read, its pupils and what it holds now. */
export interface MarkTarget {
  readonly columns: readonly ColumnCode[];
  readonly read: MarkReader;
  readonly students: readonly ClassStudent[];
  readonly cells: SheetCells;
}

/** What a mark sheet would change, as cells of one entry, and what forbids it; `notInFile` are pupils without a row. */
export interface MarksPlan {
  readonly create: readonly EntryCell[];
  readonly update: readonly EntryCell[];
  readonly unchanged: number;
  readonly notInFile: readonly StudentCode[];
  readonly errors: readonly ImportError[];
}

interface Matched {
  readonly student: ClassStudent;
  readonly marks: readonly (readonly [ColumnCode, CellValue])[];
}

/** Finds the pupil of a row by code alone, then makes sure that name and birth date, where given, are this pupil's. */
const matchPupil = (
  cellOf: (key: MarkColumn) => SheetRow[number],
  byCode: ReadonlyMap<StudentCode, ClassStudent>,
  row: number,
): { student?: ClassStudent; errors: ImportError[] } => {
  const shown = cellText(cellOf('code')).slice(0, 20);
  const code = parseStudentCode(cellOf('code'));
  if ('problem' in code || code.value === null) {
    return { errors: [{ code: 'ROW_INVALID', row, column: 'Mã học sinh', value: shown }] };
  }
  const student = byCode.get(code.value);
  if (student === undefined) {
    return { errors: [{ code: 'STUDENT_UNKNOWN', row, column: 'Mã học sinh', value: shown }] };
  }
  const errors: ImportError[] = [];
  const name = cellText(cellOf('name'));
  if (name !== '' && nameKey(name) !== nameKey(student.name)) {
    errors.push({ code: 'ROW_INVALID', row, column: 'Họ và tên', value: shown });
  }
  const born = parseBirthDate(cellOf('birthDate'));
  if ('problem' in born || (born.value !== null && !agreesOnBirth(born.value, student.birthDate))) {
    errors.push({ code: 'ROW_INVALID', row, column: 'Ngày sinh', value: shown });
  }
  return { student, errors };
};

const matchRows = (
  rows: readonly SheetRow[],
  header: Header<MarkColumn>,
  target: MarkTarget,
): { matched: Matched[]; errors: ImportError[] } => {
  const byCode = new Map(target.students.map((student) => [student.code, student]));
  const specs = markColumns(target.columns);
  const matched = new Map<StudentId, Matched>();
  const errors: ImportError[] = [];
  for (let i = header.rowIndex + 1; i < rows.length; i++) {
    const row = i + 1;
    const cellOf = (key: MarkColumn) => rows[i]?.[header.columns.get(key) ?? -1] ?? null;
    const hasMark = target.columns.some((column) => cellText(cellOf(column)) !== '');
    if (cellText(cellOf('code')) === '' && !(hasMark && cellText(cellOf('name')) !== '')) continue;
    const { student, errors: rowErrors } = matchPupil(cellOf, byCode, row);
    errors.push(...rowErrors);
    if (student === undefined) continue;
    if (matched.has(student.id)) {
      errors.push({ code: 'ROW_TWICE', row, column: 'Mã học sinh', value: student.code });
    }
    const marks: [ColumnCode, CellValue][] = [];
    for (const column of target.columns) {
      const mark = target.read(column, cellOf(column));
      if ('problem' in mark) {
        const title = specs.find(({ key }) => key === column)?.title ?? column;
        errors.push({ code: mark.problem, row, column: title, value: cellText(cellOf(column)).slice(0, 20) });
      } else if (mark.value !== null) marks.push([column, mark.value]);
    }
    matched.set(student.id, { student, marks });
  }
  return { matched: [...matched.values()], errors };
};

/**
 * Dry run of a mark sheet: rows meet pupils by code, an empty cell changes nothing, and each new value names
 * the entry whose value it replaces. With any error there is nothing to write.
 */
export const planMarks = (rows: readonly SheetRow[], target: MarkTarget): MarksPlan => {
  const nothing = { create: [], update: [], unchanged: 0, notInFile: [] };
  const { header, errors: headerErrors } = findHeader(rows, markColumns(target.columns));
  const isBare = !target.columns.some((column) => header.columns.has(column));
  if (isBare && headerErrors.length === 0) {
    const titles = markColumns(target.columns).filter(({ key }) =>
      target.columns.includes(key as ColumnCode),
    );
    const column = titles.map(({ title }) => title).join(', ');
    headerErrors.push({ code: 'HEADER_MISSING', row: header.rowIndex + 1, column, value: null });
  }
  if (headerErrors.length > 0) return { ...nothing, errors: headerErrors };
  const { matched, errors } = matchRows(rows, header, target);
  if (matched.length === 0 && errors.length === 0) {
    errors.push({ code: 'ROW_INVALID', row: null, column: null, value: 'no pupil in the file' });
  }
  if (errors.length > 0) return { ...nothing, errors };
  const create: EntryCell[] = [];
  const update: EntryCell[] = [];
  let unchanged = 0;
  for (const { student, marks } of matched) {
    for (const [column, value] of marks) {
      const head = target.cells[student.id]?.[column];
      if (head?.[0] === value) unchanged++;
      else if (head === undefined || head[0] === null)
        create.push([student.id, column, value, head?.[1] ?? null]);
      else update.push([student.id, column, value, head[1]]);
    }
  }
  const inFile = new Set(matched.map(({ student }) => student.id));
  const notInFile = target.students.filter(
    (student) => student.status === 'studying' && !inFile.has(student.id),
  );
  return { create, update, unchanged, notInFile: notInFile.map(({ code }) => code), errors };
};
