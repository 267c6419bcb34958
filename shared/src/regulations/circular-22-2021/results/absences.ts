import type { Derivation } from '../../../marks/derivation.ts';
import { articleOf22 } from '../article.ts';

/** The most a record can hold; nobody is promoted anywhere near it. */
const MOST_SESSIONS = 400;

/**
 * Sessions (buổi) missed in the year: both terms together, excused or not, one session a day counted.
 * Circular 22/2021, Art. 12.
 */
export const yearAbsences = (firstTerm: number, secondTerm: number): number =>
  Math.min(firstTerm + secondTerm, MOST_SESSIONS);

/** Sessions missed in the year with the two terms they are the sum of. Circular 22/2021, Art. 12. */
export const explainYearAbsences = (firstTerm: number, secondTerm: number): Derivation<number> => ({
  rule: 'year-absences',
  article: articleOf22(12, 1),
  inputs: [
    { name: 'hk1', value: firstTerm, weight: 1 },
    { name: 'hk2', value: secondTerm, weight: 1 },
  ],
  result: yearAbsences(firstTerm, secondTerm),
});
