import type { SchoolYear } from '../school/identifiers.ts';

/**
 * The regulation a year is assessed by. Years under the older ones, Circular 58/2011 (amended by 26/2020) and Circular
 * 30/2014 (amended by 22/2016), are signed pages: shown, and never recomputed.
 */
export type RuleSet = 'circular-22-2021' | 'circular-27-2020' | 'circular-58-2011' | 'circular-30-2014';

/** The year in which a grade's first school year under its present regulation began, by grade from 1. */
const FIRST_YEAR = [2020, 2021, 2022, 2023, 2024, 2021, 2022, 2023, 2024, 2022, 2023, 2024];

/** Before this school year we know no table. */
const OLDEST_YEAR = 2020;

/**
 * The regulation for a grade in a school year: Circular 27/2020 in grades 1–5, Circular 22/2021 in grades 6–12, each
 * grade from its own year on, and Circulars 30/2014 and 58/2011 before. Undefined for what no table covers.
 * By the timetable in the closing article of each circular.
 */
export const ruleSetOf = (grade: number, year: SchoolYear): RuleSet | undefined => {
  const [begins, ends] = year.split('-').map(Number);
  const first = FIRST_YEAR[grade - 1];
  if (begins === undefined || ends !== begins + 1 || begins < OLDEST_YEAR || first === undefined) {
    return undefined;
  }
  if (begins < first) return grade <= 5 ? 'circular-30-2014' : 'circular-58-2011';
  return grade <= 5 ? 'circular-27-2020' : 'circular-22-2021';
};
