import type { ProblemCode } from '../../../problems.ts';
import { searchKey } from '../../../text/names/search-key.ts';
import { type CellKind, cellText, isBlank, type Merge, type SheetRow } from '../sheet-table.ts';

/** Something in the file that keeps it from being imported; `row` is the number the spreadsheet shows. */
export interface ImportError {
  readonly code: ProblemCode;
  readonly row: number | null;
  readonly column: string | null;
  readonly value: string | null;
  /** The sheet of the workbook, where it has several. */
  readonly sheet?: string;
  /** The expected value: the registry's own name of the pupil, the term that is imported. */
  readonly expected?: string;
  /** The kind of the cell, where it is neither a text nor a number. */
  readonly holds?: CellKind;
}

/** A file in which no pupil stands; the report knows it by its value. */
export const NO_PUPIL: ImportError = {
  ...{ code: 'ROW_INVALID', row: null, column: null },
  value: 'no pupil in the file',
};

/** A column we know: its name in messages, the headings it goes by (folded), and whether the file must have it. */
export interface ColumnSpec<Key extends string> {
  readonly key: Key;
  readonly title: string;
  readonly synonyms: readonly string[];
  readonly required: boolean;
}

/** A column we know; its headings are folded and stand apart by one space. */
export const columnSpec = <Key extends string>(
  key: Key,
  title: string,
  required: boolean,
  synonyms: string,
): ColumnSpec<Key> => ({ key, title, required, synonyms: synonyms.split(' ') });

/** Where the header stands and in which column each known heading was found; all numbers from 0. */
export interface Header<Key extends string> {
  readonly rowIndex: number;
  /** The last of its rows: headings often stand in two or three rows, one below the other. */
  readonly lastRow: number;
  readonly columns: ReadonlyMap<Key, number>;
  /** Columns beyond the first over which a heading is merged. */
  readonly further: ReadonlyMap<Key, readonly number[]>;
  /** The heading over each column, as shown; empty where nothing does. */
  readonly titles: readonly string[];
  /** Columns that belong to something else: another subject, another term. */
  readonly foreign: ReadonlySet<number>;
}

/** The claim of a part of a heading about the import: nothing, that it is meant, or that something else is. */
export type HeadingPart = 'own' | 'other' | undefined;

/** The facts beside the rows that decide how headings are read. */
export interface HeadingOptions {
  readonly merges?: readonly Merge[];
  readonly judge?: (folded: string) => HeadingPart;
  /** One name for each of the ways to write it. */
  readonly rename?: (folded: string) => string;
}

/** Titles, logos and dates stand above the header; nobody puts more than this. */
const HEADER_WITHIN_ROWS = 30;
const MOST_HEADING_ROWS = 3;
/** No heading is longer; what is, is a text. */
const LONGEST_HEADING = 200;
/** Merged cells beyond these are not of any heading. */
const MOST_MERGES = 2000;

/**
 * Folds a heading to letters and digits without accents, so that NFC and NFD, line breaks, case, spaces,
 * stars of required columns and the eth that stands for đ in old files make no difference.
 */
export const foldHeading = (text: string): string =>
  text.length > LONGEST_HEADING ? '' : searchKey(text.replace(/\([^()]*\)/g, '')).replace(/[^a-z0-9]/g, '');

/** The headings over one column, from top to bottom, without repeating one that is merged over rows. */
interface Stack {
  readonly parts: readonly string[];
  readonly shown: readonly string[];
  /** Nothing of its own: what stands over it is the heading of the column before, merged over both. */
  readonly continues: boolean;
}

const textAt = (rows: readonly SheetRow[], row: number, column: number): string => {
  const value = rows[row]?.[column];
  return typeof value === 'string' || typeof value === 'number' ? cellText(value) : '';
};

const stackOf = (
  rows: readonly SheetRow[],
  merges: readonly Merge[],
  [from, to]: readonly [number, number],
  column: number,
): Stack => {
  const shown: string[] = [];
  let isOwn = false;
  for (let row = from; row <= to; row++) {
    const over = merges.find(
      ({ top, bottom, left, right }) => top <= row && row <= bottom && left <= column && column <= right,
    );
    const text = textAt(rows, over?.top ?? row, over?.left ?? column);
    if (text !== '' && (over === undefined || over.left === column)) isOwn = true;
    if (text !== '' && shown.at(-1) !== text) shown.push(text);
  }
  const parts = shown.map(foldHeading).filter((part) => part !== '');
  return { parts, shown, continues: !isOwn && parts.length > 0 };
};

/** A group of columns without merged cells: its name stands over the first, and below each its own. */
const withGroups = (stacks: readonly Stack[], rows: readonly SheetRow[], from: number): Stack[] => {
  let group = '';
  return stacks.map((stack, column) => {
    const own = textAt(rows, from, column);
    if (own !== '') group = own;
    const isBelow = stack.parts.length === 1 && own === '' && !stack.continues && group !== '';
    return isBelow
      ? { ...stack, parts: [foldHeading(group), ...stack.parts], shown: [group, ...stack.shown] }
      : stack;
  });
};

