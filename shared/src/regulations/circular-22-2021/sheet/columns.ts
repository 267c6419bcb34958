import type { CellValue } from '../../../marks/cell.ts';
import type { Finding } from '../../../marks/finding.ts';
import { SUBJECTS } from '../../../school/curriculum/curriculum.ts';
import { type ColumnCode, HOMEROOM, type SubjectCode } from '../../../school/identifiers.ts';
import { remarkFault } from '../../../text/remark.ts';

/** The values that a column takes. */
export type ColumnKind = 'score' | 'comment' | 'conduct' | 'count' | 'text';

const HOMEROOM_KINDS: Partial<Record<ColumnCode, ColumnKind>> = {
  conduct: 'conduct',
  absent: 'count',
  remark: 'text',
};

/** Sessions of a school year, two a day. */
const MAX_ABSENCES = 400;

/** Every column of regular marks a sheet can have. */
export const REGULAR_COLUMNS: readonly ColumnCode[] = [
  'tx1',
  'tx2',
  'tx3',
  'tx4',
  'tx5',
  'tx6',
  'tx7',
  'tx8',
  'tx9',
];

const MARK_COLUMNS: readonly ColumnCode[] = [...REGULAR_COLUMNS, 'gk', 'ck', 'retest'];

/** The values that a column of a subject takes; undefined when the subject is unknown or has no such column. */
export const columnKindOf = (subject: SubjectCode, column: ColumnCode): ColumnKind | undefined => {
  // A column that came from outside may be named like something every object has, such as `constructor`.
  if (subject === HOMEROOM) return Object.hasOwn(HOMEROOM_KINDS, column) ? HOMEROOM_KINDS[column] : undefined;
  return MARK_COLUMNS.includes(column) ? SUBJECTS[subject]?.mode : undefined;
};

/**
 * The columns of a sheet in their order: regular marks (nine at most), mid-term and end-term; the homeroom teacher's
 * conduct, absences and remark. Circular 22/2021, Art. 6–8.
 */
export const columnsOf = (subject: SubjectCode, regularMarks: number): ColumnCode[] =>
  subject === HOMEROOM
    ? ['conduct', 'absent', 'remark']
    : [...REGULAR_COLUMNS.slice(0, regularMarks), 'gk', 'ck'];

/**
 * The columns of a summer sheet: the result of the re-test (vắng for a pupil who did not come), or the homeroom
 * teacher's conduct after training. Circular 22/2021, Art. 13–14.
 */
export const summerColumnsOf = (subject: SubjectCode): ColumnCode[] =>
  subject === HOMEROOM ? ['conduct'] : ['retest'];

/** Exempt (miễn) and absent from the test (vắng) may stand in any column of marks. */
const isMarkless = (value: CellValue): boolean => value === 'M' || value === 'V';

const faultOf = (kind: ColumnKind, value: CellValue): Finding['code'] | undefined => {
  switch (kind) {
    case 'score':
      if (typeof value !== 'number') return isMarkless(value) ? undefined : 'MARK_WRONG_KIND';
      if (value < 0 || value > 100) return 'MARK_OUT_OF_RANGE';
      return Number.isInteger(value) ? undefined : 'MARK_TOO_PRECISE';
    case 'comment':
      return value === 'Đ' || value === 'CĐ' || isMarkless(value) ? undefined : 'MARK_WRONG_KIND';
    case 'conduct':
      return ['T', 'K', 'Đ', 'CĐ'].includes(String(value)) ? undefined : 'MARK_WRONG_KIND';
    case 'count':
      if (typeof value !== 'number' || !Number.isInteger(value)) return 'MARK_WRONG_KIND';
      return value < 0 || value > MAX_ABSENCES ? 'MARK_OUT_OF_RANGE' : undefined;
    case 'text':
      return typeof value === 'string' ? remarkFault(value)?.code : 'MARK_WRONG_KIND';
  }
};

/**
 * What the rules say against a value in a column. Codes: SUBJECT_UNKNOWN, COLUMN_UNKNOWN, MARK_OUT_OF_RANGE,
 * MARK_TOO_PRECISE, MARK_WRONG_KIND; of a remark what `remarkFault` says. Circular 22/2021, Art. 5–8.
 */
export const checkCell = (subject: SubjectCode, column: ColumnCode, value: CellValue): Finding[] => {
  if (subject !== HOMEROOM && SUBJECTS[subject] === undefined)
    return [{ code: 'SUBJECT_UNKNOWN', subject, column }];
  const kind = columnKindOf(subject, column);
  if (kind === undefined) return [{ code: 'COLUMN_UNKNOWN', subject, column }];
  const code = faultOf(kind, value);
  if (code === undefined) return [];
  return [{ code, subject, column, value: typeof value === 'string' ? value.slice(0, 100) : value }];
};
