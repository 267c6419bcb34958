import type { ClassList } from '../school/class-list.ts';
import {
  type SchoolYear,
  type SheetId,
  type SheetTerm,
  type SubjectCode,
  sheetParts,
} from '../school/identifiers.ts';

/**
 * What decides the columns of a sheet: the grade and the school year, which decide the regulation, then the subject, the
 * term, and how many regular marks the class has.
 */
export interface SheetPlace {
  readonly grade: number;
  readonly year: SchoolYear;
  readonly subject: SubjectCode;
  readonly term: SheetTerm;
  readonly regularMarks: number;
}

/** The place of a sheet in its class; a subject the class is not taught has no regular marks. */
export const sheetPlaceOf = (classList: ClassList, sheet: SheetId): SheetPlace => {
  const { grade, year } = classList;
  const { subject, term } = sheetParts(sheet);
  const taught = classList.subjects.find((one) => one.subject === subject);
  return { grade, year, subject, term, regularMarks: taught?.regularMarks ?? 0 };
};
