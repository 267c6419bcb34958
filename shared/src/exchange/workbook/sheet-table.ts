import { normaliseText } from '../../text/normalise.ts';

/**
 * A cell whose content is not what stands there to be seen: an error of the spreadsheet (`#N/A`), a formula that no
 * program computed yet, a percentage, a number in the format of a date that is no day, or a value that the file itself
 * contradicts. Columns that an import reads refuse it; elsewhere it is a cell as any other.
 */
export interface Unread {
  readonly unread: 'error' | 'formula' | 'percent' | 'no-day' | 'damaged';
  /** As a person recognises it: `#N/A`, `=AVERAGE(E5:H5)`, `90%`. */
  readonly text: string;
}

/** The value of a spreadsheet cell once the file is read: formulas as their stored value, empty cells as null. */
export type SheetValue = string | number | boolean | Date | Unread | null;
export type SheetRow = readonly SheetValue[];

/** Cells shown as one; indices from 0, both ends included. The content stands in the first row and column. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** One sheet of a workbook: what it is called, whether the spreadsheet shows it, its rows and its merged cells. */
export interface SheetTable {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly SheetRow[];
  readonly merges: readonly Merge[];
  /** Rows and columns, from 0, that the spreadsheet does not show; none where the file says nothing of them. */
  readonly hiddenRows?: readonly number[];
  readonly hiddenColumns?: readonly number[];
}

/** A sheet of these rows alone, as tests and pasted text have it. */
export const tableOfRows = (rows: readonly SheetRow[], name = 'Sheet1'): SheetTable => ({
  name,
  hidden: false,
  rows,
  merges: [],
});

/** Tells an unread cell from a value. */
export const isUnread = (value: SheetValue | undefined): value is Unread =>
  typeof value === 'object' && value !== null && !(value instanceof Date);

/** The kind of a value in a cell that is not the shown one and not a text or a number. */
export type CellKind = Unread['unread'] | 'day' | 'truth';

/** The kind of a cell as a fact of its error: without one for texts and numbers. */
export const kindOfCell = (value: SheetValue | undefined): { readonly holds?: CellKind } => {
  if (isUnread(value)) return { holds: value.unread };
  if (value instanceof Date) return { holds: 'day' };
  return typeof value === 'boolean' ? { holds: 'truth' } : {};
};

/** A cell as clean text, as we store it; empty for dates and empty cells, as it is shown for an unread one. */
export const cellText = (value: SheetValue | undefined): string => {
  if (value === null || value === undefined || value instanceof Date) return '';
  return normaliseText(isUnread(value) ? value.text : String(value));
};

/** Whether nothing stands in a cell; spaces are nothing. */
export const isBlank = (value: SheetValue | undefined): boolean =>
  !(value instanceof Date) && cellText(value) === '';

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** A cell as a message quotes it: dates as they are written in Vietnam, long texts cut. */
export const quoteCell = (value: SheetValue | undefined): string => {
  if (!(value instanceof Date)) return cellText(value).slice(0, 40);
  if (Number.isNaN(value.getTime())) return '?';
  const [day, month, year] = [value.getUTCDate(), value.getUTCMonth() + 1, value.getUTCFullYear()];
  const time = value.getTime() % 86_400_000 === 0 ? '' : ` ${value.toISOString().slice(11, 16)}`;
  return `${twoDigits(day)}/${twoDigits(month)}/${year}${time}`;
};

/** The letters of a column as the spreadsheet shows them: 0 is A, 26 is AA. */
export const columnLetters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : `${columnLetters(Math.floor(index / 26) - 1)}${columnLetters(index % 26)}`;

/** A column as a message names it: its letters, and its heading where it has one. */
export const columnName = (index: number, title = ''): string =>
  title === '' ? columnLetters(index) : `${columnLetters(index)} (${title})`;

/** How many cells of a sheet, or of a part of it, hold anything. */
export const countCells = (rows: readonly SheetRow[]): number =>
  rows.reduce((sum, row) => sum + row.filter((value) => !isBlank(value)).length, 0);
