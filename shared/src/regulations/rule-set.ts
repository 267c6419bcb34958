import type { SchoolYear } from '../school/identifiers.ts';

/** One regulation: the grades it is for, each with the school year (its first calendar year) from which it is. */
interface Row {
  readonly regulation: string;
  readonly from: Readonly<Record<number, number>>;
}

const YEARS_OF_27 = { 1: 2020, 2: 2021, 3: 2022, 4: 2023, 5: 2024 };
const YEARS_OF_22 = { 6: 2021, 7: 2022, 8: 2023, 9: 2024, 10: 2022, 11: 2023, 12: 2024 };

/** Before this school year we know no table. */
const OLDEST_YEAR = 2020;

const fromYear = (year: number, grades: readonly number[]): Row['from'] =>
  Object.fromEntries(grades.map((grade) => [grade, year]));

/**
 * Grade × school year → regulation, each grade from its own year on until a later row has it. By the timetable in the
 * closing article of each circular. Years under Circular 30/2014 (amended by 22/2016) and Circular 58/2011 (amended by
 * 26/2020) are signed pages: shown, and never recomputed.
 */
const TABLE = [
  { regulation: 'circular-30-2014', from: fromYear(OLDEST_YEAR, [1, 2, 3, 4, 5]) },
  { regulation: 'circular-58-2011', from: fromYear(OLDEST_YEAR, [6, 7, 8, 9, 10, 11, 12]) },
  { regulation: 'circular-27-2020', from: YEARS_OF_27 },
  { regulation: 'circular-22-2021', from: YEARS_OF_22 },
] as const satisfies readonly Row[];

/** The regulation a year is assessed by. */
export type RuleSet = (typeof TABLE)[number]['regulation'];

/** The regulations whose years are signed pages. */
const OPAQUE = ['circular-30-2014', 'circular-58-2011'] as const satisfies readonly RuleSet[];

/** A regulation that years are computed by. */
export type Regulation = Exclude<RuleSet, (typeof OPAQUE)[number]>;

const isComputed = (rules: RuleSet): rules is Regulation => !(OPAQUE as readonly string[]).includes(rules);

const beginOf = (year: SchoolYear): number | undefined => {
  const begins = Number(year.slice(0, 4));
  return Number(year.slice(5)) === begins + 1 ? begins : undefined;
};

const LAST_GRADE = 12;

/** The rows of each grade, the earliest first: a cell asks for its regulation with every keystroke. */
const ROWS_OF_GRADE = Array.from({ length: LAST_GRADE + 1 }, (_, grade) =>
  (TABLE as readonly (Row & { readonly regulation: RuleSet })[])
    .flatMap(({ regulation, from }) => {
      const since = from[grade];
      return since === undefined ? [] : [{ regulation, since }];
    })
    .sort((a, b) => a.since - b.since),
);

/** The regulation that a grade came under last, up to a year. */
const rowOf = (grade: number, begins: number): RuleSet | undefined =>
  ROWS_OF_GRADE[grade]?.findLast(({ since }) => since <= begins)?.regulation;

/** The regulation for a grade in a school year; undefined for what no table covers. */
export const ruleSetOf = (grade: number, year: SchoolYear): RuleSet | undefined => {
  const begins = beginOf(year);
  return begins === undefined ? undefined : rowOf(grade, begins);
};

/** The regulation that computes a grade's school year; undefined where none of ours does. */
export const regulationOf = (grade: number, year: SchoolYear): Regulation | undefined => {
  const rules = ruleSetOf(grade, year);
  return rules === undefined || !isComputed(rules) ? undefined : rules;
};

/** Later than every row of the table. */
const PRESENT = 9999;

/** Of a grade that is none, and of sheets that lie before the table. */
const FALLBACK: Regulation = 'circular-22-2021';

/**
 * The regulation whose sheets a class has. A year that no regulation of ours computes has the sheets of the grade's
 * present one: they take marks, and the record says RULES_UNKNOWN.
 */
export const sheetRegulationOf = (grade: number, year: SchoolYear): Regulation => {
  const present = rowOf(grade, PRESENT);
  return regulationOf(grade, year) ?? (present !== undefined && isComputed(present) ? present : FALLBACK);
};
