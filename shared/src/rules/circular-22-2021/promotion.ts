import type { LearningLevel } from './learning-result.ts';

/** What the end of the year depends on: both results of the year, and absences of the year in sessions (buổi). */
export interface YearOutcome {
  readonly learning: LearningLevel;
  readonly conduct: LearningLevel;
  readonly absent: number;
}

/** More sessions missed than this and the year is repeated, excused or not. */
export const MAX_ABSENT_SESSIONS = 45;

/**
 * What follows from the year: promoted; re-test of failed subjects (learning CĐ, conduct at least Đạt); summer training
 * (conduct CĐ, learning at least Đạt); repeat for more than 45 sessions missed or when both results are CĐ, which
 * Art. 14 does not admit to a re-test. Circular 22/2021, Art. 12–14.
 */
export const decidePromotion = ({
  learning,
  conduct,
  absent,
}: YearOutcome): 'promoted' | 'retest' | 'summer-training' | 'repeat' => {
  if (absent > MAX_ABSENT_SESSIONS) return 'repeat';
  if (learning === 'CĐ') return conduct === 'CĐ' ? 'repeat' : 'retest';
  return conduct === 'CĐ' ? 'summer-training' : 'promoted';
};
