import type { SheetPlace } from '../../../marks/sheet-place.ts';
import type { SheetRules } from '../../regulation.ts';
import { formatPrimaryCell, parsePrimaryInput } from './cell-input.ts';
import { checkPrimaryRow } from './check-primary-row.ts';
import {
  checkPrimaryCell,
  type PrimaryColumn,
  type PrimarySheet,
  primaryColumnKindOf,
  primaryColumnsOf,
} from './columns.ts';

/** Pupils are helped and assessed again without a sheet of their own: there is none of the summer. */
const isOfTerm = (place: SheetPlace): place is SheetPlace & PrimarySheet => place.term !== 'summer';

/** The sheets of grades 1–5: levels, tests and remarks of a subject, and the homeroom teacher's. */
export const sheets: SheetRules = {
  columns: (place) => (isOfTerm(place) ? primaryColumnsOf(place) : []),
  kindOf: (place, column) =>
    isOfTerm(place) ? primaryColumnKindOf(place, column as PrimaryColumn) : undefined,
  parse: (place, column, typed) =>
    isOfTerm(place)
      ? parsePrimaryInput(place, column as PrimaryColumn, typed)
      : { finding: { code: 'COLUMN_UNKNOWN', subject: place.subject, column } },
  format: (_, column, value) => formatPrimaryCell(value, column as PrimaryColumn),
  check: (place, column, value) =>
    isOfTerm(place)
      ? checkPrimaryCell(place, column as PrimaryColumn, value)
      : [{ code: 'COLUMN_UNKNOWN', subject: place.subject, column }],
  regularMarks: () => 0,
  checkRow: (place, student, row) => (isOfTerm(place) ? checkPrimaryRow(student, place, row) : []),
};
