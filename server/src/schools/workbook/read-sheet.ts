import {
  LAST_COLUMN,
  LAST_ROW,
  type ReadSoFar,
  requireCellPlace,
  requireElement,
  requireTextLength,
} from '@hocba/shared/exchange/workbook/file';
import type { Merge, SheetTable, SheetValue } from '@hocba/shared/exchange/workbook/sheet-table';
import { isBlank } from '@hocba/shared/exchange/workbook/sheet-table';
import { RegistryError } from '@hocba/shared/problems';
import type { NumberMeaning } from './number-formats.ts';
import { type Attributes, isTrue, walkXml } from './walk-xml.ts';
import { textCollector } from './workbook-texts.ts';

/** The parts that all sheets of a workbook share. */
export interface WorkbookParts {
  readonly texts: readonly string[];
  readonly formats: readonly NumberMeaning[];
  /** The workbook's day 0, counted in days from the first of 1970. */
  readonly dayZero: number;
  /** Counts on from sheet to sheet. */
  readonly read: ReadSoFar;
}

/** A cell as the file describes it, before it is known what it means. */
interface RawCell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly style: number;
  /** Text of the `v` element; undefined where there is none. */
  value: string | undefined;
  /** Text of the `f` element; undefined where the cell holds no formula. */
  formula: string | undefined;
  inline: string | undefined;
}

const damaged = (what: string): never => {
  throw new RegistryError('FILE_UNREADABLE', what);
};

const columnIndex = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Row and column, from 0, of a reference as `B12`. */
const placeOf = (reference: string): { row: number; column: number } => {
  const [, letters = '', digits = ''] = /^\$?([A-Z]{1,7})\$?([0-9]{1,15})$/.exec(reference) ?? [];
  if (letters === '' || Number(digits) < 1) damaged(`no cell is called ${reference.slice(0, 20)}`);
  return { row: Number(digits) - 1, column: columnIndex(letters) };
};

const mergeOf = (reference: string): Merge | undefined => {
  const [from = '', to] = reference.split(':');
  if (to === undefined) return undefined;
  const [start, end] = [placeOf(from), placeOf(to)];
  return { top: start.row, left: start.column, bottom: end.row, right: end.column };
};

/** The names that the root of a sheet may have; charts and dialogs have no cells. */
const ROOTS = ['worksheet', 'chartsheet', 'dialogsheet'];

const MS_PER_DAY = 86_400_000;

/** The last day of 9999: spreadsheets show no later day, and none before their day 0. */
const LAST_DAY = 2_932_896;

/** A number of days with its time, to the second, as fractions of days are never exact; other numbers are no day. */
const dateOfSerial = (serial: number, dayZero: number): SheetValue => {
  if (serial < 0 || serial + dayZero >= LAST_DAY + 1) return { unread: 'no-day', text: String(serial) };
  return new Date(Math.round(((serial + dayZero) * MS_PER_DAY) / 1000) * 1000);
};

/** A number as files write it: not `0x10` or `Infinity`, which only a program would take for one. */
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d+)?$/i;

const percentText = (number: number): string =>
  `${String(Number((number * 100).toPrecision(12))).replace('.', ',')}%`;

const numberOf = (text: string, cell: RawCell, { formats, dayZero }: WorkbookParts): SheetValue => {
  const number = Number(text);
  if (!NUMBER.test(text) || !Number.isFinite(number)) return { unread: 'damaged', text };
  const meaning = formats[cell.style] ?? 'number';
  if (meaning === 'percent') return { unread: 'percent', text: percentText(number) };
  return meaning === 'date' ? dateOfSerial(number, dayZero) : number;
};

const ISO_DAY = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** ISO text of a cell of the date type; without a zone it is what the spreadsheet shows. */
const dateOfText = (text: string): SheetValue => {
  if (!ISO_DAY.test(text)) return { unread: 'no-day', text };
  const at = Date.parse(/Z|[+-]\d\d:\d\d$/.test(text) || !text.includes('T') ? text : `${text}Z`);
  return Number.isNaN(at) ? { unread: 'no-day', text } : new Date(at);
};

/** A formula that was computed to an empty text has a text without letters; one that was never computed has none. */
const isUncomputed = ({ formula, type, value }: RawCell): boolean =>
  formula !== undefined && (value === undefined || (value.trim() === '' && type !== 'str'));

const valueOfCell = (cell: RawCell, parts: WorkbookParts): SheetValue => {
  const { type, inline } = cell;
  if (isUncomputed(cell)) return { unread: 'formula', text: `=${cell.formula ?? ''}` };
  const value = type === 'str' ? (cell.value ?? '') : (cell.value ?? '').trim();
  if (type === 'inlineStr') return inline ?? value;
  if (value === '') return null;
  if (type === 'str') return value;
  if (type === 's') return parts.texts[Number(value)] ?? { unread: 'damaged', text: value };
  if (type === 'e') return { unread: 'error', text: value };
  if (type === 'b') return value === '1' || value === 'true';
  if (type === 'd') return dateOfText(value);
  return type === 'n' ? numberOf(value, cell, parts) : { unread: 'damaged', text: value };
};

