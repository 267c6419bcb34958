import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainLearningResult, learningReadings, learningResult } from './learning-result.ts';
import type { SubjectOutcome } from './rating.ts';

const ORDER = ['CĐ', 'Đ', 'K', 'T'] as const;
type Level = (typeof ORDER)[number];
const rank = (level: string) => ORDER.indexOf(level as Level);

/** The article read word by word over big-integer rationals, without any of the counting of the real one. */
const slowBase = (outcomes: readonly SubjectOutcome[]): Level => {
  const scored = outcomes.filter((o) => typeof o === 'number').map((o) => ({ n: BigInt(o), d: 10n }));
  const atLeast = (o: { n: bigint; d: bigint }, n: bigint) => o.n * 10n >= n * o.d;
  const every = (n: bigint) => scored.every((o) => atLeast(o, n));
  const six = (n: bigint) => scored.filter((o) => atLeast(o, n)).length >= 6;
  const failed = outcomes.filter((o) => o === 'CĐ').length;
  if (failed === 0 && every(65n) && six(80n)) return 'T';
  if (failed === 0 && every(50n) && six(65n)) return 'K';
  if (failed <= 1 && every(35n) && six(50n)) return 'Đ';
  return 'CĐ';
};

const slowResult = (outcomes: readonly SubjectOutcome[], reading: 'replace' | 'remove'): Level => {
  const base = slowBase(outcomes);
  const bests = outcomes.map((outcome, i) =>
    slowBase(
      reading === 'remove'
        ? outcomes.filter((_, j) => j !== i)
        : outcomes.map((o, j) => (j !== i ? o : typeof outcome === 'number' ? 100 : 'Đ')),
    ),
  );
  const isLifted = bests.some((best) => rank(best) >= 2 && rank(best) - rank(base) >= 2);
  return isLifted ? (ORDER[rank(base) + 1] ?? base) : base;
};

const average = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.constantFrom(34, 35, 49, 50, 64, 65, 79, 80, 90),
);
const scored = fc.array(average, { minLength: 5, maxLength: 9 });
const comment = fc.array(fc.constantFrom('Đ' as const, 'Đ' as const, 'Đ' as const, 'CĐ' as const), {
  minLength: 1,
  maxLength: 5,
});
/** Many near the bars, so that lifts and their border cases occur. */
const good = fc
  .tuple(fc.constantFrom(50, 65, 80), fc.integer({ min: 4, max: 7 }), scored)
  .map(([bar, n, rest]) => [...Array<number>(n).fill(bar), ...rest.slice(0, 2)]);
const outcomes = fc.tuple(fc.oneof(scored, good), comment).map(([s, c]): SubjectOutcome[] => [...s, ...c]);
const reading = fc.constantFrom('replace' as const, 'remove' as const);
const named = (list: readonly SubjectOutcome[]) => list.map((result, i) => ({ subject: `s${i}`, result }));

describe('explainLearningResult, Circular 22/2021 Art. 9', () => {
  it('the explained learning result agrees with a slow reading of the article', () => {
    fc.assert(
      fc.property(outcomes, reading, (list, read) => {
        const why = explainLearningResult(named(list), read);
        expect([why.base, why.result]).toEqual([slowBase(list), slowResult(list, read)]);
        expect(learningReadings(list)).toEqual({
          replace: slowResult(list, 'replace'),
          remove: slowResult(list, 'remove'),
        });
      }),
      { numRuns: 3000 },
    );
  });

  it('the explained learning result is the highest level whose conditions it shows to hold, and blames at most one subject', () => {
    fc.assert(
      fc.property(outcomes, (list) => {
        const why = explainLearningResult(named(list));
        const holds = (level: Level) =>
          why.conditions?.filter((c) => c.level === level).every((condition) => condition.holds);
        expect(why.base).toBe((['T', 'K', 'Đ'] as const).find(holds) ?? 'CĐ');
        const { harmless, lifted, would } = why.readings.replace;
        expect(harmless !== null).toBe(lifted);
        const blamed = list.filter((outcome, i) => {
          const without = list.with(i, typeof outcome === 'number' ? 100 : 'Đ');
          const best = rank(slowBase(without));
          return best >= 2 && best - rank(why.base) >= 2;
        });
        expect(blamed.length).toBe(lifted ? 1 : 0);
        if (lifted) expect(rank(would) - rank(why.base)).toBeGreaterThanOrEqual(2);
      }),
      { numRuns: 2000 },
    );
  });

  it('the explained learning result does not fall when any result rises, under either reading', () => {
    fc.assert(
      fc.property(outcomes, reading, fc.nat(), fc.integer({ min: 1, max: 60 }), (list, read, at, by) => {
        const i = at % list.length;
        const old = list[i];
        const better = list.with(i, typeof old === 'number' ? Math.min(old + by, 100) : 'Đ');
        expect(rank(learningReadings(better)[read])).toBeGreaterThanOrEqual(
          rank(learningReadings(list)[read]),
        );
      }),
      { numRuns: 5000 },
    );
  });

  it('the explained learning result names the subject that alone held the level down, and both results where the readings differ', () => {
    const list = named([65, 65, 65, 65, 65, 64, 64, 34, 'Đ']);
    expect(explainLearningResult(list)).toMatchObject({
      base: 'CĐ',
      result: 'Đ',
      ambiguous: true,
      article: { article: 9, clause: 3 },
      readings: {
        replace: { harmless: 's7', would: 'K', lifted: true },
        remove: { harmless: null, result: 'CĐ' },
      },
    });
    expect(explainLearningResult(list, 'remove')).toMatchObject({ result: 'CĐ', article: { clause: 2 } });
    expect(learningResult({ scored: [], comment: [] })).toBe('CĐ');
  });
});
