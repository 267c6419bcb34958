import type { Derivation } from '../../../marks/derivation.ts';
import type { SubjectResult } from '../../../marks/subject-result.ts';
import type { SubjectCode } from '../../../school/identifiers.ts';
import { DEFAULT_POLICY, type Policy } from '../../policy.ts';
import { articleOf22 } from '../article.ts';
import { explainYearAbsences } from '../results/absences.ts';
import { explainYearAverage } from '../results/averages.ts';
import { explainYearComment } from '../results/comment-result.ts';
import { explainLearningResult, type LearningDerivation } from '../results/learning-result.ts';
import { explainPromotion, type YearPromotion } from '../results/promotion.ts';
import { explainTitle, type Title } from '../results/title.ts';
import { explainYearConduct } from '../results/year-conduct.ts';
import { explainSummer } from '../summer/explain-summer.ts';
import type { Reassessment } from '../summer/summer-results.ts';
import type { Circular22Record, Level, SubjectLine } from './record.ts';
import { outcomesOf, type Period, scoredOf } from './year-results.ts';

/** How every number of a year record came about; null where the record has no result. */
export interface YearExplanation {
  readonly subjects: readonly {
    readonly subject: SubjectCode;
    readonly year: Derivation<SubjectResult | null> | null;
  }[];
  readonly learning: Readonly<Record<Period, LearningDerivation | null>>;
  readonly conduct: Derivation<Level> | null;
  readonly absent: Derivation<number> | null;
  readonly promotion: Derivation<YearPromotion | 'not-assessed' | null> | null;
  readonly title: Derivation<Title> | null;
  /** Of a record whose summer is over. */
  readonly summer?: Reassessment;
}

/** A result that is empty because the pupil is exempt or not assessed: nobody's omission, and never a zero. */
const emptyByRight = (subject: string): Derivation<null> => ({
  rule: 'empty-by-right',
  article: articleOf22(11),
  inputs: [{ name: subject, value: null }],
  result: null,
});

const explainYearOf = (
  record: Circular22Record,
  line: SubjectLine,
): Derivation<SubjectResult | null> | null => {
  const { subject, exempt, hk1, hk2 } = line;
  if (exempt || record.notAssessed) return emptyByRight(subject);
  if (typeof hk1 === 'number' && typeof hk2 === 'number') return explainYearAverage(hk1, hk2);
  if (hk2 === null || typeof hk1 === 'number' || typeof hk2 === 'number') return null;
  return explainYearComment(hk1, hk2);
};

const explainLearning = (
  record: Circular22Record,
  when: Period,
  { lift }: Policy,
): LearningDerivation | null => {
  const outcomes = outcomesOf(record.subjects, when);
  return outcomes === undefined ? null : explainLearningResult(outcomes, lift);
};

/** The principal decides over a pupil who is not assessed. Circular 22/2021, Art. 11. */
const notAssessed: Derivation<'not-assessed'> = {
  rule: 'not-assessed',
  article: articleOf22(11),
  inputs: [],
  result: 'not-assessed',
};

const explainEnd = (
  record: Circular22Record,
  policy: Policy,
): Pick<YearExplanation, 'promotion' | 'title'> => {
  const { learning, conduct, absent } = record.whole;
  if (record.notAssessed) return { promotion: notAssessed, title: null };
  if (learning === null || conduct === null || absent === null) return { promotion: null, title: null };
  const outcome = { learning, conduct, absent };
  return {
    promotion: explainPromotion(outcome, policy.bothFailed),
    title: explainTitle(
      outcome,
      scoredOf(record.subjects, 'year'),
      record.subjects.filter(({ year }) => typeof year === 'number').map(({ subject }) => subject),
    ),
  };
};

/**
 * How a record's numbers came about, from what stands in the record itself and under the policy it was computed by;
 * the term averages, which rest on marks, are `explainAverageOfRow`'s. Circular 22/2021, Art. 8–15.
 */
export const explainYearRecord = (
  record: Circular22Record,
  policy: Policy = DEFAULT_POLICY,
): YearExplanation => {
  const { hk1, hk2 } = record;
  const summer = explainSummer(record, policy);
  return {
    subjects: record.subjects.map((line) => ({ subject: line.subject, year: explainYearOf(record, line) })),
    learning: {
      hk1: explainLearning(record, 'hk1', policy),
      hk2: explainLearning(record, 'hk2', policy),
      year: explainLearning(record, 'year', policy),
    },
    conduct:
      hk1.conduct === null || hk2.conduct === null ? null : explainYearConduct(hk1.conduct, hk2.conduct),
    absent: hk1.absent === null || hk2.absent === null ? null : explainYearAbsences(hk1.absent, hk2.absent),
    ...explainEnd(record, policy),
    ...(summer === undefined ? {} : { summer }),
  };
};
