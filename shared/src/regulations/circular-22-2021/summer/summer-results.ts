import type { Derivation } from '../../../marks/derivation.ts';
import type { SubjectCode } from '../../../school/identifiers.ts';
import { DEFAULT_POLICY, type Policy } from '../../policy.ts';
import { articleOf22 } from '../article.ts';
import { explainLearningResult, type LearningDerivation } from '../results/learning-result.ts';
import { decidePromotion, promotionConditions } from '../results/promotion.ts';
import type { LearningLevel, SubjectOutcome } from '../results/rating.ts';
import type { ConductLevel } from '../results/year-conduct.ts';
import { explainRetest, replaceRetested, type YearSubject } from './re-test.ts';
import type { Summer } from './summer-case.ts';

/** Whether a subject is registered for a re-test. */
export const isRegistered = ({ steps }: Summer, subject: SubjectCode): boolean =>
  steps.some((step) => step.step === 'register' && step.subject === subject);

/** The last word on a subject's re-test: its result, `absent`, or undefined while there is none. */
export const findRetest = ({ steps }: Summer, code: SubjectCode): SubjectOutcome | 'absent' | undefined =>
  steps.filter((step) => step.step === 'retest').findLast(({ subject }) => subject === code)?.result;

const ratedConduct = ({ steps }: Summer): ConductLevel | null =>
  steps.filter((step) => step.step === 'rate-conduct').at(-1)?.conduct ?? null;

/** Conduct as it stands: as rated after summer training, or that of the year. Circular 22/2021, Art. 13. */
export const conductAfter = (summer: Summer): ConductLevel | undefined =>
  ratedConduct(summer) ?? summer.original?.conduct;

/** The results after the summer, each explained; the originals stay in the summer itself. */
export interface Reassessment {
  /** One of each subject re-tested. */
  readonly retested: readonly Derivation<SubjectOutcome>[];
  readonly learning: LearningDerivation;
  readonly conduct: Derivation<ConductLevel>;
  readonly promotion: Derivation<'promoted' | 'repeat'>;
}

const explainConduct = (before: ConductLevel, rated: ConductLevel | null): Derivation<ConductLevel> => ({
  rule: 'conduct-after-summer',
  article: articleOf22(13),
  inputs: [
    { name: 'year', value: before },
    { name: 'after-training', value: rated },
  ],
  result: rated ?? before,
});

const explainConclusion = (outcome: {
  learning: LearningLevel;
  conduct: ConductLevel;
  absent: number;
}): Derivation<'promoted' | 'repeat'> => ({
  rule: 'promotion-after-summer',
  article: articleOf22(12),
  inputs: Object.entries(outcome).map(([name, value]) => ({ name, value })),
  conditions: promotionConditions(outcome),
  // There is no second summer: what would be a re-test or training now is a year to repeat.
  result: decidePromotion(outcome) === 'promoted' ? 'promoted' : 'repeat',
});

/**
 * What the summer makes of the year so far: re-tested subjects in place of the year's, the rating from them by the
 * policy's reading of the lift, conduct after training, and the final decision. A pupil who did not come keeps the
 * year's result. Undefined where there are no results. Circular 22/2021, Art. 12–14.
 */
export const reassess = (summer: Summer, policy: Policy = DEFAULT_POLICY): Reassessment | undefined => {
  const { original } = summer;
  if (original === null) return undefined;
  const conduct = explainConduct(original.conduct, ratedConduct(summer));
  const pairs = original.subjects.flatMap((line): { line: YearSubject; again: SubjectOutcome }[] => {
    const again = findRetest(summer, line.subject);
    return again === undefined || again === 'absent' ? [] : [{ line, again }];
  });
  const subjects = replaceRetested(
    original.subjects,
    pairs.map(({ line, again }) => ({ subject: line.subject, result: again })),
  );
  const learning = explainLearningResult(subjects, policy.lift);
  return {
    retested: pairs.map(({ line, again }) => explainRetest(line, again)),
    learning,
    conduct,
    promotion: explainConclusion({
      learning: learning.result,
      conduct: conduct.result,
      absent: original.absent,
    }),
  };
};
