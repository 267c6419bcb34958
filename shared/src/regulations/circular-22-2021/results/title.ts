import type { Condition, Derivation } from '../../../marks/derivation.ts';
import { articleOf22 } from '../article.ts';
import { promotionConditions, type YearOutcome } from './promotion.ts';

/** Học sinh Xuất sắc, Học sinh Giỏi, or no title. */
export type Title = 'excellent' | 'good' | null;

/** Subjects that must reach 9,0 for Học sinh Xuất sắc; an absolute number, not all of them. */
const SUBJECTS_AT_NINE = 6;
const NINE = 90;

const atNine = (scored: readonly number[]): number => scored.filter((average) => average >= NINE).length;

const conditionsOf = (outcome: YearOutcome, scored: readonly number[]): Condition[] => {
  const { learning, conduct } = outcome;
  const found = atNine(scored);
  return [
    { name: 'learning', found: learning, atLeast: 'T', holds: learning === 'T' },
    { name: 'conduct', found: conduct, atLeast: 'T', holds: conduct === 'T' },
    ...promotionConditions(outcome).filter(({ name }) => name === 'absent'),
    {
      name: 'reached',
      level: 'excellent',
      bar: NINE,
      found,
      atLeast: SUBJECTS_AT_NINE,
      holds: found >= SUBJECTS_AT_NINE,
    },
  ];
};

/**
 * The title with its conditions: those without a level are asked for either title, the one of level `excellent` for
 * Học sinh Xuất sắc besides. `scored` are year averages in tenths, `subjects` their codes (else they are numbered).
 * Circular 22/2021, Art. 15.
 */
export const explainTitle = (
  outcome: YearOutcome,
  scored: readonly number[],
  subjects: readonly string[] = [],
): Derivation<Title> => {
  const conditions = conditionsOf(outcome, scored);
  const isGood = conditions.every(({ level, holds }) => holds || level === 'excellent');
  const isExcellent = conditions.every(({ holds }) => holds);
  return {
    rule: 'title',
    article: articleOf22(15),
    inputs: [
      { name: 'learning', value: outcome.learning },
      { name: 'conduct', value: outcome.conduct },
      { name: 'absent', value: outcome.absent },
      ...scored.map((value, i) => ({ name: subjects[i] ?? String(i + 1), value })),
    ],
    conditions,
    result: isExcellent ? 'excellent' : isGood ? 'good' : null,
  };
};

/**
 * Title of the year: excellent (Học sinh Xuất sắc) for Tốt in learning and conduct and at least six year averages of
 * 9,0; good (Học sinh Giỏi) for Tốt in both; nobody else has one, nor who missed too much to be promoted.
 * `scored` are year averages in tenths. Circular 22/2021, Art. 15.
 */
export const decideTitle = (outcome: YearOutcome, scored: readonly number[]): Title =>
  explainTitle(outcome, scored).result;
