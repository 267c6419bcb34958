import type { ProblemCode } from '../problems.ts';
import { searchKey } from '../text/search-key.ts';
import type { SheetRow } from './sheet-table.ts';

/** Something in the file that keeps it from being imported; `row` is the number the spreadsheet shows. */
export interface ImportError {
  readonly code: ProblemCode;
  readonly row: number | null;
  readonly column: string | null;
  readonly value: string | null;
}

/** A column we know: its name in messages, the headings it goes by (folded), and whether the file must have it. */
export interface ColumnSpec<Key extends string> {
  readonly key: Key;
  readonly title: string;
  readonly synonyms: readonly string[];
  readonly required: boolean;
}

/** Where the header stands (index of its row) and in which column each known heading was found. */
export interface Header<Key extends string> {
  readonly rowIndex: number;
  readonly columns: ReadonlyMap<Key, number>;
}

/** Titles, logos and dates stand above the header; nobody puts more than this. */
const HEADER_WITHIN_ROWS = 30;

/**
 * Folds a heading to letters and digits without accents, so that NFC and NFD, line breaks, case, spaces,
 * stars of required columns and the eth that stands for đ in old files make no difference.
 */
export const foldHeading = (text: string): string =>
  searchKey(text.replace(/\([^)]*\)/g, '')).replace(/[^a-z0-9]/g, '');

const headingAt = (rows: readonly SheetRow[], row: number, column: number): string => {
  const cell = rows[row]?.[column];
  return typeof cell === 'string' ? foldHeading(cell) : '';
};

/** `ĐĐGtx` merged over several columns, with 1, 2, 3 … in the row below, reads as `ĐĐGtx 1` and so on. */
const spreadHeadings = (rows: readonly SheetRow[], row: number, width: number): string[] => {
  const headings: string[] = [];
  let group = '';
  for (let column = 0; column < width; column++) {
    const own = headingAt(rows, row, column);
    if (own !== '') group = own;
    const below = rows[row + 1]?.[column];
    const number = typeof below === 'number' || typeof below === 'string' ? String(below).trim() : '';
    headings.push(/^(ddg)?tx$/.test(group) && /^[1-9]$/.test(number) ? `${group}${number}` : own);
  }
  return headings;
};

/** Finds the known headings in one row; a heading seen twice counts as found, and is listed. */
const matchRow = <Key extends string>(
  headings: readonly string[],
  specs: readonly ColumnSpec<Key>[],
): { columns: Map<Key, number>; twice: ColumnSpec<Key>[] } => {
  const columns = new Map<Key, number>();
  const twice: ColumnSpec<Key>[] = [];
  for (const spec of specs) {
    const at = headings.flatMap((heading, i) => (spec.synonyms.includes(heading) ? [i] : []));
    if (at[0] !== undefined) columns.set(spec.key, at[0]);
    if (at.length > 1) twice.push(spec);
  }
  return { columns, twice };
};

const fault = (code: ProblemCode, row: number | null, column: string): ImportError => ({
  code,
  row,
  column,
  value: null,
});

/**
 * Finds the header row by the names in it: the row among the first thirty with the most known headings.
 * Errors: HEADER_MISSING for each required column that is not there, HEADER_TWICE for each that is there twice.
 */
export const findHeader = <Key extends string>(
  rows: readonly SheetRow[],
  specs: readonly ColumnSpec<Key>[],
): { header: Header<Key>; errors: ImportError[] } => {
  const width = Math.max(0, ...rows.slice(0, HEADER_WITHIN_ROWS).map((row) => row.length));
  let best: Header<Key> = { rowIndex: 0, columns: new Map() };
  let twice: ColumnSpec<Key>[] = [];
  for (let row = 0; row < Math.min(rows.length, HEADER_WITHIN_ROWS); row++) {
    const match = matchRow(spreadHeadings(rows, row, width), specs);
    if (match.columns.size <= best.columns.size) continue;
    best = { rowIndex: row, columns: match.columns };
    twice = match.twice;
  }
  const shownRow = best.columns.size === 0 ? null : best.rowIndex + 1;
  const missing = specs.filter((spec) => spec.required && !best.columns.has(spec.key));
  return {
    header: best,
    errors: [
      ...missing.map((spec) => fault('HEADER_MISSING', shownRow, spec.title)),
      ...twice.map((spec) => fault('HEADER_TWICE', shownRow, spec.title)),
    ],
  };
};

/** Among a file's sheets (data beside catalogues), the one whose header knows the most of our columns. */
export const chooseSheet = <Key extends string>(
  sheets: readonly (readonly SheetRow[])[],
  specs: readonly ColumnSpec<Key>[],
): readonly SheetRow[] => {
  let best: readonly SheetRow[] = sheets[0] ?? [];
  let most = 0;
  for (const rows of sheets) {
    const known = findHeader(rows, specs).header.columns.size;
    if (known > most) {
      best = rows;
      most = known;
    }
  }
  return best;
};
