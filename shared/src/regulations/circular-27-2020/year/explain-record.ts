import { type AwardDecision, awardByTick } from '../results/award.ts';
import { type Completion, decideCompletion } from '../results/completion.ts';
import { computeEducationResult, type EducationResult } from '../results/education-result.ts';
import type { Circular27Record } from './record.ts';

/** How the results of a primary year came about. */
export interface PrimaryExplanation {
  readonly result: EducationResult;
  readonly award: AwardDecision;
  readonly completion: Completion;
}

/**
 * How a primary record's results came about, from what stands in the record itself at the end of the year. Circular
 * 27/2020, Art. 9(2), 11 and 13.
 */
export const explainCircular27Record = (record: Circular27Record): PrimaryExplanation => {
  const { grade, notAssessed, subjects, qualities, competences } = record;
  const result = computeEducationResult({
    grade,
    point: 'end-year',
    subjects: subjects.map(({ subject, exempt, levels, tests }) => ({
      subject,
      exempt,
      level: levels['end-year'],
      test: tests['end-year'],
    })),
    traits: Object.fromEntries(
      [...qualities, ...competences].map(({ trait, levels }) => [trait, levels['end-year']]),
    ),
    notAssessed,
  });
  return {
    result,
    award: awardByTick(result.outcome, record.award === 'exemplary'),
    completion: decideCompletion({
      grade,
      atYearEnd: result.outcome,
      reassessed: null,
      head: null,
      notAssessed,
    }),
  };
};
