import type { CellValue } from '../../marks/cell.ts';
import type { SheetPlace } from '../../marks/sheet-place.ts';
import type { ProblemCode } from '../../problems.ts';
import { parseSheetInput } from '../../regulations/sheet-rules.ts';
import { SUBJECTS } from '../../school/curriculum/curriculum.ts';
import { isPrimaryGrade } from '../../school/curriculum/subjects-of-grade.ts';
import type { ColumnCode } from '../../school/identifiers.ts';
import { type Parsed, parseComment, parseScore } from '../workbook/cells.ts';
import { cellText, isUnread, type SheetValue } from '../workbook/sheet-table.ts';

/** Reads a spreadsheet cell as what a column of the sheet takes. */
export type MarkReader = (column: ColumnCode, value: SheetValue) => Parsed<CellValue>;

/** What is typed into a primary sheet is read as it is there; a spreadsheet's number counts as its digits. */
const primaryReader =
  (place: SheetPlace): MarkReader =>
  (column, value) => {
    if (value instanceof Date || typeof value === 'boolean') return { problem: 'MARK_WRONG_KIND' };
    const text = cellText(value);
    if (text === '') return { value: null };
    const input = parseSheetInput(place, column, text);
    return 'finding' in input ? { problem: input.finding.code as ProblemCode } : { value: input.value };
  };

/**
 * How the cells of a sheet are read: levels and whole points in grades 1–5, scores or comments from grade 6 on. An
 * error, a formula that was never computed and a percentage are CELL_UNREADABLE in all of them.
 */
export const markReaderOf = (place: SheetPlace): MarkReader => {
  const isComment = SUBJECTS[place.subject]?.mode === 'comment';
  const secondary: MarkReader = (_, value) => (isComment ? parseComment(value) : parseScore(value));
  const read = isPrimaryGrade(place.grade) ? primaryReader(place) : secondary;
  return (column, value) => (isUnread(value) ? { problem: 'CELL_UNREADABLE' } : read(column, value));
};
