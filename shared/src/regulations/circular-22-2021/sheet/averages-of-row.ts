import type { CellValue } from '../../../marks/cell.ts';
import type { Derivation } from '../../../marks/derivation.ts';
import type { RowValues } from '../../../marks/row-values.ts';
import type { SubjectResult } from '../../../marks/subject-result.ts';
import { SUBJECTS } from '../../../school/curriculum/curriculum.ts';
import type { ColumnCode, SubjectCode } from '../../../school/identifiers.ts';
import { explainTermAverage, termAverage } from '../results/averages.ts';
import { type CommentResult, commentResult, explainCommentResult } from '../results/comment-result.ts';
import { columnsOf } from './columns.ts';

type Marks =
  | { readonly mode: 'score'; readonly regular: readonly number[]; readonly gk: number; readonly ck: number }
  | { readonly mode: 'comment'; readonly results: readonly CommentResult[] };

const isScore = (value: CellValue | null | undefined): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 100;

/** A row's values in the order of the columns, or undefined while one is not what the subject takes. */
const readAll = <Value extends CellValue>(
  row: RowValues,
  columns: readonly ColumnCode[],
  takes: (value: CellValue | null | undefined) => value is Value,
): Value[] | undefined => {
  const values: Value[] = [];
  for (const column of columns) {
    const value = row[column];
    if (!takes(value)) return undefined;
    values.push(value);
  }
  return values;
};

const isComment = (value: CellValue | null | undefined): value is CommentResult =>
  value === 'Đ' || value === 'CĐ';

const marksOf = (subject: SubjectCode, columns: readonly ColumnCode[], row: RowValues): Marks | undefined => {
  const mode = SUBJECTS[subject]?.mode;
  if (mode === 'comment') {
    const results = readAll(row, columns, isComment);
    return results && { mode, results };
  }
  const marks = mode === 'score' ? readAll(row, columns, isScore) : undefined;
  const [gk, ck] = marks?.splice(-2) ?? [];
  if (marks === undefined || gk === undefined || ck === undefined) return undefined;
  return { mode: 'score', regular: marks, gk, ck };
};

/**
 * The term result of one row as the transcript will show it: average in tenths or Đ/CĐ; null until every column
 * holds a mark. Circular 22/2021, Art. 9.
 */
export const averageOfRow = (
  subject: SubjectCode,
  regularMarks: number,
  row: RowValues,
): SubjectResult | null => {
  const marks = marksOf(subject, columnsOf(subject, regularMarks), row);
  if (marks === undefined) return null;
  return marks.mode === 'comment'
    ? commentResult(marks.results)
    : termAverage(marks.regular, marks.gk, marks.ck);
};

/** The term result of one row with the marks, weights and division behind it; null until every column holds a mark. */
export const explainAverageOfRow = (
  subject: SubjectCode,
  regularMarks: number,
  row: RowValues,
): Derivation<SubjectResult> | null => {
  const marks = marksOf(subject, columnsOf(subject, regularMarks), row);
  if (marks === undefined) return null;
  return marks.mode === 'comment'
    ? explainCommentResult(marks.results)
    : explainTermAverage(marks.regular, marks.gk, marks.ck);
};
