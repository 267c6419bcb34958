import type { SubjectCode, TraitCode } from '../../../school/identifiers.ts';
import { type TestScale, USUAL_SCALE } from '../sheet/columns.ts';
import type { PupilAtPoint, SubjectAtPoint } from './check-point.ts';
import { computeEducationResult, type EducationResult } from './education-result.ts';

/** The subjects and traits that stood between a pupil and Hoàn thành, and so are assessed again after guidance. */
export interface ToReassess {
  readonly subjects: readonly SubjectCode[];
  readonly traits: readonly TraitCode[];
  readonly tests: readonly SubjectCode[];
}

/** Levels and scores given after guidance; what is left out keeps its value. */
export interface Reassessment {
  readonly subjects: readonly SubjectAtPoint[];
  readonly traits: PupilAtPoint['traits'];
}

/**
 * The parts to assess again; all lists are empty unless the result is Chưa hoàn thành. Circular 27/2020, Art.
 * 11(1)(b).
 */
export const toReassess = (result: EducationResult): ToReassess =>
  result.trials.find(({ condition }) => condition.outcome === 'HT')?.against ?? {
    subjects: [],
    traits: [],
    tests: [],
  };

/**
 * The result of the year after additional assessment, beside the one at the end of the year: both stay. Only the
 * parts that stood in the way are replaced, a level or a score each for itself; anything else in the reassessment is
 * left aside. Circular 27/2020, Art. 11(1)(b).
 */
export const reassess = (
  pupil: PupilAtPoint & { readonly point: 'end-year' },
  again: Reassessment,
  scale: TestScale = USUAL_SCALE,
): { readonly atYearEnd: EducationResult; readonly reassessed: EducationResult } => {
  const atYearEnd = computeEducationResult(pupil, scale);
  const open = toReassess(atYearEnd);
  const subjects = pupil.subjects.map((line) => {
    const newer = again.subjects.find(({ subject }) => subject === line.subject);
    if (newer === undefined) return line;
    return {
      ...line,
      level: open.subjects.includes(line.subject) ? (newer.level ?? line.level) : line.level,
      test: open.tests.includes(line.subject) ? (newer.test ?? line.test) : line.test,
    };
  });
  const newer = Object.entries(again.traits).filter(
    ([code, level]) => level !== null && open.traits.includes(code as TraitCode),
  );
  const traits = { ...pupil.traits, ...Object.fromEntries(newer) };
  return { atYearEnd, reassessed: computeEducationResult({ ...pupil, subjects, traits }, scale) };
};
