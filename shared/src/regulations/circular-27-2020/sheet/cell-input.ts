import type { CellValue } from '../../../marks/cell.ts';
import type { CellInput } from '../../../marks/cell-input.ts';
import { searchKey } from '../../../text/names/search-key.ts';
import { normaliseText } from '../../../text/normalise.ts';
import { readRemark } from '../../../text/remark.ts';
import {
  checkPrimaryCell,
  type PrimaryColumn,
  type PrimaryColumnKind,
  type PrimarySheet,
  primaryColumnKindOf,
  type TestScale,
  TICK,
  USUAL_SCALE,
} from './columns.ts';

type Spellings = Readonly<Record<string, readonly string[]>>;

/** Letters, initials and words, as `searchKey` leaves them. */
const SUBJECT_SPELLINGS: Spellings = {
  T: ['t', 'htt', 'hoan thanh tot'],
  H: ['h', 'ht', 'hoan thanh'],
  C: ['c', 'cht', 'chua hoan thanh'],
};
/** Telex and VNI leave `dd` and `d9` behind without an input method. */
const TRAIT_SPELLINGS: Spellings = {
  T: ['t', 'tot'],
  Đ: ['d', 'dd', 'd9', 'dat'],
  C: ['c', 'ccg', 'can co gang'],
};

/** The texts that people type to tick. */
const TICK_SPELLINGS: Spellings = { [TICK]: ['x', 'co'] };

const readLevel = (text: string, known: Spellings): CellValue | undefined =>
  Object.entries(known).find(([, spellings]) => spellings.includes(searchKey(text)))?.[0];

/** Whole numbers in tenths; `8,0` is 8, and `8,5` is read as what it is so that the finding can say what is wrong. */
const readNumber = (text: string, perUnit: number): CellValue | undefined => {
  const written = /^([0-9]{1,4})(?:[.,]([0-9]{0,4}))?$/.exec(text);
  if (written === null) return undefined;
  const [, digits = '', fraction = ''] = written;
  const decimals = fraction.replace(/0+$/, '');
  // More than one decimal cannot be held in tenths; any fraction at all makes the score not a whole one.
  return Number(digits) * perUnit + (decimals === '' ? 0 : Math.max(1, Number(decimals.slice(0, 1))));
};

const READERS: Record<Exclude<PrimaryColumnKind, 'text'>, (text: string) => CellValue | undefined> = {
  level: (text) => readLevel(text, SUBJECT_SPELLINGS),
  trait: (text) => readLevel(text, TRAIT_SPELLINGS),
  test: (text) => (text.toLowerCase() === 'v' ? 'V' : readNumber(text, 10)),
  tick: (text) => readLevel(text, TICK_SPELLINGS),
  count: (text) => (/^[0-9]+$/.test(text) ? readNumber(text, 1) : undefined),
};

/**
 * Reads what a person typed into a cell of a primary sheet: `t h c` for subjects, `t đ c` for qualities and
 * competences, whole points for tests (no decimal is guessed into `85`). Findings: see `checkPrimaryCell`; the typed
 * text stays with the caller, nothing is dropped.
 */
export const parsePrimaryInput = (
  sheet: PrimarySheet,
  column: PrimaryColumn,
  typed: string,
  scale: TestScale = USUAL_SCALE,
): CellInput => {
  const text = normaliseText(typed);
  const kind = primaryColumnKindOf(sheet, column);
  if (text === '') return { value: null };
  if (kind === 'text') {
    const read = readRemark(typed);
    const where = { subject: sheet.subject, term: sheet.term, column: column.slice(0, 10) };
    if ('fault' in read) return { finding: { code: read.fault.code, ...where, value: text.slice(0, 100) } };
    return { value: read.value === '' ? null : read.value };
  }
  const value = kind === undefined ? text : (READERS[kind](text) ?? text);
  const finding = checkPrimaryCell(sheet, column, value, scale)[0];
  return finding === undefined ? { value } : { finding: { ...finding, value: text.slice(0, 100) } };
};

/**
 * A cell of a primary sheet as the grid shows it: whole points, letters of levels; what it shows can be typed
 * again.
 */
export const formatPrimaryCell = (value: CellValue | null, column: PrimaryColumn): string => {
  if (value === null) return '';
  return typeof value === 'number' && (column === 'gk' || column === 'ck')
    ? String(value / 10)
    : String(value);
};
