import type { SheetPlace } from '../../../marks/sheet-place.ts';
import { regularMarksOf } from '../../../school/curriculum/curriculum.ts';
import type { ColumnCode } from '../../../school/identifiers.ts';
import type { SheetRules } from '../../regulation.ts';
import { checkSummerRow } from '../summer/check-summer-row.ts';
import { formatCell, parseCellInput } from './cell-input.ts';
import { checkRow } from './check-row.ts';
import { checkCell, columnKindOf, columnsOf, summerColumnsOf } from './columns.ts';

/** A re-test is of the summer alone, and the summer of nothing else. */
const isOfTerm = ({ subject, term }: SheetPlace, column: ColumnCode): boolean =>
  term === 'summer' ? summerColumnsOf(subject).includes(column) : column !== 'retest';

/** The sheets of grades 6–12: a term's marks of a subject, the homeroom teacher's, and those of the summer. */
export const sheets: SheetRules = {
  columns: ({ subject, term, regularMarks }) =>
    term === 'summer' ? summerColumnsOf(subject) : columnsOf(subject, regularMarks),
  kindOf: (place, column) => (isOfTerm(place, column) ? columnKindOf(place.subject, column) : undefined),
  parse: ({ subject }, column, typed) => parseCellInput(subject, column, typed),
  format: ({ subject }, column, value) => formatCell(value, subject, column),
  check: (place, column, value) =>
    isOfTerm(place, column)
      ? checkCell(place.subject, column, value)
      : [{ code: 'COLUMN_UNKNOWN', subject: place.subject, column }],
  regularMarks: (subject, grade, topics) => regularMarksOf(subject, grade, topics && grade >= 10),
  checkRow: ({ subject, term, regularMarks }, student, row) =>
    term === 'summer'
      ? checkSummerRow(student.id, subject, row)
      : checkRow(student, subject, term, regularMarks, row),
};
