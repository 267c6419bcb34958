import { RegistryError } from '../../problems.ts';
import { kindOfOtherFile, startsWith } from './file-kind.ts';
import { columnLetters } from './sheet-table.ts';

/** Largest file an import takes, in bytes. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;
/** Most rows of a sheet that is imported; a catalogue beside it may be longer. */
const MAX_ROWS = 5000;
/** How many rows and columns of a sheet can hold anything. Formatted but empty cells further out do not count. */
export const LAST_ROW = 20_000;
export const LAST_COLUMN = 256;
/** Most cells with anything in them, and most letters in them, of a whole workbook. */
const MAX_CELLS = 250_000;
const MAX_LETTERS = 5_000_000;
/** Eight for each cell: empty cells that have a format come on top of those with content. */
const MAX_ELEMENTS = 2_000_000;
/** No spreadsheet program puts a longer text into one cell. */
const MAX_CELL_LETTERS = 32_767;
/** Most sheets of a workbook: a file of the sector database has 17. */
const MAX_SHEETS = 64;
/** One part of a workbook and all that are read, once unpacked; more is a decompression bomb. */
const MAX_PART_BYTES = 16 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;

/** How much of a workbook has been read; counted over all its sheets. */
export interface ReadSoFar {
  cells: number;
  letters: number;
  /** Elements of XML in all sheets, also those of empty cells and rows. */
  elements: number;
}

const tooLarge = (detail: string): never => {
  throw new RegistryError('FILE_TOO_LARGE', detail);
};

/** In a protected workbook this name stands, in two bytes a letter, where an old .xls has `Workbook`. */
const PROTECTED = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]);

const contains = (bytes: Uint8Array, wanted: readonly number[]): boolean => {
  for (let at = bytes.indexOf(wanted[0] ?? 0); at >= 0; at = bytes.indexOf(wanted[0] ?? 0, at + 1)) {
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
  }
  return false;
};

/**
 * Refuses a file that cannot be an acceptable .xlsx before anything unpacks it. Throws FILE_PROTECTED for a file with
 * a password, FILE_OLD_EXCEL for the binary .xls, FILE_UNREADABLE for anything else, FILE_TOO_LARGE.
 */
export const requireXlsx = (bytes: Uint8Array): void => {
  if (bytes.length > MAX_FILE_BYTES) tooLarge(`${bytes.length} bytes`);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new RegistryError(contains(bytes, PROTECTED) ? 'FILE_PROTECTED' : 'FILE_OLD_EXCEL');
  }
  if (!startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    throw new RegistryError('FILE_UNREADABLE', kindOfOtherFile(bytes));
  }
};

/** Throws FILE_TOO_LARGE when the parts of a workbook declare more bytes, one by one or together, than are read. */
export const requireUnpackedSize = (sizes: readonly number[]): void => {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total > MAX_UNPACKED_BYTES || sizes.some((size) => size > MAX_PART_BYTES)) {
    tooLarge(`${total} bytes unpacked`);
  }
};

/** Throws FILE_TOO_LARGE when a workbook has more sheets than are read. */
export const requireSheetCount = (sheets: number): void => {
  if (sheets > MAX_SHEETS) tooLarge(`${sheets} sheets`);
};

/** Throws FILE_TOO_LARGE when a text is longer than a cell of any spreadsheet. */
export const requireTextLength = (letters: number): void => {
  if (letters > MAX_CELL_LETTERS) tooLarge(`a text of more than ${MAX_CELL_LETTERS} letters`);
};

/** Counts one more element of a sheet. Throws FILE_TOO_LARGE when the workbook has more than are read. */
export const requireElement = (read: ReadSoFar): void => {
  read.elements++;
  if (read.elements > MAX_ELEMENTS) tooLarge(`more than ${MAX_ELEMENTS} elements`);
};

/** Throws FILE_TOO_LARGE when a cell (row and column from 0) lies too far out, or the workbook holds too much. */
export const requireCellPlace = (sheet: string, row: number, column: number, read: ReadSoFar): void => {
  const place = `sheet "${sheet}", cell ${columnLetters(Math.min(column, 99_999))}${row + 1}`;
  if (row >= LAST_ROW || column >= LAST_COLUMN) tooLarge(`${place} lies beyond what is read`);
  if (read.cells > MAX_CELLS) tooLarge(`more than ${MAX_CELLS} cells`);
  if (read.letters > MAX_LETTERS) tooLarge(`more than ${MAX_LETTERS} letters`);
};

/** Throws FILE_TOO_LARGE when a sheet has more rows than an import takes. */
export const requireRowLimit = (rows: number): void => {
  if (rows > MAX_ROWS) tooLarge(`${rows} rows`);
};
