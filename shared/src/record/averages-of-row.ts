import type { CellValue } from '../rules/cell.ts';
import { termAverage } from '../rules/circular-22-2021/averages.ts';
import { commentResult } from '../rules/circular-22-2021/comment-result.ts';
import { columnsOf } from '../rules/columns.ts';
import { SUBJECTS } from '../school/curriculum.ts';
import type { SubjectCode } from '../school/identifiers.ts';
import type { SheetCells } from './sheet-state.ts';
import type { SubjectResult } from './year-record.ts';

/** Values of one pupil's row by column; what is missing or null is an empty cell. */
export type RowValues = Readonly<Record<string, CellValue | null | undefined>>;

/** The bare values of a row of a folded sheet. */
export const valuesOfRow = (cells: SheetCells[string] | undefined): RowValues =>
  Object.fromEntries(Object.entries(cells ?? {}).map(([column, [value]]) => [column, value]));

const isScore = (value: CellValue | null | undefined): value is number =>
  typeof value === 'number' && value >= 0 && value <= 100;

/**
 * The term result of one row as the transcript will show it: average in tenths or Đ/CĐ; null until every column
 * holds a mark. Circular 22/2021, Art. 9.
 */
export const averageOfRow = (
  subject: SubjectCode,
  regularMarks: number,
  row: RowValues,
): SubjectResult | null => {
  const mode = SUBJECTS[subject]?.mode;
  const values = columnsOf(subject, regularMarks).map((column) => row[column]);
  if (mode === 'comment') {
    const results = values.filter((value) => value === 'Đ' || value === 'CĐ');
    return results.length === values.length ? commentResult(results) : null;
  }
  const marks = values.filter(isScore);
  if (mode !== 'score' || marks.length !== values.length) return null;
  return termAverage(marks.slice(0, -2), marks.at(-2) ?? 0, marks.at(-1) ?? 0);
};