/** All ways to read the headings over one column as one name, the fullest first. */
const readings = (parts: readonly string[]): string[] => {
  const joins: string[] = [];
  for (let length = parts.length; length > 1; length--) {
    for (let from = 0; from + length <= parts.length; from++) {
      const run = parts.slice(from, from + length);
      joins.push(run.join(''), run.toReversed().join(''));
    }
  }
  // A row that only counts the columns stands below many headings.
  const isCounted = parts.slice(1).every((part) => /^[0-9]{1,2}$/.test(part));
  return [...joins, parts.at(-1) ?? '', ...(isCounted ? [parts[0] ?? ''] : [])];
};

interface Match<Key extends string> {
  readonly header: Header<Key>;
  readonly twice: readonly ColumnSpec<Key>[];
}

const matchBlock = <Key extends string>(
  rows: readonly SheetRow[],
  specs: readonly ColumnSpec<Key>[],
  { merges = [], judge = () => undefined, rename = (part) => part }: HeadingOptions,
  [from, to]: readonly [number, number],
): Match<Key> => {
  const width = Math.max(0, ...rows.slice(from, to + 1).map((row) => row.length));
  const near = merges.filter(({ top, bottom }) => top <= to && bottom >= from).slice(0, MOST_MERGES);
  const plain = Array.from({ length: width }, (_, column) => stackOf(rows, near, [from, to], column));
  const stacks = from === to ? plain : withGroups(plain, rows, from);
  const columns = new Map<Key, number>();
  const further = new Map<Key, number[]>();
  const twice = new Set<ColumnSpec<Key>>();
  const foreign = new Set<number>();
  let last: Key | undefined;
  for (const [column, { parts, continues }] of stacks.entries()) {
    if (continues && last !== undefined) further.set(last, [...(further.get(last) ?? []), column]);
    const isForeign = parts.some((part) => judge(part) === 'other');
    if (isForeign) foreign.add(column);
    if (continues) continue;
    last = undefined;
    if (isForeign) continue;
    const names = readings(parts.filter((part) => judge(part) !== 'own').map(rename));
    const name = names.find((one) => specs.some(({ synonyms }) => synonyms.includes(one)));
    const spec = specs.find(({ synonyms }) => name !== undefined && synonyms.includes(name));
    if (spec === undefined) continue;
    last = spec.key;
    if (columns.has(spec.key)) twice.add(spec);
    else columns.set(spec.key, column);
  }
  const titles = stacks.map(({ shown }) => shown.join(' ').slice(0, LONGEST_HEADING));
  return { header: { rowIndex: from, lastRow: to, columns, further, titles, foreign }, twice: [...twice] };
};

/** Rows of a header have no pupil: under the heading of the code nothing stands, or the heading itself. */
const isHeading = <Key extends string>(
  rows: readonly SheetRow[],
  specs: readonly ColumnSpec<Key>[],
  { rowIndex, lastRow, columns }: Header<Key>,
): boolean => {
  if (rowIndex === lastRow) return true;
  const spec = specs.find(({ key }) => key === 'code');
  const column = spec === undefined ? undefined : columns.get(spec.key);
  if (spec === undefined || column === undefined) return false;
  return rows.slice(rowIndex + 1, lastRow + 1).every((row) => {
    const text = foldHeading(cellText(row[column]));
    return isBlank(row[column]) || /^[1-9]$/.test(text) || spec.synonyms.includes(text);
  });
};

const fault = (code: ProblemCode, row: number | null, column: string): ImportError => ({
  code,
  row,
  column,
  value: null,
});

/** More headings known, or as many and fewer of them twice: rows above say whose columns of one name are. */
const isBetter = <Key extends string>(match: Match<Key>, best: Match<Key>): boolean => {
  const [own, other] = [match.header.columns.size, best.header.columns.size];
  return own > other || (own === other && match.twice.length < best.twice.length);
};

const EMPTY_HEADER = { rowIndex: 0, lastRow: 0, columns: new Map(), further: new Map() };

/**
 * Finds the header by the names in it: among the first thirty rows the one, two or three rows with the most known
 * headings. Errors: HEADER_MISSING for each required column that is not there, HEADER_TWICE for each that is there
 * twice.
 */
export const findHeader = <Key extends string>(
  rows: readonly SheetRow[],
  specs: readonly ColumnSpec<Key>[],
  options: HeadingOptions = {},
): { header: Header<Key>; errors: ImportError[] } => {
  let best: Match<Key> = { header: { ...EMPTY_HEADER, titles: [], foreign: new Set() }, twice: [] };
  for (let depth = 1; depth <= MOST_HEADING_ROWS; depth++) {
    for (let row = 0; row < Math.min(rows.length - depth + 1, HEADER_WITHIN_ROWS); row++) {
      const match = matchBlock(rows, specs, options, [row, row + depth - 1]);
      if (isBetter(match, best) && isHeading(rows, specs, match.header)) best = match;
    }
  }
  const { header, twice } = best;
  const shownRow = header.columns.size === 0 ? null : header.rowIndex + 1;
  const missing = specs.filter((spec) => spec.required && !header.columns.has(spec.key));
  return {
    header,
    errors: [
      ...missing.map((spec) => fault('HEADER_MISSING', shownRow, spec.title)),
      ...twice.map((spec) => fault('HEADER_TWICE', shownRow, spec.title)),
    ],
  };
};
