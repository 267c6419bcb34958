import type { ClassCode, LocalDate, PersonalId, StudentCode, SubjectCode } from '../../school/identifiers.ts';
import type { BirthDate } from '../../school/pupil/birth-date.ts';
import type { Sex } from '../../school/pupil/sex.ts';
import { MAX_LENGTH, readTitle } from '../../text/plain-text.ts';
import {
  asParsed,
  type Parsed,
  parseBirthDate,
  parseClassCode,
  parseDate,
  parseName,
  parsePersonalId,
  parseSex,
  parseStatus,
  parseStudentCode,
} from '../workbook/cells.ts';
import { type ColumnSpec, columnSpec, type ImportError } from '../workbook/headings/header.ts';
import { FAMILY_HEADINGS } from '../workbook/headings/name-columns.ts';
import { cellText, isUnread, kindOfCell, quoteCell, type SheetValue } from '../workbook/sheet-table.ts';
import { parseChosenSubjects } from './chosen-subjects.ts';

export type RosterColumn =
  | 'class'
  | 'code'
  | 'name'
  | 'family'
  | 'given'
  | 'birthDate'
  | 'sex'
  | 'status'
  | 'statusOn'
  | 'ethnicity'
  | 'personalId'
  | 'chosen';

/** Columns of a pupil list as the sector database exports it (C2-HocSinh and its like). */
export const ROSTER_COLUMNS: readonly ColumnSpec<RosterColumn>[] = [
  columnSpec('class', 'Mã lớp', true, 'malop lop tenlop'),
  columnSpec('code', 'Mã học sinh', true, 'mahocsinh mahs'),
  columnSpec('name', 'Họ tên', true, 'hoten hovaten hotenhocsinh hovatenhocsinh hotenhs'),
  columnSpec('family', 'Họ đệm', false, FAMILY_HEADINGS),
  columnSpec('given', 'Tên', false, 'ten'),
  columnSpec('birthDate', 'Ngày sinh', true, 'ngaysinh ngaythangnamsinh'),
  columnSpec('sex', 'Giới tính', true, 'gioitinh'),
  columnSpec('ethnicity', 'Dân tộc', true, 'dantoc'),
  columnSpec('status', 'Trạng thái HS', false, 'trangthaihs trangthaihocsinh trangthai'),
  columnSpec('statusOn', 'Ngày nhập trạng thái', false, 'ngaynhaptrangthai ngaytrangthai'),
  columnSpec(
    'personalId',
    'Số định danh cá nhân',
    false,
    'sodinhdanhcanhan sddcn sodinhdanh madinhdanhcanhan',
  ),
  columnSpec('chosen', 'Môn lựa chọn', false, 'monluachon monhocluachon monhoctuchon montuchon tohopmon'),
];

/** One pupil of a pupil list; `position` is the place within the class in the file, from 1. */
export interface RosterRow {
  readonly row: number;
  /** The sheet where the row stands, in a workbook of several. */
  readonly sheet?: string;
  readonly class: ClassCode;
  readonly position: number;
  readonly code: StudentCode;
  readonly name: string;
  readonly birthDate: BirthDate;
  readonly sex: Sex;
  readonly status: 'studying' | 'moved-away';
  readonly joinedOn: LocalDate | null;
  readonly leftOn: LocalDate | null;
  readonly ethnicity: string;
  readonly personalId: PersonalId | null;
  /** Electives and further subjects the pupil takes; null where the list has no such column. */
  readonly chosen: readonly SubjectCode[] | null;
}

type Cells = Record<RosterColumn, SheetValue>;

/** A number in the code column has lost its leading zeros; a new pupil must not get a guessed code. */
const textCode = (value: SheetValue): Parsed<StudentCode> =>
  typeof value === 'number' ? { problem: 'ROW_INVALID' } : parseStudentCode(value);

const parseEthnicity = (value: SheetValue): Parsed<string> => {
  if (cellText(value) === '') return { value: null };
  return typeof value === 'string'
    ? asParsed(readTitle(value, MAX_LENGTH.ethnicity))
    : { problem: 'ROW_INVALID' };
};

/** Reads the cells of one pupil's row; what does not fit is named cell by cell. */
export const parseRow = (
  cells: Cells,
  row: number,
  hasChosen: boolean,
): { parsed?: Omit<RosterRow, 'position'>; errors: ImportError[] } => {
  const errors: ImportError[] = [];
  const take = <T>(key: RosterColumn, result: Parsed<T>, needed = true): T | null => {
    const title = ROSTER_COLUMNS.find((spec) => spec.key === key)?.title ?? key;
    const value = quoteCell(cells[key]);
    const at = { row, column: title, value, ...kindOfCell(cells[key]) };
    if (isUnread(cells[key])) errors.push({ code: 'CELL_UNREADABLE', ...at });
    else if ('problem' in result) errors.push({ code: result.problem, ...at });
    else if (result.value !== null) return result.value;
    else if (needed) errors.push({ code: 'ROW_INVALID', row, column: title, value: '' });
    return null;
  };
  const classCode = take('class', parseClassCode(cells.class));
  const code = take('code', textCode(cells.code));
  const name = take('name', parseName(cells.name));
  const birthDate = take('birthDate', parseBirthDate(cells.birthDate));
  const sex = take('sex', parseSex(cells.sex));
  const ethnicity = take('ethnicity', parseEthnicity(cells.ethnicity));
  const status = take('status', parseStatus(cells.status), false);
  const statusOn = take('statusOn', parseDate(cells.statusOn), false);
  const personalId = take('personalId', parsePersonalId(cells.personalId), false);
  const listed = take('chosen', parseChosenSubjects(cells.chosen), false);
  if (errors.length > 0 || !classCode || !code || !name || !birthDate || !sex || !ethnicity)
    return { errors };
  const joinedOn = status?.newcomer ? statusOn : null;
  const leftOn = status?.status === 'moved-away' ? statusOn : null;
  const own = { code, name, birthDate, sex, ethnicity, personalId, joinedOn, leftOn };
  const parsed = { row, class: classCode, ...own, chosen: hasChosen ? (listed ?? []) : null };
  return { parsed: { ...parsed, status: status?.status ?? 'studying' }, errors };
};

/** Where a pupil's row stands, for a report. */
export const atRow = ({
  row,
  sheet,
}: Pick<RosterRow, 'row' | 'sheet'>): Pick<ImportError, 'row' | 'sheet'> =>
  sheet === undefined ? { row } : { sheet, row };

/** A personal number that another pupil has, with the code of that pupil. */
export const heldByAnother = (row: RosterRow, personalId: PersonalId, holder: StudentCode): ImportError => ({
  ...{ code: 'PERSONAL_ID_HELD', ...atRow(row), column: 'Số định danh cá nhân' },
  value: `${personalId}, ${holder}`,
});

/** Pupils who stand in the lists twice, by code or by personal number. */
export const twinErrors = (rows: readonly RosterRow[]): ImportError[] => {
  const seen = new Set<StudentCode>();
  const holders = new Map<PersonalId, StudentCode>();
  const errors: ImportError[] = [];
  for (const row of rows) {
    const { code, personalId } = row;
    if (seen.has(code)) errors.push({ code: 'ROW_TWICE', ...atRow(row), column: 'Mã học sinh', value: code });
    seen.add(code);
    if (personalId === null) continue;
    const holder = holders.get(personalId);
    if (holder === undefined) holders.set(personalId, code);
    else if (holder !== code) errors.push(heldByAnother(row, personalId, holder));
  }
  return errors;
};
