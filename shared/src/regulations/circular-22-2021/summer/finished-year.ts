import type { Circular22Record } from '../year/record.ts';
import { outcomesOf } from '../year/year-results.ts';
import type { FinishedYear } from './summer-case.ts';

/**
 * A record's year as a summer starts from it: null while a result is missing, `not-assessed` for a pupil who has none
 * by right. Circular 22/2021, Art. 11–14.
 */
export const finishedYearOf = (record: Circular22Record): FinishedYear | null | 'not-assessed' => {
  if (record.notAssessed) return 'not-assessed';
  const { learning, conduct, absent } = record.whole;
  const subjects = outcomesOf(record.subjects, 'year');
  if (subjects === undefined || learning === null || conduct === null || absent === null) return null;
  return { subjects, learning, conduct, absent };
};