/** Puts a value where the spreadsheet shows it; what lies between is empty. */
const put = (name: string, rows: SheetValue[][], cell: RawCell, parts: WorkbookParts): void => {
  const { row, column } = cell;
  const value = valueOfCell(cell, parts);
  if (isBlank(value)) return;
  parts.read.letters += typeof value === 'string' ? value.length : 0;
  parts.read.cells++;
  requireCellPlace(name, row, column, parts.read);
  while (rows.length <= row) rows.push([]);
  const own = rows[row] ?? [];
  while (own.length < column) own.push(null);
  if (!isBlank(own[column])) damaged(`sheet "${name}" gives one cell twice`);
  own[column] = value;
};

const startCell = (attribute: Attributes, row: number, column: number): RawCell => {
  const reference = attribute('r');
  const place = reference === undefined ? { row, column } : placeOf(reference);
  const style = Number(attribute('s') ?? 0);
  const rest = { value: undefined, formula: undefined, inline: undefined };
  return { ...place, type: attribute('t') ?? 'n', style, ...rest };
};

const rowNumber = (text: string | undefined, next: number): number => {
  if (text === undefined) return next;
  return /^[0-9]{1,15}$/.test(text) ? Number(text) - 1 : damaged('a row without a number');
};

const add = (before: string | undefined, more: string): string => {
  requireTextLength((before ?? '').length + more.length);
  return (before ?? '') + more;
};

/** The columns, from 0, that one description of columns hides; no column further out holds anything. */
const hiddenColumnsOf = (attribute: Attributes): number[] => {
  const [first, last] = [Number(attribute('min')), Math.min(Number(attribute('max')), LAST_COLUMN)];
  const isHidden = isTrue(attribute('hidden')) && Number.isInteger(first) && first >= 1;
  return isHidden ? Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first - 1 + i) : [];
};

/** Listens to what stands inside cells, and hands each on when it ends. */
const cellReader = (done: (cell: RawCell) => void) => {
  const inline = textCollector();
  let cell: RawCell | undefined;
  let reading: 'value' | 'formula' | undefined;
  return {
    begin: (started: RawCell) => {
      cell = started;
    },
    isInside: () => cell !== undefined,
    open: (tag: string, attribute: Attributes) => {
      if (cell === undefined) return;
      if (tag === 'v') [reading, cell.value] = ['value', add(cell.value, '')];
      else if (tag === 'f') [reading, cell.formula] = ['formula', add(cell.formula, '')];
      else inline.open(tag, attribute);
    },
    close: (tag: string) => {
      if (cell === undefined) return;
      if (tag === 'v' || tag === 'f') reading = undefined;
      else if (tag === 'is') cell.inline = inline.take();
      else if (tag !== 'c') inline.close(tag);
      else {
        done(cell);
        cell = undefined;
      }
    },
    text: (text: string) => {
      if (cell === undefined) return;
      if (reading === undefined) inline.text(text);
      else cell[reading] = add(cell[reading], text);
    },
  };
};

/**
 * Reads one worksheet: rows of values, and merged cells. A cell far outside what an import takes is refused before
 * anything of its size is made. Throws FILE_UNREADABLE, FILE_TOO_LARGE.
 */
export const readSheet = (
  name: string,
  part: Uint8Array,
  parts: WorkbookParts,
): Pick<SheetTable, 'rows' | 'merges' | 'hiddenRows' | 'hiddenColumns'> => {
  const rows: SheetValue[][] = [];
  const merges: Merge[] = [];
  const hiddenRows = new Set<number>();
  const hiddenColumns = new Set<number>();
  const cells = cellReader((cell) => put(name, rows, cell, parts));
  let [row, column] = [-1, -1];
  let inData = false;
  let isSheet = false;
  walkXml(part, {
    open: (tag, attribute) => {
      requireElement(parts.read);
      if (cells.isInside()) return cells.open(tag, attribute);
      if (ROOTS.includes(tag)) isSheet = true;
      if (tag === 'sheetData') inData = true;
      const merge = tag === 'mergeCell' && !inData ? mergeOf(attribute('ref') ?? '') : undefined;
      if (merge !== undefined) merges.push(merge);
      if (tag === 'col' && !inData) for (const one of hiddenColumnsOf(attribute)) hiddenColumns.add(one);
      if (inData && tag === 'row') {
        [row, column] = [rowNumber(attribute('r'), row + 1), -1];
        if (row < LAST_ROW && isTrue(attribute('hidden'))) hiddenRows.add(row);
      }
      if (!inData || tag !== 'c') return;
      const cell = startCell(attribute, row, column + 1);
      column = cell.column;
      cells.begin(cell);
    },
    close: (tag) => {
      if (tag === 'sheetData') inData = false;
      cells.close(tag);
    },
    text: cells.text,
  });
  if (!isSheet) damaged(`sheet "${name}" is none`);
  return { rows, merges, hiddenRows: [...hiddenRows], hiddenColumns: [...hiddenColumns] };
};
