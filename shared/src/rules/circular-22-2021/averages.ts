import { divideHalfUp } from '../half-up.ts';

/**
 * Term average of a scored subject (ĐTBmhk) in tenths: (ΣĐĐGtx + 2·ĐĐGgk + 3·ĐĐGck) / (number of ĐĐGtx + 5).
 * All marks in tenths; the divisor follows the marks there are, never a fixed number. Circular 22/2021, Art. 9(1).
 */
export const termAverage = (regular: readonly number[], midTerm: number, endTerm: number): number =>
  divideHalfUp(regular.reduce((sum, mark) => sum + mark, 0) + 2 * midTerm + 3 * endTerm, regular.length + 5);

/**
 * Year average of a scored subject (ĐTBmcn) in tenths: (ĐTBmhkI + 2·ĐTBmhkII) / 3, from the rounded term averages.
 * Circular 22/2021, Art. 9(1).
 */
export const yearAverage = (firstTerm: number, secondTerm: number): number =>
  divideHalfUp(firstTerm + 2 * secondTerm, 3);
