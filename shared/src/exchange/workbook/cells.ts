import { parseDateText } from '../../calendar/date-text.ts';
import { localDateFrom } from '../../calendar/local-date.ts';
import type { CellValue } from '../../marks/cell.ts';
import type { ProblemCode } from '../../problems.ts';
import { readClassCode } from '../../school/class-code.ts';
import type { ClassCode, LocalDate, PersonalId, StudentCode } from '../../school/identifiers.ts';
import { type BirthDate, parseBirthText } from '../../school/pupil/birth-date.ts';
import { parsePersonalId as readPersonalId } from '../../school/pupil/personal-id.ts';
import type { Sex } from '../../school/pupil/sex.ts';
import { parseStudentCode as readStudentCode } from '../../school/pupil/student-codes.ts';
import { type ReadText, readPersonName } from '../../text/plain-text.ts';
import { foldHeading } from './headings/header.ts';
import { cellText, type SheetValue } from './sheet-table.ts';

/** A cell read as what its column holds: the value, null for an empty cell, or why it does not fit. */
export type Parsed<T> = { readonly value: T | null } | { readonly problem: ProblemCode };

const EMPTY = { value: null } as const;
const INVALID = { problem: 'ROW_INVALID' } as const;

/** The result of a door of texts for a cell. */
export const asParsed = (read: ReadText): Parsed<string> =>
  'finding' in read ? { problem: read.finding.code } : read;

/** A person's name: see `readPersonName`; the raw text, because old fonts are known by characters we would drop. */
export const parseName = (value: SheetValue | undefined): Parsed<string> => {
  if (value !== null && value !== undefined && typeof value !== 'string') return INVALID;
  return cellText(value) === '' ? EMPTY : asParsed(readPersonName(value ?? ''));
};

const MS_PER_SECOND = 1000;
const MS_PER_DAY = 86_400_000;
/** Vietnam's clock is seven hours ahead: its midnight is 17:00 of the day before in UTC. */
const VIETNAM_AHEAD = 7 * 3_600_000;

/**
 * Whether a date cell was written by a program that took Vietnam's midnight for UTC: it shows 17:00 of the day before
 * (to a second, as fractions of days are not exact) and means the day after.
 */
export const isDayBefore = (value: SheetValue | undefined): boolean => {
  if (!(value instanceof Date)) return false;
  const untilMidnight = MS_PER_DAY - (((value.getTime() % MS_PER_DAY) + MS_PER_DAY) % MS_PER_DAY);
  return Math.abs(untilMidnight - VIETNAM_AHEAD) <= MS_PER_SECOND;
};

/**
 * A date as dd/MM/yyyy text (also with other separators, without leading zeros or in words), ISO text, or a
 * date cell. A date cell with another time of day than midnight of UTC or of Vietnam is refused.
 */
