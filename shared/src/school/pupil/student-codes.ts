import type { Static } from 'typebox';
import { branded } from '../../branded.ts';
import type { ProblemCode } from '../../problems.ts';
import { parseIdentifier, type SchoolCode, StudentCode } from '../identifiers.ts';

/**
 * The lifelong learning record number (mã số hồ sơ học tập suốt đời). Nobody has published its form yet, so it is
 * opaque text; it may turn out to be the personal number. Circular 70/2026.
 */
export const RecordNumber = branded<'RecordNumber'>('^[0-9A-Z][0-9A-Z./-]{3,39}$', 40);
export type RecordNumber = Static<typeof RecordNumber>;

/** A read identifier, or why it is none. */
export type ReadCode<T> = { readonly value: T } | { readonly finding: { readonly code: ProblemCode } };

/** Codes are copied out of spreadsheets with spaces around and between, and with a leading apostrophe. */
const cleanCode = (typed: string): string => typed.replace(/\s/g, '').replace(/^'/, '').toUpperCase();

/** Reads the sector database's pupil code, opaque text; STUDENT_CODE_MALFORMED for what has not ten characters. */
export const parseStudentCode = (typed: string): ReadCode<StudentCode> => {
  const value = parseIdentifier(StudentCode, cleanCode(typed));
  return value === undefined ? { finding: { code: 'STUDENT_CODE_MALFORMED' } } : { value };
};

/** Reads a lifelong record number; RECORD_NUMBER_MALFORMED for what is not 4 to 40 letters, digits and `. / -`. */
export const parseRecordNumber = (typed: string): ReadCode<RecordNumber> => {
  const value = parseIdentifier(RecordNumber, cleanCode(typed));
  return value === undefined ? { finding: { code: 'RECORD_NUMBER_MALFORMED' } } : { value };
};

/** Temporary codes begin with this letter; codes of the sector database are digits. */
const TEMPORARY = 'T';
const SERIALS = 36 ** 3;

/**
 * The temporary code of a new pupil until the sector database gives the final one some weeks into the year: the
 * school and a serial number from 1 within it, so that two schools never make one code. Undefined when the school's
 * 46,655 serials are used up.
 */
export const temporaryCodeOf = (school: SchoolCode, serial: number): StudentCode | undefined => {
  if (!Number.isInteger(serial) || serial < 1 || serial >= SERIALS) return undefined;
  const part = (value: number, width: number) => value.toString(36).toUpperCase().padStart(width, '0');
  return `${TEMPORARY}${part(Number(school), 6)}${part(serial, 3)}` as StudentCode;
};

/** Whether a code is a temporary one of ours. */
export const isTemporaryCode = (code: StudentCode): boolean =>
  code.startsWith(TEMPORARY) && Number.parseInt(code.slice(1, 7), 36) < 1e8;
