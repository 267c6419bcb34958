import { normaliseText } from '../../text/normalise.ts';
import type { ImportNote, NoteCode } from './accounting.ts';
import type { Header, ImportError } from './headings/header.ts';
import { countCells, isBlank, type SheetTable } from './sheet-table.ts';
import {
  type Claims,
  type ClaimTarget,
  claimsOfName,
  claimsOfTitle,
  isTitle,
  judgeClaims,
  titleOfRow,
  titlesAbove,
} from './titles/sheet-claims.ts';

/** A sheet whose headings fit, with what its name and its titles say against what is imported, and for it. */
export interface FittingSheet<Key extends string> {
  readonly table: SheetTable;
  readonly header: Header<Key>;
  readonly against: readonly ImportError[];
  readonly agreeing: number;
}

const ABOUT = { subject: 'Môn', term: 'Học kỳ', year: 'Năm học', class: 'Lớp' } as const;

/** The claim of one text of a sheet against the import; `row` is null for the sheet's name. */
export const contradictionsIn = (
  { name }: SheetTable,
  row: number | null,
  { against }: ReturnType<typeof judgeClaims>,
): ImportError[] =>
  against.map(({ about, said, expected }) => ({
    code: 'SHEET_CONTRADICTS',
    row,
    column: ABOUT[about],
    value: said,
    sheet: name,
    expected,
  }));

/** Reads what a sheet says of itself, in its name and in each row above its header. */
export const judgeSheet = <Key extends string>(
  table: SheetTable,
  header: Header<Key>,
  target: ClaimTarget,
): FittingSheet<Key> => {
  const said: [number | null, string, Claims][] = [
    [null, table.name, claimsOfName(table.name)],
    ...titlesAbove(table.rows, header.rowIndex).map(({ row, text }): [number, string, Claims] => [
      row,
      text,
      claimsOfTitle(text),
    ]),
  ];
  const judged = said.map(([row, text, claims]) => ({ row, ...judgeClaims(text, claims, target) }));
  const against = judged.flatMap((one) => contradictionsIn(table, one.row, one));
  return { table, header, against, agreeing: judged.reduce((sum, one) => sum + one.agreeing, 0) };
};

/**
 * SHEET_CONTRADICTS for a row below the headings that says that it is of something else. Below the last pupil only a row
 * that begins as titles do is one; anything else there is a remark.
 */
export const otherTitle = (
  table: SheetTable,
  row: number,
  target: ClaimTarget,
  isLast: boolean,
): ImportError[] => {
  const text = titleOfRow(table.rows[row] ?? []);
  if (isLast && !isTitle(text)) return [];
  return contradictionsIn(table, row + 1, judgeClaims(text, claimsOfTitle(text), target));
};

/** The whole of a sheet as one line of the report. */
export const noteOfSheet = (note: NoteCode, table: SheetTable, value: string | null = null): ImportNote => ({
  note,
  sheet: table.name,
  row: null,
  column: null,
  value,
  cells: countCells(table.rows),
});

/** Whether anything stands below the header. */
export const hasRows = <Key extends string>({ rows }: SheetTable, { lastRow }: Header<Key>): boolean =>
  rows.slice(lastRow + 1).some((row) => row.some((value) => !isBlank(value)));

const quoted = (tables: readonly SheetTable[]): string =>
  tables
    .map(({ name }) => `"${name}"`)
    .join(', ')
    .slice(0, 200);

const nameKeyOf = (name: string): string => normaliseText(name).toLowerCase();

/** Whether a sheet is the one that a person named; spreadsheets take `HK1` and `hk1` for one name. */
export const isSheetNamed = ({ name }: SheetTable, only: string): boolean =>
  nameKeyOf(name) === nameKeyOf(only);

/**
 * Why no sheet can be read, where the reason is not the content of a sheet: SHEET_UNKNOWN when none has the name that
 * a person gave, SHEET_HIDDEN when the named one is hidden or all are that fit. Otherwise the sheets that could be meant.
 */
export const sheetsMeant = (
  tables: readonly SheetTable[],
  only: string | undefined,
  hiddenFits: string | undefined,
): { readonly meant: readonly SheetTable[]; readonly error?: ImportError } => {
  const none = { row: null, column: null };
  const meant = tables.filter((table) => only === undefined || isSheetNamed(table, only));
  if (meant.length === 0 && only !== undefined) {
    return { meant, error: { code: 'SHEET_UNKNOWN', ...none, value: only, expected: quoted(tables) } };
  }
  const hidden = only === undefined ? hiddenFits : meant.find((table) => table.hidden)?.name;
  if (hidden !== undefined) return { meant, error: { code: 'SHEET_HIDDEN', ...none, value: hidden } };
  return { meant: meant.filter((table) => !table.hidden) };
};

const ambiguous = (sheets: readonly FittingSheet<string>[]): ImportError => ({
  code: 'SHEET_AMBIGUOUS',
  row: null,
  column: null,
  value: quoted(sheets.map(({ table }) => table)),
});

/**
 * The one sheet that marks are read from: among those that fit and do not say that they are something else, the only
 * one, or the one whose name and titles say most clearly that it is meant. Hidden sheets are never among them.
 * Errors: SHEET_CONTRADICTS when every sheet that fits says something else, SHEET_AMBIGUOUS.
 */
export const chooseOneSheet = <Key extends string>(
  fitting: readonly FittingSheet<Key>[],
): { chosen?: FittingSheet<Key>; errors: readonly ImportError[] } => {
  const free = fitting.filter(({ against }) => against.length === 0);
  if (free.length === 0) return { errors: fitting.flatMap(({ against }) => against) };
  const most = Math.max(...free.map(({ agreeing }) => agreeing));
  const [chosen, ...others] = free.filter(({ agreeing }) => agreeing === most);
  if (chosen === undefined || others.length > 0) return { errors: [ambiguous(free)] };
  return { chosen, errors: [] };
};
