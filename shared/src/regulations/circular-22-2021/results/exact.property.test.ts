import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LiftReading } from '../../policy.ts';
import { termAverage, yearAverage } from './averages.ts';
import { baseLearningResult, learningResult } from './learning-result.ts';

/*
 * Circular 22/2021 once more, slow and word for word: marks are exact fractions of big integers, rounding looks for
 * the nearest tenth among all of them, and the rating counts subjects as the article says it. It shares nothing
 * with the rules but the law, so a mistake must be made twice to stay unseen.
 */
interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}
const ratio = (over: number, under: number): Ratio => ({ over: BigInt(over), under: BigInt(under) });
const plus = (a: Ratio, b: Ratio): Ratio => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
const times = (a: Ratio, b: Ratio): Ratio => ({ over: a.over * b.over, under: a.under * b.under });
const isAtLeast = (a: Ratio, b: Ratio): boolean => a.over * b.under >= b.over * a.under;

const TENTHS = Array.from({ length: 101 }, (_, i) => ratio(i, 10));
const HALF_A_TENTH = ratio(1, 20);

/** The highest tenth that the exact value, raised by half a tenth, still reaches. */
const toTenth = (exact: Ratio): Ratio =>
  TENTHS.findLast((tenth) => isAtLeast(plus(exact, HALF_A_TENTH), tenth)) ?? ratio(0, 1);

const weighted = (marks: readonly (readonly [mark: Ratio, weight: number])[]): Ratio => {
  const sum = marks.reduce(
    (total, [mark, weight]) => plus(total, times(mark, ratio(weight, 1))),
    ratio(0, 1),
  );
  return toTenth(
    times(
      sum,
      ratio(
        1,
        marks.reduce((total, [, weight]) => total + weight, 0),
      ),
    ),
  );
};

interface TermMarks {
  readonly regular: readonly number[];
  readonly midTerm: number;
  readonly endTerm: number;
}
const slowTerm = ({ regular, midTerm, endTerm }: TermMarks): Ratio =>
  weighted([
    ...regular.map((mark) => [ratio(mark, 10), 1] as const),
    [ratio(midTerm, 10), 2],
    [ratio(endTerm, 10), 3],
  ]);
const slowYear = (first: Ratio, second: Ratio): Ratio =>
  weighted([
    [first, 1],
    [second, 2],
  ]);
const tenthsOf = (value: Ratio): number => Number((value.over * 10n) / value.under);

type Outcome = Ratio | 'Đ' | 'CĐ';
const LEVELS = ['CĐ', 'Đ', 'K', 'T'] as const;

const slowLevel = (outcomes: readonly Outcome[]): number => {
  const scores = outcomes.filter((outcome) => typeof outcome === 'object');
  const failed = outcomes.filter((outcome) => outcome === 'CĐ').length;
  const all = (bar: Ratio) => scores.every((score) => isAtLeast(score, bar));
  const six = (bar: Ratio) => scores.filter((score) => isAtLeast(score, bar)).length >= 6;
  if (failed === 0 && all(ratio(65, 10)) && six(ratio(8, 1))) return 3;
  if (failed === 0 && all(ratio(5, 1)) && six(ratio(65, 10))) return 2;
  if (failed <= 1 && all(ratio(35, 10)) && six(ratio(5, 1))) return 1;
  return 0;
};

const slowLift = (outcomes: readonly Outcome[], reading: LiftReading): number => {
  const base = slowLevel(outcomes);
  const wouldBe = outcomes.map((outcome, place) => {
    if (reading === 'remove') return slowLevel(outcomes.toSpliced(place, 1));
    return slowLevel(outcomes.with(place, typeof outcome === 'object' ? ratio(10, 1) : 'Đ'));
  });
  return wouldBe.some((level) => level >= 2 && level - base >= 2) ? base + 1 : base;
};

const SEED = 22_2021;
const mark = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.constantFrom(34, 35, 49, 50, 64, 65, 79, 80, 89, 90, 95, 100),
);
const termMarks = fc.record({
  regular: fc.array(mark, { minLength: 1, maxLength: 9 }),
  midTerm: mark,
  endTerm: mark,
});
const fast = ({ regular, midTerm, endTerm }: TermMarks) => termAverage(regular, midTerm, endTerm);

/** Marks of one subject that lie close together, so that averages gather around the bars. */
const subjectYear = fc
  .record({
    level: fc.constantFrom(30, 45, 60, 75, 80, 85),
    spread: fc.array(fc.nat(12), { minLength: 10, maxLength: 10 }),
  })
  .map(({ level, spread }) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0, j = 0] = spread.map(
      (s) => level + s,
    );
    return [
      { regular: [a, b, c], midTerm: d, endTerm: e },
      { regular: [f, g, h], midTerm: i, endTerm: j },
    ] as const;
  });
const pupil = fc.record({
  subjects: fc.oneof(
    fc.array(subjectYear, { minLength: 5, maxLength: 9 }),
    fc
      .tuple(subjectYear, subjectYear, subjectYear, fc.integer({ min: 5, max: 7 }))
      .map(([most, one, two, count]) => [...Array<typeof most>(count).fill(most), one, two]),
  ),
  comment: fc.array(fc.constantFrom<'Đ' | 'CĐ'>('Đ', 'Đ', 'Đ', 'Đ', 'Đ', 'CĐ'), {
    minLength: 4,
    maxLength: 4,
  }),
});

describe(`agreement with exact fractions (seed ${SEED})`, () => {
  it('a term average agrees with exact fractions', () => {
    fc.assert(
      fc.property(termMarks, (marks) => {
        expect(fast(marks)).toBe(tenthsOf(slowTerm(marks)));
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it('a year average agrees with exact fractions, for every pair of term averages there is', () => {
    const differing: string[] = [];
    for (let first = 0; first <= 100; first += 1) {
      for (let second = 0; second <= 100; second += 1) {
        const slow = tenthsOf(slowYear(ratio(first, 10), ratio(second, 10)));
        if (yearAverage(first, second) !== slow) differing.push(`${first} ${second}`);
      }
    }
    expect(differing).toEqual([]);
  });

  it('a year agrees with exact fractions from its marks to its rating, under both readings of the lift', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(pupil, ({ subjects, comment }) => {
        const slow = [
          ...subjects.map(([first, second]) => slowYear(slowTerm(first), slowTerm(second))),
          ...comment,
        ];
        const scored = subjects.map(([first, second]) => yearAverage(fast(first), fast(second)));
        const base = baseLearningResult({ scored, comment });
        expect(base).toBe(LEVELS[slowLevel(slow)]);
        for (const reading of ['replace', 'remove'] as const) {
          const result = learningResult({ scored, comment }, reading);
          expect(result).toBe(LEVELS[slowLift(slow, reading)]);
          seen.add(`${base} ${result}`);
        }
      }),
      { seed: SEED, numRuns: 2000 },
    );
    // Every level, and both lifts there are: else the agreement would be about nothing.
    expect([...seen].toSorted()).toEqual(['CĐ CĐ', 'CĐ Đ', 'K K', 'T T', 'Đ K', 'Đ Đ']);
  });
});
