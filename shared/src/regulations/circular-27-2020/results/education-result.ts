import type { Condition, Derivation, DerivedInput } from '../../../marks/derivation.ts';
import type { Finding } from '../../../marks/finding.ts';
import type { SubjectCode, TraitCode } from '../../../school/identifiers.ts';
import { articleOf27 } from '../article.ts';
import {
  isSubjectLevel,
  isTraitLevel,
  SUBJECT_LEVELS,
  type SubjectLevel,
  TRAIT_LEVELS,
  type TraitLevel,
} from '../levels.ts';
import { type TestScale, USUAL_SCALE } from '../sheet/columns.ts';
import { decideTest } from '../sheet/periodic-tests.ts';
import { traitsOf } from '../traits.ts';
import { checkPoint, type PupilAtPoint } from './check-point.ts';

/** Result of the year: Hoàn thành xuất sắc, Hoàn thành tốt, Hoàn thành, Chưa hoàn thành. */
export type Outcome = 'HTXS' | 'HTT' | 'HT' | 'CHT';

/** The four results of the year, the best first. Circular 27/2020, Art. 9(2)(a). */
export const OUTCOMES: Readonly<Record<Outcome, { readonly vi: string; readonly en: string }>> = {
  HTXS: { vi: 'Hoàn thành xuất sắc', en: 'Completed with excellence' },
  HTT: { vi: 'Hoàn thành tốt', en: 'Completed well' },
  HT: { vi: 'Hoàn thành', en: 'Completed' },
  CHT: { vi: 'Chưa hoàn thành', en: 'Not completed' },
};

/**
 * What an outcome asks of every subject, every quality and competence, and every test at the end of the year
 * (tenths).
 */
export interface OutcomeCondition {
  readonly outcome: Exclude<Outcome, 'CHT'>;
  readonly subjects: readonly SubjectLevel[];
  readonly traits: readonly TraitLevel[];
  readonly lowestTest: number;
}

/** The conditions, the highest first; who meets none has not completed. Circular 27/2020, Art. 9(2)(a). */
export const OUTCOME_CONDITIONS: readonly OutcomeCondition[] = [
  { outcome: 'HTXS', subjects: ['T'], traits: ['T'], lowestTest: 90 },
  { outcome: 'HTT', subjects: ['T'], traits: ['T'], lowestTest: 70 },
  { outcome: 'HT', subjects: ['T', 'H'], traits: ['T', 'Đ'], lowestTest: 50 },
];

/**
 * The values that the result looks at, all of the end of the year; a subject without a test has none. Tests in tenths.
 */
export interface YearEnd {
  readonly subjects: readonly { readonly subject: SubjectCode; readonly level: SubjectLevel }[];
  readonly traits: readonly { readonly trait: TraitCode; readonly level: TraitLevel }[];
  readonly tests: readonly { readonly subject: SubjectCode; readonly score: number }[];
}

/** One outcome held against a pupil: what it asks, and what stands against it. */
export interface OutcomeTrial {
  readonly condition: OutcomeCondition;
  readonly against: {
    readonly subjects: readonly SubjectCode[];
    readonly traits: readonly TraitCode[];
    readonly tests: readonly SubjectCode[];
  };
  readonly met: boolean;
}

const tryOutcome = (condition: OutcomeCondition, { subjects, traits, tests }: YearEnd): OutcomeTrial => {
  const against = {
    subjects: subjects.filter(({ level }) => !condition.subjects.includes(level)).map((s) => s.subject),
    traits: traits.filter(({ level }) => !condition.traits.includes(level)).map((t) => t.trait),
    tests: tests.filter(({ score }) => score < condition.lowestTest).map((t) => t.subject),
  };
  return { condition, against, met: Object.values(against).every((list) => list.length === 0) };
};

/** The result of a year from levels and tests that are all there. Circular 27/2020, Art. 9(2)(a). */
export const decideOutcome = (yearEnd: YearEnd): Outcome =>
  OUTCOME_CONDITIONS.find((condition) => tryOutcome(condition, yearEnd).met)?.outcome ?? 'CHT';

/** Result of the year (đánh giá kết quả giáo dục), how it came about, and every point that needs a person. */
export interface EducationResult {
  /** Null while something is missing, and by right for pupils who are not assessed. */
  readonly outcome: Outcome | null;
  readonly status: 'computed' | 'incomplete' | 'not-assessed';
  /** Each outcome held against the pupil, the highest first, with what stands against it; empty unless computed. */
  readonly trials: readonly OutcomeTrial[];
  readonly derivation: Derivation<Outcome | null>;
  readonly findings: readonly Finding[];
}

