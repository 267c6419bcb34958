import type { Derivation, Fraction } from '../../../marks/derivation.ts';
import { divideHalfUp } from '../../../marks/half-up.ts';
import { articleOf22 } from '../article.ts';

const rounded = ({ numerator, divisor }: Fraction): number => divideHalfUp(numerator, divisor);

const termFraction = (regular: readonly number[], midTerm: number, endTerm: number): Fraction => {
  let sum = 2 * midTerm + 3 * endTerm;
  for (const mark of regular) sum += mark;
  return { numerator: sum, divisor: regular.length + 5 };
};

const yearFraction = (firstTerm: number, secondTerm: number): Fraction => ({
  numerator: firstTerm + 2 * secondTerm,
  divisor: 3,
});

/**
 * Term average of a scored subject (ĐTBmhk) in tenths: (ΣĐĐGtx + 2·ĐĐGgk + 3·ĐĐGck) / (number of ĐĐGtx + 5).
 * All marks in tenths; the divisor follows the marks there are, never a fixed number. Circular 22/2021, Art. 9(1).
 */
export const termAverage = (regular: readonly number[], midTerm: number, endTerm: number): number =>
  rounded(termFraction(regular, midTerm, endTerm));

/** The term average with its marks, weights and division. Circular 22/2021, Art. 9(1). */
export const explainTermAverage = (
  regular: readonly number[],
  midTerm: number,
  endTerm: number,
): Derivation<number> => {
  const fraction = termFraction(regular, midTerm, endTerm);
  return {
    rule: 'term-average',
    article: articleOf22(9, 1),
    inputs: [
      ...regular.map((value, i) => ({ name: `tx${i + 1}`, value, weight: 1 })),
      { name: 'gk', value: midTerm, weight: 2 },
      { name: 'ck', value: endTerm, weight: 3 },
    ],
    fraction,
    rounding: 'half-up',
    result: rounded(fraction),
  };
};

/**
 * Year average of a scored subject (ĐTBmcn) in tenths: (ĐTBmhkI + 2·ĐTBmhkII) / 3, from the rounded term averages.
 * Circular 22/2021, Art. 9(1).
 */
export const yearAverage = (firstTerm: number, secondTerm: number): number =>
  rounded(yearFraction(firstTerm, secondTerm));

/** The year average with the rounded term averages it rests on. Circular 22/2021, Art. 9(1). */
export const explainYearAverage = (firstTerm: number, secondTerm: number): Derivation<number> => {
  const fraction = yearFraction(firstTerm, secondTerm);
  return {
    rule: 'year-average',
    article: articleOf22(9, 1),
    inputs: [
      { name: 'hk1', value: firstTerm, weight: 1 },
      { name: 'hk2', value: secondTerm, weight: 2 },
    ],
    fraction,
    rounding: 'half-up',
    result: rounded(fraction),
  };
};
