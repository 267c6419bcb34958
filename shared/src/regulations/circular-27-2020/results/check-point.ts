import type { CellValue } from '../../../marks/cell.ts';
import type { Finding } from '../../../marks/finding.ts';
import { primaryPeriodsOf, primarySubjectsOf } from '../../../school/curriculum/curriculum-primary.ts';
import { HOMEROOM, type SubjectCode, type TraitCode } from '../../../school/identifiers.ts';
import { isSubjectLevel, type SubjectLevel } from '../levels.ts';
import { POINTS, type Point } from '../points.ts';
import { checkPrimaryCell, type PrimaryColumn, type TestScale, USUAL_SCALE } from '../sheet/columns.ts';
import { decideTest } from '../sheet/periodic-tests.ts';
import { TRAITS, traitsOf } from '../traits.ts';

/** One subject of a pupil at a point: level, and the score of the periodic test in tenths; null is an empty cell. */
export interface SubjectAtPoint {
  readonly subject: SubjectCode;
  readonly level: CellValue | null;
  readonly test: CellValue | null;
  readonly exempt?: boolean;
}

/** Everything a pupil is assessed in at one point of the year; `notAssessed` for disabled pupils by right. */
export interface PupilAtPoint {
  readonly grade: number;
  readonly point: Point;
  readonly subjects: readonly SubjectAtPoint[];
  readonly traits: Readonly<Partial<Record<TraitCode, CellValue | null>>>;
  readonly notAssessed?: boolean;
}

/**
 * Scores in tenths that are unusual beside a level: the lowest that is not, and where those that are not end. The circular forbids none of them;
 * it lets the school give another test. Drawn from the lowest scores of the result of the year (Art. 9(2)(a)), where
 * good completion goes with 7 and completion with 5.
 */
const EXPECTED: Readonly<Record<SubjectLevel, readonly [number, number]>> = {
  T: [70, 101],
  H: [50, 101],
  C: [0, 50],
};

/**
 * Whether a test, in tenths, is unusual beside a level: the level, and the scores that go with it. Undefined if nothing
 * is unusual, or if the level or the score is missing.
 */
export const unusualTest = (
  level: CellValue | null,
  test: CellValue | null,
): { readonly level: SubjectLevel; readonly from: number; readonly below: number } | undefined => {
  if (!isSubjectLevel(level) || typeof test !== 'number') return undefined;
  const [from, below] = EXPECTED[level];
  return test < from || test >= below ? { level, from, below } : undefined;
};

/**
 * The subjects to look at, in the order given: those there are, then what the grade must have and nobody entered.
 */
const withMandatory = ({ grade, subjects }: PupilAtPoint): SubjectAtPoint[] => {
  const given = new Set(subjects.map(({ subject }) => subject));
  const absent = primarySubjectsOf(grade).filter((subject) => !given.has(subject));
  return [...subjects, ...absent.map((subject) => ({ subject, level: null, test: null }))];
};

const checkTest = (pupil: PupilAtPoint, line: SubjectAtPoint, scale: TestScale): Finding[] => {
  const { term, half } = POINTS[pupil.point];
  const { subject, test, level } = line;
  if (test === null) {
    const { due } = decideTest(subject, pupil.grade, pupil.point);
    return due ? [{ code: 'TEST_MISSING', subject, term, column: half }] : [];
  }
  const faults = checkPrimaryCell({ grade: pupil.grade, subject, term }, half, test, scale);
  if (faults.length > 0) return faults;
  if (test === 'V') return [{ code: 'MARK_ABSENT', subject, term, column: half, value: test }];
  return unusualTest(level, test) === undefined
    ? []
    : [{ code: 'TEST_UNUSUAL', subject, term, column: half, value: test }];
};

const checkSubject = (pupil: PupilAtPoint, line: SubjectAtPoint, scale: TestScale): Finding[] => {
  const { term, half } = POINTS[pupil.point];
  const { subject, level, exempt } = line;
  if (primaryPeriodsOf(subject, pupil.grade) === 0) return [{ code: 'SUBJECT_UNKNOWN', subject, term }];
  if (exempt) return [];
  const column: PrimaryColumn = `${half}-level`;
  const faults: Finding[] =
    level === null
      ? [{ code: 'LEVEL_MISSING', subject, term, column }]
      : checkPrimaryCell({ grade: pupil.grade, subject, term }, column, level, scale);
  return [...faults, ...checkTest(pupil, line, scale)];
};

const checkTraits = ({ grade, point, traits }: PupilAtPoint): Finding[] => {
  const { term, half } = POINTS[point];
  const due = traitsOf(grade);
  const codes = (Object.keys(TRAITS) as TraitCode[]).filter((code) => due.includes(code) || traits[code]);
  return codes.flatMap((code): Finding[] => {
    const column: PrimaryColumn = `${half}-${code}`;
    const level = traits[code] ?? null;
    return level === null
      ? [{ code: 'LEVEL_MISSING', subject: HOMEROOM, term, column }]
      : checkPrimaryCell({ grade, subject: HOMEROOM, term }, column, level);
  });
};

/**
 * What is missing, refused or unusual in a pupil's assessment at a point: LEVEL_MISSING, TEST_MISSING, MARK_ABSENT (a
 * test to make up), TEST_NOT_HELD, SUBJECT_UNKNOWN, RULES_UNKNOWN for other grades, TEST_UNUSUAL (to look at; it keeps
 * nothing from being final), and what `checkPrimaryCell` says. Nothing for what is empty by right: a subject the pupil
 * is exempt from, and all of a pupil who is not assessed. Circular 27/2020, Art. 7 and 8.
 */
export const checkPoint = (pupil: PupilAtPoint, scale: TestScale = USUAL_SCALE): Finding[] => {
  if (traitsOf(pupil.grade).length === 0) return [{ code: 'RULES_UNKNOWN', value: pupil.grade }];
  if (pupil.notAssessed) return [];
  return [...withMandatory(pupil).flatMap((line) => checkSubject(pupil, line, scale)), ...checkTraits(pupil)];
};