/** Points to look at, and a score that does not count: neither changes the result. */
const IN_NOBODYS_WAY = ['TEST_UNUSUAL', 'TEST_NOT_HELD'];

const yearEndOf = ({ grade, subjects, traits }: PupilAtPoint): YearEnd => {
  const assessed = subjects.filter(({ exempt }) => !exempt);
  return {
    subjects: assessed.flatMap(({ subject, level }) => (isSubjectLevel(level) ? [{ subject, level }] : [])),
    traits: traitsOf(grade).flatMap((trait) => {
      const level = traits[trait];
      return isTraitLevel(level) ? [{ trait, level }] : [];
    }),
    tests: assessed.flatMap(({ subject, test }) =>
      typeof test === 'number' && decideTest(subject, grade, 'end-year').due
        ? [{ subject, score: test }]
        : [],
    ),
  };
};

/** Levels under the name of the subject, quality or competence; tests under the subject's column `ck`, in tenths. */
const inputsOf = ({ subjects, traits, tests }: YearEnd): DerivedInput[] => [
  ...subjects.map(({ subject, level }) => ({ name: subject, value: level })),
  ...tests.map(({ subject, score }) => ({ name: `${subject}:ck`, value: score })),
  ...traits.map(({ trait, level }) => ({ name: trait, value: level })),
];

const lowest = (order: readonly string[], levels: readonly string[]): string | null =>
  order.findLast((level) => levels.includes(level)) ?? null;

/** The three conditions of one outcome, each by the lowest value it found. */
const conditionsOf = ({ condition, against }: OutcomeTrial, yearEnd: YearEnd): Condition[] => {
  const level = condition.outcome;
  const scores = yearEnd.tests.map(({ score }) => score);
  return [
    {
      name: 'subjects',
      level,
      found: lowest(
        Object.keys(SUBJECT_LEVELS),
        yearEnd.subjects.map((s) => s.level),
      ),
      atLeast: condition.subjects.at(-1) ?? null,
      holds: against.subjects.length === 0,
    },
    {
      name: 'traits',
      level,
      found: lowest(
        Object.keys(TRAIT_LEVELS),
        yearEnd.traits.map((t) => t.level),
      ),
      atLeast: condition.traits.at(-1) ?? null,
      holds: against.traits.length === 0,
    },
    {
      name: 'tests',
      level,
      found: scores.length === 0 ? null : Math.min(...scores),
      atLeast: condition.lowestTest,
      holds: against.tests.length === 0,
    },
  ];
};

/**
 * A pupil's result of the year from the assessment at the end of the year, and from nothing before it: the test of
 * term I does not count. Never throws; what keeps it from being known is in the findings. Circular 27/2020,
 * Art. 9(2)(a); Art. 8 for disabled pupils.
 */
export const computeEducationResult = (
  pupil: PupilAtPoint & { readonly point: 'end-year' },
  scale: TestScale = USUAL_SCALE,
): EducationResult => {
  const found = checkPoint(pupil, scale);
  const yearEnd = yearEndOf(pupil);
  // A pupil who is exempt from every subject is not a pupil who is not assessed; a person must say which it is.
  const isBare = found.length === 0 && !pupil.notAssessed && yearEnd.subjects.length === 0;
  const findings: Finding[] = isBare ? [{ code: 'LEVEL_MISSING', term: 'hk2' }] : found;
  const isOpen = findings.some(({ code }) => !IN_NOBODYS_WAY.includes(code));
  if (!isOpen && pupil.notAssessed) {
    const derivation = { rule: 'not-assessed', article: articleOf27(8), inputs: [], result: null };
    return { outcome: null, status: 'not-assessed', trials: [], derivation, findings };
  }
  const known = { rule: 'education-result', article: articleOf27(9, 2), inputs: inputsOf(yearEnd) };
  if (isOpen) {
    const derivation = { ...known, result: null };
    return { outcome: null, status: 'incomplete', trials: [], derivation, findings };
  }
  const trials = OUTCOME_CONDITIONS.map((condition) => tryOutcome(condition, yearEnd));
  const outcome = decideOutcome(yearEnd);
  const conditions = trials.flatMap((trial) => conditionsOf(trial, yearEnd));
  const derivation = { ...known, conditions, result: outcome };
  return { outcome, status: 'computed', trials, derivation, findings };
};
