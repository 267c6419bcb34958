import type { SubjectCode } from '../identifiers.ts';

/** Periods a year in each grade of a level of school. */
type Periods = readonly number[];

const LOWER: Readonly<Record<string, Periods>> = {
  van: [140, 140, 140, 140],
  toan: [140, 140, 140, 140],
  nn1: [105, 105, 105, 105],
  gdcd: [35, 35, 35, 35],
  lsdl: [105, 105, 105, 105],
  khtn: [140, 140, 140, 140],
  cn: [35, 35, 52, 52],
  tin: [35, 35, 35, 35],
  nn2: [105, 105, 105, 105],
  'tieng-dtts': [105, 105, 105, 105],
  gdtc: [70, 70, 70, 70],
  nt: [70, 70, 70, 70],
  hdtn: [105, 105, 105, 105],
  gddp: [35, 35, 35, 35],
};

/** Grades 10 to 12 have equal numbers; a subject's learning topics (35 periods) are not counted with it. */
const UPPER: Readonly<Record<string, number>> = {
  van: 105,
  toan: 105,
  nn1: 105,
  su: 52,
  gdqp: 35,
  dia: 70,
  gdktpl: 70,
  ly: 70,
  hoa: 70,
  sinh: 70,
  cn: 70,
  tin: 70,
  nn2: 105,
  'tieng-dtts': 105,
  gdtc: 70,
  'am-nhac': 70,
  'mi-thuat': 70,
  hdtn: 105,
  gddp: 35,
};

/**
 * Periods a year of a subject in grades 6–12; 0 where the grade does not have it. Circular 32/2018 as amended by
 * 13/2022 and 17/2025.
 */
export const periodsOf = (subject: SubjectCode, grade: number): number => {
  // `constructor` has the form of a subject code and must not be found on a table's prototype.
  if (grade >= 10 && grade <= 12) return Object.hasOwn(UPPER, subject) ? (UPPER[subject] ?? 0) : 0;
  return Object.hasOwn(LOWER, subject) ? (LOWER[subject]?.[grade - 6] ?? 0) : 0;
};
