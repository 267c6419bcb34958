import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { termAverage, yearAverage } from './averages.ts';

const SEED = 22_2021;
const always = { seed: SEED, numRuns: 2000 };

const mark = fc.integer({ min: 0, max: 100 });
const regular = fc.array(mark, { minLength: 1, maxLength: 9 });
const term = fc.record({ regular, midTerm: mark, endTerm: mark });
type TermMarks = { regular: number[]; midTerm: number; endTerm: number };

const average = ({ regular: marks, midTerm, endTerm }: TermMarks): number =>
  termAverage(marks, midTerm, endTerm);

/** A term, which of its marks will be raised, and by how much. */
const raised = term.chain((before) => {
  const places = before.regular.length + 2;
  return fc.record({
    before: fc.constant(before),
    place: fc.nat(places - 1),
    by: fc.integer({ min: 1, max: 100 }),
  });
});

const raise = ({ regular: marks, midTerm, endTerm }: TermMarks, place: number, by: number): TermMarks => {
  const all = [...marks, midTerm, endTerm];
  const changed = all.with(place, Math.min(100, (all[place] ?? 0) + by));
  return { regular: changed.slice(0, -2), midTerm: changed.at(-2) ?? 0, endTerm: changed.at(-1) ?? 0 };
};

describe(`averages of any marks (seed ${SEED})`, () => {
  it('a term average is a whole number of tenths between the lowest and the highest mark', () => {
    fc.assert(
      fc.property(term, (marks) => {
        const all = [...marks.regular, marks.midTerm, marks.endTerm];
        const result = average(marks);
        expect(Number.isInteger(result)).toBe(true);
        expect(result).toBeGreaterThanOrEqual(Math.min(...all));
        expect(result).toBeLessThanOrEqual(Math.max(...all));
      }),
      always,
    );
  });

  it('a year average is one between its two terms', () => {
    fc.assert(
      fc.property(mark, mark, (first, second) => {
        const result = yearAverage(first, second);
        expect(Number.isInteger(result)).toBe(true);
        expect(result).toBeGreaterThanOrEqual(Math.min(first, second));
        expect(result).toBeLessThanOrEqual(Math.max(first, second));
      }),
      always,
    );
  });

  it('a higher mark, whichever it is, never lowers the average of the term', () => {
    fc.assert(
      fc.property(raised, ({ before, place, by }) => {
        expect(average(raise(before, place, by))).toBeGreaterThanOrEqual(average(before));
      }),
      always,
    );
  });

  it('a higher term never lowers the average of the year', () => {
    fc.assert(
      fc.property(mark, mark, mark, (first, second, other) => {
        const [low, high] = first < other ? [first, other] : [other, first];
        expect(yearAverage(high, second)).toBeGreaterThanOrEqual(yearAverage(low, second));
        expect(yearAverage(second, high)).toBeGreaterThanOrEqual(yearAverage(second, low));
      }),
      always,
    );
  });

  it('the order in which regular marks were entered does not matter', () => {
    const entered = regular.chain((marks) =>
      fc.tuple(fc.constant(marks), fc.shuffledSubarray(marks, { minLength: marks.length }), mark, mark),
    );
    fc.assert(
      fc.property(entered, ([one, other, midTerm, endTerm]) => {
        expect(termAverage(other, midTerm, endTerm)).toBe(termAverage(one, midTerm, endTerm));
      }),
      always,
    );
  });

  it('a tie goes up: with one mark a tenth lower the average is a tenth lower too', () => {
    // Three regular marks divide by eight: 4, 12, 20 … eighths of a tenth are exact halves.
    const tie = term.filter(({ regular: marks, midTerm, endTerm }) => {
      const sum = marks.reduce((a, b) => a + b, 0) + 2 * midTerm + 3 * endTerm;
      return marks.length === 3 && sum % 8 === 4 && (marks[0] ?? 0) > 0;
    });
    fc.assert(
      fc.property(tie, (marks) => {
        const lower = marks.regular.with(0, (marks.regular[0] ?? 0) - 1);
        expect(average(marks)).toBe(average({ ...marks, regular: lower }) + 1);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});
