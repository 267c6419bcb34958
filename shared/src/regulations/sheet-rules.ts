import type { CellValue } from '../marks/cell.ts';
import type { Finding } from '../marks/finding.ts';
import type { ClassList } from '../school/class-list.ts';
import { isPrimaryGrade } from '../school/curriculum/subjects-of-grade.ts';
import { type ColumnCode, type SheetId, type SheetTerm, sheetParts } from '../school/identifiers.ts';
import { type CellInput, formatCell, parseCellInput } from './circular-22-2021/sheet/cell-input.ts';
import {
  type ColumnKind,
  checkCell,
  columnKindOf,
  columnsOf,
  summerColumnsOf,
} from './circular-22-2021/sheet/columns.ts';
import { formatPrimaryCell, parsePrimaryInput } from './circular-27-2020/sheet/cell-input.ts';
import {
  checkPrimaryCell,
  type PrimaryColumn,
  type PrimaryColumnKind,
  type PrimarySheet,
  primaryColumnKindOf,
  primaryColumnsOf,
} from './circular-27-2020/sheet/columns.ts';

/**
 * What decides the columns of a sheet: its grade, subject and term, and in grades 6–12 how many regular marks
 * it has.
 */
export interface SheetPlace extends Omit<PrimarySheet, 'term'> {
  readonly term: SheetTerm;
  readonly regularMarks: number;
}

/**
 * Whether a sheet is one of a primary term. Primary pupils are helped and assessed again without a sheet of
 * their own: a summer sheet is of grades 6–12.
 */
export const isPrimaryPlace = (place: SheetPlace): place is SheetPlace & PrimarySheet =>
  isPrimaryGrade(place.grade) && place.term !== 'summer';

/** A re-test is of the summer alone, and the summer of nothing else. */
const isOfTerm = ({ subject, term }: SheetPlace, column: ColumnCode): boolean =>
  term === 'summer' ? summerColumnsOf(subject).includes(column) : column !== 'retest';

/** What a column takes under either regulation. */
export type SheetColumnKind = ColumnKind | PrimaryColumnKind;

/** The place of a sheet in its class; a subject the class is not taught has no regular marks. */
export const sheetPlaceOf = (classList: ClassList, sheet: SheetId): SheetPlace => {
  const { subject, term } = sheetParts(sheet);
  const taught = classList.subjects.find((one) => one.subject === subject);
  return { grade: classList.grade, subject, term, regularMarks: taught?.regularMarks ?? 0 };
};

/** The columns of a sheet in their order. Circular 22/2021, Art. 6–8 and 13–14; Circular 27/2020, Art. 7. */
export const sheetColumnsOf = (place: SheetPlace): ColumnCode[] =>
  isPrimaryPlace(place)
    ? primaryColumnsOf(place)
    : place.term !== 'summer'
      ? columnsOf(place.subject, place.regularMarks)
      : isPrimaryGrade(place.grade)
        ? []
        : summerColumnsOf(place.subject);

/** What a column of a sheet takes; undefined when a sheet of this grade has no such column. */
export const sheetColumnKindOf = (place: SheetPlace, column: ColumnCode): SheetColumnKind | undefined =>
  isPrimaryPlace(place)
    ? primaryColumnKindOf(place, column as PrimaryColumn)
    : isOfTerm(place, column)
      ? columnKindOf(place.subject, column)
      : undefined;

/**
 * What the rules of the sheet's grade say against a value in a column; a column of the other level of school, or of
 * another part of the year, is COLUMN_UNKNOWN. Codes: see `checkCell` and `checkPrimaryCell`.
 */
export const checkSheetCell = (place: SheetPlace, column: ColumnCode, value: CellValue): Finding[] =>
  isPrimaryPlace(place)
    ? checkPrimaryCell(place, column as PrimaryColumn, value)
    : isOfTerm(place, column)
      ? checkCell(place.subject, column, value)
      : [{ code: 'COLUMN_UNKNOWN', subject: place.subject, column }];

/** Reads what a person typed into a cell, by the rules of the sheet's grade; the typed text stays with the caller. */
export const parseSheetInput = (place: SheetPlace, column: ColumnCode, typed: string): CellInput =>
  isPrimaryPlace(place)
    ? parsePrimaryInput(place, column as PrimaryColumn, typed)
    : parseCellInput(place.subject, column, typed);

/** A cell's value as the grid shows it; what it shows can be typed again and gives the same value. */
export const formatSheetCell = (place: SheetPlace, column: ColumnCode, value: CellValue | null): string =>
  isPrimaryPlace(place)
    ? formatPrimaryCell(value, column as PrimaryColumn)
    : formatCell(value, place.subject, column);
