import type { Condition, Derivation } from '../derivation.ts';
import { articleOf22 } from './article.ts';
import { type LearningLevel, rankOf } from './rating.ts';

/** What the end of the year depends on: both results of the year, and absences of the year in sessions (buổi). */
export interface YearOutcome {
  readonly learning: LearningLevel;
  readonly conduct: LearningLevel;
  readonly absent: number;
}

/** What follows from a year: promoted, re-test, summer training, repeat. */
export type YearPromotion = 'promoted' | 'retest' | 'summer-training' | 'repeat';

/** More sessions missed than this and the year is repeated, excused or not. */
export const MAX_ABSENT_SESSIONS = 45;

const isEnough = (level: LearningLevel): boolean => rankOf(level) >= rankOf('Đ');
const isPresentEnough = (absent: number): boolean => absent <= MAX_ABSENT_SESSIONS;

/**
 * What follows from the year: promoted; re-test of failed subjects (learning CĐ, conduct at least Đạt); summer training
 * (conduct CĐ, learning at least Đạt); repeat for more than 45 sessions missed or when both results are CĐ, which
 * Art. 14 does not admit to a re-test. Circular 22/2021, Art. 12–14.
 */
export const decidePromotion = ({ learning, conduct, absent }: YearOutcome): YearPromotion => {
  if (!isPresentEnough(absent)) return 'repeat';
  if (!isEnough(learning)) return isEnough(conduct) ? 'retest' : 'repeat';
  return isEnough(conduct) ? 'promoted' : 'summer-training';
};

/** The three conditions of promotion as a year meets them. Circular 22/2021, Art. 12. */
export const promotionConditions = ({ learning, conduct, absent }: YearOutcome): Condition[] => [
  { name: 'conduct', found: conduct, atLeast: 'Đ', holds: isEnough(conduct) },
  { name: 'learning', found: learning, atLeast: 'Đ', holds: isEnough(learning) },
  { name: 'absent', found: absent, atMost: MAX_ABSENT_SESSIONS, holds: isPresentEnough(absent) },
];

const ARTICLES: Readonly<Record<YearPromotion, number>> = {
  promoted: 12,
  repeat: 12,
  'summer-training': 13,
  retest: 14,
};

/** What follows from the year, with the three conditions of promotion. Circular 22/2021, Art. 12–14. */
export const explainPromotion = (outcome: YearOutcome): Derivation<YearPromotion> => {
  const result = decidePromotion(outcome);
  return {
    rule: 'promotion',
    article: articleOf22(ARTICLES[result]),
    inputs: [
      { name: 'learning', value: outcome.learning },
      { name: 'conduct', value: outcome.conduct },
      { name: 'absent', value: outcome.absent },
    ],
    conditions: promotionConditions(outcome),
    result,
  };
};
