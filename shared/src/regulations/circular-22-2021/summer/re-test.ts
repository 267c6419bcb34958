import type { Derivation } from '../../../marks/derivation.ts';
import type { Finding } from '../../../marks/finding.ts';
import type { SubjectCode } from '../../../school/identifiers.ts';
import { articleOf22 } from '../article.ts';
import type { SubjectOutcome } from '../results/rating.ts';

/** A subject's result of the year. */
export interface YearSubject {
  readonly subject: SubjectCode;
  readonly result: SubjectOutcome;
}

/** Averages below this, and comment subjects at CĐ, may be re-tested. */
const PASSING = 50;

const isFailed = ({ result }: YearSubject): boolean =>
  typeof result === 'number' ? result < PASSING : result === 'CĐ';

/**
 * The subjects a pupil admitted to a re-test may sit again: comment subjects at CĐ and year averages below 5,0. The
 * circular sets no number: one of them may be enough, all of them are allowed. Circular 22/2021, Art. 14.
 */
export const listRetestable = (subjects: readonly YearSubject[]): YearSubject[] => subjects.filter(isFailed);

/**
 * What speaks against a re-test result: MARK_WRONG_KIND where a comment stands for a score or the other way round,
 * MARK_OUT_OF_RANGE outside 0 to 10 (tenths, whole ones only).
 */
export const checkRetestResult = ({ subject, result }: YearSubject, again: SubjectOutcome): Finding[] => {
  const where = { subject, value: again };
  if (typeof again !== typeof result) return [{ code: 'MARK_WRONG_KIND', ...where }];
  if (typeof again === 'number') {
    return Number.isInteger(again) && again >= 0 && again <= 100
      ? []
      : [{ code: 'MARK_OUT_OF_RANGE', ...where }];
  }
  return again === 'Đ' || again === 'CĐ' ? [] : [{ code: 'MARK_WRONG_KIND', ...where }];
};

/**
 * The year results with re-tested subjects replaced, each by its own re-test, a lower one too; the argument keeps the
 * original. For the decision on promotion only: titles rest on the original. Circular 22/2021, Art. 14.
 */
export const replaceRetested = (
  subjects: readonly YearSubject[],
  retested: readonly YearSubject[],
): YearSubject[] => subjects.map((line) => retested.find(({ subject }) => subject === line.subject) ?? line);

/** A re-tested subject with the result of the year that it replaces. Circular 22/2021, Art. 14. */
export const explainRetest = (
  { subject, result }: YearSubject,
  again: SubjectOutcome,
): Derivation<SubjectOutcome> => ({
  rule: 're-test',
  article: articleOf22(14),
  inputs: [
    { name: `${subject}:year`, value: result, weight: 0 },
    { name: `${subject}:re-test`, value: again, weight: 1 },
  ],
  result: again,
});
