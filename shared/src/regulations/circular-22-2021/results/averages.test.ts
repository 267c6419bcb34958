import { describe, expect, it } from 'vitest';
import { termAverage, yearAverage } from './averages.ts';

describe('termAverage, Circular 22/2021 Art. 9(1)', () => {
  it.each([
    [[90, 70, 80, 100], 70, 80, 80],
    [[80, 90], 75, 85, 82],
    [[70, 80, 60], 65, 70, 69],
    [[100, 90, 90, 80], 85, 93, 90],
    [[60, 60], 65, 68, 65],
    [[80, 80, 76], 80, 80, 80],
    [[65, 65, 61], 65, 65, 65],
    [[50, 50, 46], 50, 50, 50],
    [[40, 30, 30], 35, 35, 34],
  ])(
    'the term average of regular %j, mid-term %i, end-term %i is %i',
    (regular, midTerm, endTerm, average) => {
      expect(termAverage(regular, midTerm, endTerm)).toBe(average);
    },
  );
});

describe('yearAverage, Circular 22/2021 Art. 9(1)', () => {
  it.each([
    [73, 82, 79],
    [90, 75, 80],
    [81, 79, 80],
    [64, 65, 65],
    [65, 64, 64],
  ])('the year average of terms %i and %i is %i', (first, second, average) => {
    expect(yearAverage(first, second)).toBe(average);
  });
});
