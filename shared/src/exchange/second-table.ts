import { contradictionsIn } from './choose-sheet.ts';
import { hasCode } from './foot-rows.ts';
import { type ColumnSpec, findHeader, foldHeading, type Header, type ImportError } from './header.ts';
import { isOtherMark, type MarkColumn, renameHeading } from './marks-columns.ts';
import { type ClaimTarget, claimsOfTitle, isTitle, judgeClaims, titleOfRow } from './sheet-claims.ts';
import { cellText, columnLetters, type SheetRow, type SheetTable } from './sheet-table.ts';

/** What headings and titles of a second table or page are held against: the first headings, and what is imported. */
export interface FirstTable {
  readonly table: SheetTable;
  readonly header: Header<MarkColumn>;
  readonly specs: readonly ColumnSpec<MarkColumn>[];
  readonly claims: ClaimTarget;
}

const textOf = (row: SheetRow, column: number): string => {
  const value = row[column];
  return typeof value === 'string' ? foldHeading(cellText(value)) : '';
};

const keyOf = ({ specs, claims }: FirstTable, folded: string): MarkColumn | undefined => {
  const name = renameHeading(claims)(folded);
  return name === '' ? undefined : specs.find(({ synonyms }) => synonyms.includes(name))?.key;
};

/** Headings of these may stand as words in any row below a list. */
const WEAK: readonly (MarkColumn | undefined)[] = ['name', 'family', 'given', 'birthDate', 'class', 'remark'];

/** Whether a row is made of headings: of the pupil's code, of a mark, or of two of the other columns. */
const isHeadings = (row: SheetRow, first: FirstTable): boolean => {
  const folded = row.map((_, column) => textOf(row, column)).filter((text) => text !== '');
  const keys = folded.flatMap((text) => keyOf(first, text) ?? []);
  return folded.some(isOtherMark) || keys.some((key) => !WEAK.includes(key)) || keys.length > 1;
};

const shown = (column: number, title: string): string =>
  `${columnLetters(column)} (${title === '' ? '–' : title.slice(0, 40)})`;

/** The columns over which a row of headings says something else than the first headings. */
const otherColumns = (first: FirstTable, row: SheetRow): number[] => {
  const { table, header } = first;
  const heads = table.rows.slice(header.rowIndex, header.lastRow + 1);
  const own = new Map([...header.columns].map(([key, column]) => [column, key]));
  for (const [key, columns] of header.further) for (const column of columns) own.set(column, key);
  return row.flatMap((_, column) => {
    const text = textOf(row, column);
    if (text === '' || heads.some((head) => textOf(head, column) === text)) return [];
    const said = keyOf(first, text);
    const isSame = said === own.get(column) && (said !== undefined || !isOtherMark(text));
    return isSame ? [] : [column];
  });
};

const differ = (first: FirstTable, row: number): ImportError[] => {
  const cells = first.table.rows[row] ?? [];
  const columns = otherColumns(first, cells).slice(0, 8);
  if (columns.length === 0) return [];
  const column = columns.map((one) => shown(one, cellText(cells[one]))).join(', ');
  const expected = columns.map((one) => shown(one, first.header.titles[one] ?? '')).join(', ');
  return [{ code: 'HEADINGS_DIFFER', row: row + 1, column, value: null, expected }];
};

/**
 * HEADINGS_DIFFER for a row of other headings than the first ones, as after the end of a page or over a second table: its
 * rows would be read in the wrong columns. `isLast` says that no pupil stands below; then only the heading of the pupil's
 * code tells a table from a summary of the marks.
 */
export const otherHeadings = (first: FirstTable, row: number, isLast: boolean): ImportError[] => {
  const cells = first.table.rows[row] ?? [];
  const hasCodes = cells.some((_, column) => keyOf(first, textOf(cells, column)) === 'code');
  return isHeadings(cells, first) && (hasCodes || !isLast) ? differ(first, row) : [];
};

/**
 * SHEET_CONTRADICTS for a row below the headings that says that it is of something else. Below the last pupil only a row
 * that begins as titles do is one; anything else there is a remark.
 */
export const otherTitle = ({ table, claims }: FirstTable, row: number, isLast: boolean): ImportError[] => {
  const text = titleOfRow(table.rows[row] ?? []);
  if (isLast && !isTitle(text)) return [];
  return contradictionsIn(table, row + 1, judgeClaims(text, claimsOfTitle(text), claims));
};

/** SHEET_CONTRADICTS for the heading of a column of marks that says, also in brackets, that it is of something else. */
export const otherColumnTitles = ({ table, header, specs, claims }: FirstTable): ImportError[] =>
  specs
    .filter(({ key }) => !['code', ...WEAK].includes(key))
    .flatMap(({ key }) => header.titles[header.columns.get(key) ?? -1] ?? [])
    .flatMap((title) =>
      contradictionsIn(table, header.rowIndex + 1, judgeClaims(title, claimsOfTitle(title), claims)),
    );

/** HEADINGS_DIFFER where a table with pupils and headings of its own stands above the headings that were found. */
export const tableAbove = (first: FirstTable): ImportError[] => {
  const { table, header, specs } = first;
  const above = table.rows.slice(0, header.rowIndex);
  const before = findHeader(above, specs, { merges: table.merges }).header;
  const codes = before.columns.get('code');
  const hasPupil = codes !== undefined && above.slice(before.lastRow + 1).some((row) => hasCode(row, codes));
  if (!hasPupil) return [];
  const own = differ({ ...first, header: before }, header.rowIndex);
  const column = shown(header.columns.get('code') ?? 0, header.titles[header.columns.get('code') ?? 0] ?? '');
  return own.length > 0 ? own : [{ code: 'HEADINGS_DIFFER', row: header.rowIndex + 1, column, value: null }];
};
