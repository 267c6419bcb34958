import type { ProblemCode } from '../problems.ts';
import type { CellValue } from '../rules/cell.ts';
import { parseSheetInput, type SheetPlace } from '../rules/sheet-rules.ts';
import { SUBJECTS } from '../school/curriculum.ts';
import type { ColumnCode } from '../school/identifiers.ts';
import { isPrimaryGrade } from '../school/subjects-of-grade.ts';
import { cellText, type Parsed, parseComment, parseScore } from './cells.ts';
import type { SheetValue } from './header.ts';

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

/** How the cells of a sheet are read: levels and whole points in grades 1–5, scores or comments from grade 6 on. */
export const markReaderOf = (place: SheetPlace): MarkReader => {
  if (isPrimaryGrade(place.grade)) return primaryReader(place);
  const read = SUBJECTS[place.subject]?.mode === 'comment' ? parseComment : parseScore;
  return (_column, value) => read(value);
};
