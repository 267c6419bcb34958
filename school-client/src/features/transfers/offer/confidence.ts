import type { Verdict } from '@hocba/shared/credential/verify/verdict';
import { gradesBefore } from '@hocba/shared/school/curriculum/school-level';

/** A card for the receiving school: whether the records hold, are the newest, and are all there for the grade. */
export interface Confidence {
  readonly records: number;
  readonly broken: number;
  readonly replaced: number;
  /** Grades of the level before the one that the pupil comes to. */
  readonly grades: readonly number[];
  readonly missing: readonly number[];
}

/** The card of the verified records for a pupil who comes to a grade: those of the level's earlier grades have to be there. */
export const confidenceOf = (verdicts: readonly Verdict[], grade: number): Confidence => {
  const grades = gradesBefore(grade);
  const held = new Set(
    verdicts
      .filter(({ verdict }) => verdict === 'VALID')
      .map(({ payload }) => payload?.credentialSubject.grade),
  );
  return {
    records: verdicts.filter(({ verdict }) => verdict === 'VALID').length,
    broken: verdicts.filter(({ verdict }) => verdict === 'INVALID' || verdict === 'UNVERIFIABLE').length,
    replaced: verdicts.filter(({ verdict }) => verdict === 'SUPERSEDED').length,
    grades,
    missing: grades.filter((one) => !held.has(one)),
  };
};
