import type { Condition, Derivation } from '../../../marks/derivation.ts';
import type { Policy } from '../../policy.ts';
import { articleOf22 } from '../article.ts';
import { type LearningLevel, rankOf } from './rating.ts';

/**
 * The facts that the end of the year depends on: both results of the year, and absences of the year in sessions (buổi).
 */
export interface YearOutcome {
  readonly learning: LearningLevel;
  readonly conduct: LearningLevel;
  readonly absent: number;
}

/** The consequence of a year: promoted, re-test, summer training, repeat. */
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

/**
 * Whether both results are CĐ and nothing but the reading of Art. 14 decides what follows; who missed too much repeats
 * the year by any reading.
 */
export const isBothFailed = ({ learning, conduct, absent }: YearOutcome): boolean =>
  !isEnough(learning) && !isEnough(conduct) && isPresentEnough(absent);

const BOTH_FAILED = {
  repeat: 'repeat',
  'train-then-retest': 'summer-training',
  'person-decides': null,
} as const satisfies Record<Policy['bothFailed'], YearPromotion | null>;

/**
 * What follows from the year under the reading in force where both results are CĐ; null while a person has to decide.
 * Circular 22/2021, Art. 12–14.
 */
export const decideYearEnd = (
  outcome: YearOutcome,
  reading: Policy['bothFailed'] = 'repeat',
): YearPromotion | null => (isBothFailed(outcome) ? BOTH_FAILED[reading] : decidePromotion(outcome));

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

/**
 * What follows from the year, with the three conditions of promotion, and the reading where both results are CĐ (null:
 * a person decides). Circular 22/2021, Art. 12–14.
 */
export const explainPromotion = (
  outcome: YearOutcome,
  reading: Policy['bothFailed'] = 'repeat',
): Derivation<YearPromotion | null> => {
  const result = decideYearEnd(outcome, reading);
  return {
    rule: 'promotion',
    article: articleOf22(result === null ? 14 : ARTICLES[result]),
    inputs: [
      { name: 'learning', value: outcome.learning },
      { name: 'conduct', value: outcome.conduct },
      { name: 'absent', value: outcome.absent },
      ...(isBothFailed(outcome) ? [{ name: 'both-failed', value: reading }] : []),
    ],
    conditions: promotionConditions(outcome),
    result,
  };
};
