import { hasCode } from '../foot-rows.ts';
import { cellText, columnLetters, type SheetRow, type SheetTable } from '../sheet-table.ts';
import { type ColumnSpec, findHeader, foldHeading, type Header, type ImportError } from './header.ts';

/** The first headings of a sheet, and how headings of its kind are read. */
export interface FirstHeadings<Key extends string> {
  readonly table: SheetTable;
  readonly header: Header<Key>;
  readonly specs: readonly ColumnSpec<Key>[];
  /** Columns whose headings may stand as words in any row below a list: one alone makes no row of headings. */
  readonly weak: readonly Key[];
  readonly rename: (folded: string) => string;
  /** Headings that are of no column here, and headings nevertheless. */
  readonly isForeign: (folded: string) => boolean;
}

const textOf = (row: SheetRow, column: number): string => {
  const value = row[column];
  return typeof value === 'string' ? foldHeading(cellText(value)) : '';
};

const keyOf = <Key extends string>(
  { specs, rename }: FirstHeadings<Key>,
  folded: string,
): Key | undefined => {
  const name = rename(folded);
  return name === '' ? undefined : specs.find(({ synonyms }) => synonyms.includes(name))?.key;
};

/** Whether a row is made of headings: a telling one, or two of the others. */
const isHeadings = <Key extends string>(row: SheetRow, first: FirstHeadings<Key>): boolean => {
  const folded = row.map((_, column) => textOf(row, column)).filter((text) => text !== '');
  const keys = folded.flatMap((text) => keyOf(first, text) ?? []);
  return folded.some(first.isForeign) || keys.some((key) => !first.weak.includes(key)) || keys.length > 1;
};

const shown = (column: number, title: string): string =>
  `${columnLetters(column)} (${title === '' ? '–' : title.slice(0, 40)})`;

/** The columns over which a row of headings says something else than the first headings. */
const otherColumns = <Key extends string>(first: FirstHeadings<Key>, row: SheetRow): number[] => {
  const { table, header } = first;
  const heads = table.rows.slice(header.rowIndex, header.lastRow + 1);
  const own = new Map([...header.columns].map(([key, column]) => [column, key]));
  for (const [key, columns] of header.further) for (const column of columns) own.set(column, key);
  return row.flatMap((_, column) => {
    const text = textOf(row, column);
    if (text === '' || heads.some((head) => textOf(head, column) === text)) return [];
    const said = keyOf(first, text);
    const isSame = said === own.get(column) && (said !== undefined || !first.isForeign(text));
    return isSame ? [] : [column];
  });
};

const differ = <Key extends string>(first: FirstHeadings<Key>, row: number): ImportError[] => {
  const cells = first.table.rows[row] ?? [];
  const columns = otherColumns(first, cells).slice(0, 8);
  if (columns.length === 0) return [];
  const column = columns.map((one) => shown(one, cellText(cells[one]))).join(', ');
  const expected = columns.map((one) => shown(one, first.header.titles[one] ?? '')).join(', ');
  return [{ code: 'HEADINGS_DIFFER', row: row + 1, column, value: null, expected }];
};

const hasCodeHeading = <Key extends string>(first: FirstHeadings<Key>, cells: SheetRow): boolean =>
  cells.some((_, column) => keyOf(first, textOf(cells, column)) === 'code');

/** Whether a row says the first headings once more, perhaps in other words, each over its own column. */
export const repeatsHeadings = <Key extends string>(first: FirstHeadings<Key>, row: number): boolean => {
  const cells = first.table.rows[row] ?? [];
  return hasCodeHeading(first, cells) && otherColumns(first, cells).length === 0;
};

/**
 * HEADINGS_DIFFER for a row of other headings than the first ones, as after the end of a page or over a second table: its
 * rows would be read in the wrong columns. `isLast` says that no pupil stands below; then only the heading of the pupil's
 * code tells a table from a summary of the marks.
 */
export const otherHeadings = <Key extends string>(
  first: FirstHeadings<Key>,
  row: number,
  isLast: boolean,
): ImportError[] => {
  const cells = first.table.rows[row] ?? [];
  return isHeadings(cells, first) && (!isLast || hasCodeHeading(first, cells)) ? differ(first, row) : [];
};

const columnOfCode = <Key extends string>({ columns }: Header<Key>): number | undefined =>
  [...columns].find(([key]) => key === 'code')?.[1];

/** HEADINGS_DIFFER where a table with pupils and headings of its own stands above the headings that were found. */
export const tableAbove = <Key extends string>(first: FirstHeadings<Key>): ImportError[] => {
  const { table, header, specs } = first;
  const above = table.rows.slice(0, header.rowIndex);
  const before = findHeader(above, specs, { merges: table.merges }).header;
  const codes = columnOfCode(before);
  const hasPupil = codes !== undefined && above.slice(before.lastRow + 1).some((row) => hasCode(row, codes));
  if (!hasPupil) return [];
  const own = differ({ ...first, header: before }, header.rowIndex);
  const column = shown(columnOfCode(header) ?? 0, header.titles[columnOfCode(header) ?? 0] ?? '');
  return own.length > 0 ? own : [{ code: 'HEADINGS_DIFFER', row: header.rowIndex + 1, column, value: null }];
};
