/** Tốt, Khá, Đạt, Chưa đạt. */
export type LearningLevel = 'T' | 'K' | 'Đ' | 'CĐ';

/** The results a rating looks at: averages of scored subjects in tenths, and comment subjects. */
export interface SubjectResults {
  readonly scored: readonly number[];
  readonly comment: readonly ('Đ' | 'CĐ')[];
}

/** How the one-subject lift makes a subject harmless: a passing value in its place, or the subject left out. */
export type LiftReading = 'replace' | 'remove';

const ORDER: readonly LearningLevel[] = ['CĐ', 'Đ', 'K', 'T'];
const rank = (level: LearningLevel): number => ORDER.indexOf(level);

/** The number of subjects that must reach the bar is absolute, not a share. */
const SUBJECTS_AT_BAR = 6;

/** Rating of learning results before any lift. Circular 22/2021, Art. 9(2). */
export const baseLearningResult = ({ scored, comment }: SubjectResults): LearningLevel => {
  const atLeast = (tenths: number) => scored.filter((average) => average >= tenths).length;
  const failed = comment.filter((result) => result === 'CĐ').length;
  const none = (below: number) => atLeast(below) === scored.length;
  if (failed === 0 && none(65) && atLeast(80) >= SUBJECTS_AT_BAR) return 'T';
  if (failed === 0 && none(50) && atLeast(65) >= SUBJECTS_AT_BAR) return 'K';
  if (failed <= 1 && none(35) && atLeast(50) >= SUBJECTS_AT_BAR) return 'Đ';
  return 'CĐ';
};

/** Every way of making exactly one subject harmless. */
const withOneHarmless = (results: SubjectResults, reading: LiftReading): SubjectResults[] => {
  const without = <T>(list: readonly T[], index: number, passing: T): T[] =>
    reading === 'replace' ? list.with(index, passing) : list.toSpliced(index, 1);
  return [
    ...results.scored.map((_, i) => ({ ...results, scored: without(results.scored, i, 100) })),
    ...results.comment.map((_, i) => ({ ...results, comment: without(results.comment, i, 'Đ' as const) })),
  ];
};

/**
 * Rating of learning results (kết quả học tập) of a term or the year, with the one-subject lift: where one subject
 * alone holds the level two or more below Tốt or Khá, it rises one step and no further.
 * Circular 22/2021, Art. 9(2) and 9(3).
 */
export const learningResult = (results: SubjectResults, reading: LiftReading = 'replace'): LearningLevel => {
  const base = baseLearningResult(results);
  const best = Math.max(
    rank(base),
    ...withOneHarmless(results, reading).map((r) => rank(baseLearningResult(r))),
  );
  const lifted = best >= rank('K') && best - rank(base) >= 2 ? ORDER[rank(base) + 1] : undefined;
  return lifted ?? base;
};
