import type { LocalDate, SchoolYear } from './identifiers.ts';

/** The first day that belongs to a school year: classes are made up in the summer before it opens. */
export const firstDayOf = (year: SchoolYear): LocalDate => `${year.slice(0, 4)}-06-01` as LocalDate;

/** The last day of a school year: tests are repeated in the summer after it. */
export const lastDayOf = (year: SchoolYear): LocalDate => `${year.slice(5)}-08-31` as LocalDate;
