import fc from 'fast-check';
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
  ])('regular %j, mid-term %i, end-term %i gives %i', (regular, midTerm, endTerm, average) => {
    expect(termAverage(regular, midTerm, endTerm)).toBe(average);
  });

  const mark = fc.integer({ min: 0, max: 100 });
  const regular = fc.array(mark, { minLength: 1, maxLength: 9 });

  it('stays between the lowest and the highest mark', () => {
    fc.assert(
      fc.property(regular, mark, mark, (marks, midTerm, endTerm) => {
        const all = [...marks, midTerm, endTerm];
        const average = termAverage(marks, midTerm, endTerm);
        return average >= Math.min(...all) && average <= Math.max(...all);
      }),
    );
  });

  it('does not fall when a mark rises', () => {
    fc.assert(
      fc.property(
        regular,
        mark,
        fc.integer({ min: 0, max: 99 }),
        (marks, midTerm, endTerm) =>
          termAverage(marks, midTerm, endTerm + 1) >= termAverage(marks, midTerm, endTerm),
      ),
    );
  });

  it('agrees with exact arithmetic on big integers', () => {
    fc.assert(
      fc.property(regular, mark, mark, (marks, midTerm, endTerm) => {
        const sum = BigInt(marks.reduce((a, b) => a + b, 0) + 2 * midTerm + 3 * endTerm);
        const divisor = BigInt(marks.length + 5);
        const exact = sum / divisor + ((sum % divisor) * 2n >= divisor ? 1n : 0n);
        return BigInt(termAverage(marks, midTerm, endTerm)) === exact;
      }),
    );
  });
});

describe('yearAverage, Circular 22/2021 Art. 9(1)', () => {
  it.each([
    [73, 82, 79],
    [90, 75, 80],
    [81, 79, 80],
    [64, 65, 65],
    [65, 64, 64],
  ])('terms %i and %i give %i', (first, second, average) => {
    expect(yearAverage(first, second)).toBe(average);
  });
});
