import type { Verdict } from '@hocba/shared/credential/verify/verdict';

/** A card for the receiving school: whether the records hold, are the newest, and are all there for the grade. */
export interface Confidence {
  readonly records: number;
  readonly broken: number;
  readonly replaced: number;
  /** Grades of the level before the one that the pupil comes to. */
  readonly grades: readonly number[];
  readonly missing: readonly number[];
}

/** The first grade of the level that a grade belongs to: primary, lower or upper secondary. */
const firstOfLevel = (grade: number): number => (grade <= 5 ? 1 : grade <= 9 ? 6 : 10);

/** The card of the verified records for a pupil who comes to a grade: those of the level's earlier grades have to be there. */
export const confidenceOf = (verdicts: readonly Verdict[], grade: number): Confidence => {
  const first = firstOfLevel(grade);
  const grades = Array.from({ length: grade - first }, (_, i) => first + i);
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
