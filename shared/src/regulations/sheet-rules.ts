import type { CellValue } from '../marks/cell.ts';
import type { CellInput } from '../marks/cell-input.ts';
import type { ColumnKind } from '../marks/column.ts';
import type { Finding } from '../marks/finding.ts';
import type { RowValues } from '../marks/row-values.ts';
import type { SheetPlace } from '../marks/sheet-place.ts';
import type { ClassStudent } from '../school/class-list.ts';
import type { ColumnCode, SubjectCode } from '../school/identifiers.ts';
import { sheets as circular22 } from './circular-22-2021/sheet/sheets.ts';
import { sheets as circular27 } from './circular-27-2020/sheet/sheets.ts';
import type { SheetRules } from './regulation.ts';
import { type Regulation, sheetRegulationOf } from './rule-set.ts';

/** The rules of each regulation about sheets. */
const SHEETS: Readonly<Record<Regulation, SheetRules>> = {
  'circular-22-2021': circular22,
  'circular-27-2020': circular27,
};

type Asked = Pick<SheetPlace, 'grade' | 'year'>;

const rulesOf = ({ grade, year }: Asked): SheetRules => SHEETS[sheetRegulationOf(grade, year)];

/** The columns of a sheet in their order; empty where the regulation has no sheet of this kind. */
export const sheetColumnsOf = (place: SheetPlace): ColumnCode[] => rulesOf(place).columns(place);

/** The values that a column of a sheet takes; undefined when a sheet of this grade has no such column. */
export const sheetColumnKindOf = (place: SheetPlace, column: ColumnCode): ColumnKind | undefined =>
  rulesOf(place).kindOf(place, column);

/**
 * What the regulation of the sheet says against a value in a column; a column of another regulation, or of another part
 * of the year, is COLUMN_UNKNOWN.
 */
export const checkSheetCell = (place: SheetPlace, column: ColumnCode, value: CellValue): Finding[] =>
  rulesOf(place).check(place, column, value);

/** The findings that keep one pupil's row of a sheet from being complete; nothing for cells that are empty by right. */
export const checkSheetRow = (place: SheetPlace, student: ClassStudent, row: RowValues): Finding[] =>
  rulesOf(place).checkRow(place, student, row);

/** Reads what a person typed into a cell, by the sheet's regulation; the typed text stays with the caller. */
export const parseSheetInput = (place: SheetPlace, column: ColumnCode, typed: string): CellInput =>
  rulesOf(place).parse(place, column, typed);

/** A cell's value as the grid shows it; what it shows can be typed again and gives the same value. */
export const formatSheetCell = (place: SheetPlace, column: ColumnCode, value: CellValue | null): string =>
  rulesOf(place).format(place, column, value);

/** How many regular marks a subject of a new class has in a term, by the regulation of its grade and year. */
export const regularMarksIn = (asked: Asked, subject: SubjectCode, topics: boolean): number =>
  rulesOf(asked).regularMarks(subject, asked.grade, topics);