export const parseDate = (value: SheetValue | undefined): Parsed<LocalDate> => {
  if (value instanceof Date) {
    const day = isDayBefore(value) ? new Date(value.getTime() + VIETNAM_AHEAD + MS_PER_SECOND) : value;
    if (value.getTime() % MS_PER_DAY !== 0 && day === value) return INVALID;
    const date = localDateFrom(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
    return date === undefined ? INVALID : { value: date };
  }
  if (typeof value === 'number') return INVALID;
  const read = parseDateText(cellText(value));
  return 'finding' in read ? INVALID : read;
};

/** A birth date: see `parseDate`, or the year alone, also as a number. */
export const parseBirthDate = (value: SheetValue | undefined): Parsed<BirthDate> => {
  if (value instanceof Date) return parseDate(value);
  const read = parseBirthText(cellText(value));
  return 'finding' in read ? INVALID : read;
};

/** A pupil code as text; a number has lost its leading zeros and is only good for finding a known pupil. */
export const parseStudentCode = (value: SheetValue | undefined): Parsed<StudentCode> => {
  const text = cellText(value);
  if (text === '') return EMPTY;
  const read = readStudentCode(typeof value === 'number' ? text.padStart(10, '0') : text);
  return 'finding' in read ? INVALID : read;
};

/**
 * A personal number as text, spaces ignored (PERSONAL_ID_MALFORMED); a number cell has lost its zeros and is
 * refused.
 */
export const parsePersonalId = (value: SheetValue | undefined): Parsed<PersonalId> => {
  const text = cellText(value).replace(/^'/, '');
  if (text === '') return EMPTY;
  const { id } = readPersonalId(typeof value === 'number' ? '' : text);
  return id === null ? { problem: 'PERSONAL_ID_MALFORMED' } : { value: id };
};

/**
 * A class as `readClassCode` takes it. Spreadsheets make a date of `8/1` and `8-3` and a number of `8.1` and `8.10`: what
 * stood there cannot be known (CLASS_NOT_TEXT).
 */
export const parseClassCode = (value: SheetValue | undefined): Parsed<ClassCode> => {
  const isChanged = value instanceof Date || (typeof value === 'number' && !Number.isInteger(value));
  if (isChanged) return { problem: 'CLASS_NOT_TEXT' };
  const text = cellText(value);
  if (text === '') return EMPTY;
  const code = readClassCode(text);
  return code === undefined ? INVALID : { value: code };
};

/** Nam or Nữ. */
export const parseSex = (value: SheetValue | undefined): Parsed<Sex> => {
  const text = foldHeading(cellText(value));
  if (text === '') return EMPTY;
  if (text === 'nam') return { value: 'male' };
  return text === 'nu' ? { value: 'female' } : INVALID;
};

const STUDYING = /^(danghoc|chuyenden|hoclai|nghihocxinhoclai|danhtrung|duochoclai)/;
const AWAY = /^(chuyendi|dachuyen|thoihoc|bohoc|nghihoc|totnghiep|ratruong|mat)/;

/** The sector database's pupil status; whether the pupil came from another school is told apart. */
export const parseStatus = (
  value: SheetValue | undefined,
): Parsed<{ status: 'studying' | 'moved-away'; newcomer: boolean }> => {
  const text = foldHeading(cellText(value));
  if (text === '') return EMPTY;
  if (STUDYING.test(text)) {
    return { value: { status: 'studying', newcomer: text.startsWith('chuyenden') } };
  }
  return AWAY.test(text) ? { value: { status: 'moved-away', newcomer: false } } : INVALID;
};

const scoreOf = (tenths: number): Parsed<CellValue> =>
  tenths < 0 || tenths > 100 ? { problem: 'MARK_OUT_OF_RANGE' } : { value: tenths };

/**
 * A mark as integer tenths: numbers as the file stores them (8.3 may stand as 8.3000000000000007) and text
 * with comma or point. Errors: MARK_AMBIGUOUS for `05`, which the grid reads as 0,5; MARK_TOO_PRECISE for a second
 * decimal; MARK_OUT_OF_RANGE; MARK_WRONG_KIND.
 */
export const parseScore = (value: SheetValue | undefined): Parsed<CellValue> => {
  if (typeof value === 'number') {
    const tenths = Math.round(value * 10);
    if (Number.isNaN(tenths) || Math.abs(value) > 1000) return { problem: 'MARK_OUT_OF_RANGE' };
    return Math.abs(value * 10 - tenths) > 1e-6 ? { problem: 'MARK_TOO_PRECISE' } : scoreOf(tenths);
  }
  if (value instanceof Date || typeof value === 'boolean') return { problem: 'MARK_WRONG_KIND' };
  const text = cellText(value);
  if (text === '') return EMPTY;
  if (/^[mv]$/i.test(text)) return { value: text.toUpperCase() };
  const written = /^(-?)(\d{1,4})(?:[.,](\d+))?$/.exec(text);
  if (written === null) return { problem: 'MARK_WRONG_KIND' };
  // The grid takes these for 0,5 and 1,0; nobody can know what the file means.
  if (/^0+[1-9]$|^0+10$/.test(text)) return { problem: 'MARK_AMBIGUOUS' };
  const decimals = (written[3] ?? '').replace(/0+$/, '');
  if (decimals.length > 1) return { problem: 'MARK_TOO_PRECISE' };
  const tenths = Number(written[2]) * 10 + Number(decimals === '' ? 0 : decimals);
  return written[1] === '-' ? { problem: 'MARK_OUT_OF_RANGE' } : scoreOf(tenths);
};

const COMMENTS: ReadonlyMap<string, string> = new Map([
  ['d', 'Đ'],
  ['dat', 'Đ'],
  ['cd', 'CĐ'],
  ['chuadat', 'CĐ'],
  ['m', 'M'],
  ['v', 'V'],
]);

/** A comment subject's result: Đ or CĐ (also d, cd), M exempt, V absent; MARK_WRONG_KIND otherwise. */
export const parseComment = (value: SheetValue | undefined): Parsed<CellValue> => {
  if (typeof value === 'number' || typeof value === 'boolean' || value instanceof Date) {
    return { problem: 'MARK_WRONG_KIND' };
  }
  const text = foldHeading(cellText(value));
  if (cellText(value) === '') return EMPTY;
  const found = COMMENTS.get(text);
  return found === undefined ? { problem: 'MARK_WRONG_KIND' } : { value: found };
};
