import type { CellValue } from '../../../marks/cell.ts';
import type { CellInput } from '../../../marks/cell-input.ts';
import { formatTenths } from '../../../marks/cell-input.ts';
import type { ProblemCode } from '../../../problems.ts';
import type { ColumnCode, SubjectCode } from '../../../school/identifiers.ts';
import { searchKey } from '../../../text/names/search-key.ts';
import { normaliseText } from '../../../text/normalise.ts';
import { readRemark } from '../../../text/remark.ts';
import { type ColumnKind, checkCell, columnKindOf } from './columns.ts';

type Reading = { readonly value: CellValue } | { readonly code: ProblemCode };

const WRONG_KIND = { code: 'MARK_WRONG_KIND' } as const;

/**
 * `8,5` and `8.5`; without a separator the last of two digits is the decimal (`85`, `05`, but `10` is ten) and
 * `100` is ten. One decimal at most; zeros behind it do not count.
 */
const readScore = (text: string): Reading => {
  if (text === 'm' || text === 'v') return { value: text.toUpperCase() };
  const written = /^(-?)([0-9]{1,4})(?:[.,]([0-9]*))?$/.exec(text);
  if (written === null) return WRONG_KIND;
  const [, minus, digits = '', fraction] = written;
  const decimals = (fraction ?? '').replace(/0+$/, '');
  if (decimals.length > 1) return { code: 'MARK_TOO_PRECISE' };
  const isBare = fraction === undefined && digits.length > 1 && digits !== '10';
  const tenths = isBare ? Number(digits) : Number(digits) * 10 + Number(decimals);
  return minus === '-' || tenths > 100 ? { code: 'MARK_OUT_OF_RANGE' } : { value: tenths };
};

/** The letters that Telex and VNI leave behind without an input method: `dd`, `d9`, and the words themselves. */
const PASSED = ['d', 'dd', 'd9', 'dat'];
const FAILED = ['c', 'cd', 'cdd', 'cd9', 'chua dat'];

const readLetters = (text: string, known: Readonly<Record<string, readonly string[]>>): Reading => {
  const found = Object.entries(known).find(([, spellings]) => spellings.includes(text));
  return found === undefined ? WRONG_KIND : { value: found[0] };
};

const readCount = (text: string): Reading => {
  if (!/^-?[0-9]{1,6}$/.test(text)) return WRONG_KIND;
  return Number(text) < 0 ? { code: 'MARK_OUT_OF_RANGE' } : { value: Number(text) };
};

const READERS: Record<Exclude<ColumnKind, 'text'>, (text: string) => Reading> = {
  score: readScore,
  comment: (text) => readLetters(text, { Đ: PASSED, CĐ: FAILED, M: ['m'], V: ['v'] }),
  conduct: (text) => readLetters(text, { T: ['t', 'tot'], K: ['k', 'kha'], Đ: PASSED, CĐ: FAILED }),
  count: readCount,
};

/**
 * Reads what a person typed into a cell. Findings: MARK_OUT_OF_RANGE, MARK_TOO_PRECISE, MARK_WRONG_KIND,
 * COLUMN_UNKNOWN, SUBJECT_UNKNOWN, of a remark what `readRemark` says; the typed text stays with the caller,
 * nothing is dropped.
 */
export const parseCellInput = (subject: SubjectCode, column: ColumnCode, typed: string): CellInput => {
  const text = normaliseText(typed);
  const kind = columnKindOf(subject, column);
  if (text === '') return { value: null };
  const value = text.slice(0, 100);
  if (kind === undefined) {
    const code = checkCell(subject, column, text)[0]?.code ?? 'COLUMN_UNKNOWN';
    return { finding: { code, subject, column, value } };
  }
  if (kind === 'text') {
    const read = readRemark(typed);
    if ('fault' in read) return { finding: { code: read.fault.code, subject, column, value } };
    return { value: read.value === '' ? null : read.value };
  }
  const typedKey = kind === 'score' || kind === 'count' ? text.toLowerCase() : searchKey(text);
  const reading = READERS[kind](typedKey);
  if ('code' in reading) return { finding: { code: reading.code, subject, column, value } };
  const finding = checkCell(subject, column, reading.value)[0];
  return finding === undefined ? { value: reading.value } : { finding };
};

/** The longer words in which conduct is shown. */
const CONDUCT_WORDS: Readonly<Record<string, string>> = { T: 'Tốt', K: 'Khá', Đ: 'Đạt', CĐ: 'Chưa đạt' };

/** A cell's value as the grid shows it; what it shows can be typed again and gives the same value. */
export const formatCell = (value: CellValue | null, subject: SubjectCode, column: ColumnCode): string => {
  if (value === null) return '';
  const kind = columnKindOf(subject, column);
  if (kind === 'score' && typeof value === 'number') return formatTenths(value);
  // The content of a cell came from a device and may be named like something every object has.
  const word = kind === 'conduct' && Object.hasOwn(CONDUCT_WORDS, value) ? CONDUCT_WORDS[value] : undefined;
  return word ?? String(value);
};
