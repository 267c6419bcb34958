import type { SchoolYear } from '../school/identifiers.ts';

/** The regulation a year is assessed by; `opaque` are signed pages of older regulations, shown and never recomputed. */
export type RuleSet = 'circular-22-2021' | 'circular-27-2020' | 'opaque';

/** The year in which a grade's first school year under its present regulation began, by grade from 1. */
const FIRST_YEAR = [2020, 2021, 2022, 2023, 2024, 2021, 2022, 2023, 2024, 2022, 2023, 2024];

/** Before this school year we know no table. */
const OLDEST_YEAR = 2020;

/**
 * The regulation for a grade in a school year: Circular 27/2020 in grades 1–5, Circular 22/2021 in grades 6–12, each
 * grade from its own year on, and older regulations before. Undefined for what no table covers.
 * By the timetable in the closing article of each circular.
 */
export const ruleSetOf = (grade: number, year: SchoolYear): RuleSet | undefined => {
  const [begins, ends] = year.split('-').map(Number);
  const first = FIRST_YEAR[grade - 1];
  if (begins === undefined || ends !== begins + 1 || begins < OLDEST_YEAR || first === undefined) {
    return undefined;
  }
  if (begins < first) return 'opaque';
  return grade <= 5 ? 'circular-27-2020' : 'circular-22-2021';
};
