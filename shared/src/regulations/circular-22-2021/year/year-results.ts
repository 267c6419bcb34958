import type { SubjectResults } from '../results/learning-result.ts';
import type { YearSubject } from '../summer/re-test.ts';
import type { SubjectLine } from './record.ts';

/** A term or the whole year. */
export type Period = 'hk1' | 'hk2' | 'year';

/**
 * Results of every subject a pupil is assessed in, or undefined while one is not known (and where there are none):
 * a rating of half the subjects would be a rating of another pupil. Exempt subjects take no part.
 */
export const outcomesOf = (lines: readonly SubjectLine[], when: Period): YearSubject[] | undefined => {
  const outcomes: YearSubject[] = [];
  for (const line of lines) {
    const result = line[when];
    if (line.exempt) continue;
    if (result === null) return undefined;
    outcomes.push({ subject: line.subject, result });
  }
  return outcomes.length === 0 ? undefined : outcomes;
};

/** The averages in tenths among the results of a term or the year. */
export const scoredOf = (lines: readonly SubjectLine[], when: Period): SubjectResults['scored'] =>
  lines.map((line) => line[when]).filter((result) => typeof result === 'number');
