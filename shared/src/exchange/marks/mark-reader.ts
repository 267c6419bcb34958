import type { CellValue } from '../../marks/cell.ts';
import type { ColumnKind } from '../../marks/column.ts';
import type { SheetPlace } from '../../marks/sheet-place.ts';
import type { ProblemCode } from '../../problems.ts';
import { parseSheetInput, sheetColumnKindOf } from '../../regulations/sheet-rules.ts';
import type { ColumnCode } from '../../school/identifiers.ts';
import { type Parsed, parseComment, parseScore } from '../workbook/cells.ts';
import { cellText, isUnread, type SheetValue } from '../workbook/sheet-table.ts';

/** Reads a spreadsheet cell as what a column of the sheet takes. */
export type MarkReader = (column: ColumnCode, value: SheetValue) => Parsed<CellValue>;

/** A text that is typed into a column is read as it is on the screen; a spreadsheet's number counts as its digits. */
const typedReader =
  (place: SheetPlace): MarkReader =>
  (column, value) => {
    if (value instanceof Date || typeof value === 'boolean') return { problem: 'MARK_WRONG_KIND' };
    const text = cellText(value);
    if (text === '') return { value: null };
    const input = parseSheetInput(place, column, text);
    return 'finding' in input ? { problem: input.finding.code as ProblemCode } : { value: input.value };
  };

/** Scores and comments stand in spreadsheets as programs write them, and not only as people type them. */
const READERS: Partial<Record<ColumnKind, (value: SheetValue) => Parsed<CellValue>>> = {
  score: parseScore,
  comment: parseComment,
};

/**
 * How the cells of a sheet are read, by what each column takes. An error, a formula that was never computed and a
 * percentage are CELL_UNREADABLE in all of them.
 */
export const markReaderOf = (place: SheetPlace): MarkReader => {
  const typed = typedReader(place);
  return (column, value) => {
    if (isUnread(value)) return { problem: 'CELL_UNREADABLE' };
    const read = READERS[sheetColumnKindOf(place, column) ?? 'text'];
    return read === undefined ? typed(column, value) : read(value);
  };
};
