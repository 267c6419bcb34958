import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseLearningResult, learningResult } from './learning-result.ts';

const eight = (value: number, ...last: number[]) => [...Array(8 - last.length).fill(value), ...last];
const passed = ['Đ', 'Đ', 'Đ', 'Đ'] as const;

describe('learningResult, Circular 22/2021 Art. 9', () => {
  it.each([
    ['six of eight at 8,0', [80, 81, 85, 90, 82, 80, 65, 65], passed, 'T', 'T'],
    ['only five at 8,0', [80, 81, 85, 90, 82, 79, 65, 65], passed, 'K', 'K'],
    ['six at 8,0 and one 6,4: one step only', eight(80, 65, 64), passed, 'K', 'K'],
    ['seven 8,5 and one 4,9 is lifted', eight(85, 49), passed, 'Đ', 'K'],
    ['seven 8,5 and one 6,4', eight(85, 64), passed, 'K', 'K'],
    ['six 6,5 and two 5,0', eight(65, 50, 50), passed, 'K', 'K'],
    ['six 6,5, 5,0 and 4,9', eight(65, 50, 49), passed, 'Đ', 'Đ'],
    ['six 6,5, 5,0 and 3,4 is lifted', eight(65, 50, 34), passed, 'CĐ', 'Đ'],
    ['eight 7,0 and one comment subject failed', eight(70), ['CĐ', 'Đ', 'Đ', 'Đ'] as const, 'Đ', 'Đ'],
    ['eight 9,0 and two comment subjects failed', eight(90), ['CĐ', 'CĐ', 'Đ', 'Đ'] as const, 'CĐ', 'CĐ'],
    ['six 5,0 and two 3,5', eight(50, 35, 35), passed, 'Đ', 'Đ'],
    ['five 5,0 and three 4,9', eight(50, 49, 49, 49), passed, 'CĐ', 'CĐ'],
  ] as const)('%s', (_, scored, comment, base, result) => {
    expect(baseLearningResult({ scored, comment })).toBe(base);
    expect(learningResult({ scored, comment })).toBe(result);
  });

  it('lifts at most one step and never to Tốt', () => {
    const order = ['CĐ', 'Đ', 'K', 'T'];
    const scored = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 7, maxLength: 9 });
    const comment = fc.array(fc.constantFrom('Đ' as const, 'CĐ' as const), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(
        scored,
        comment,
        fc.constantFrom('replace' as const, 'remove' as const),
        (s, c, reading) => {
          const base = baseLearningResult({ scored: s, comment: c });
          const result = learningResult({ scored: s, comment: c }, reading);
          const steps = order.indexOf(result) - order.indexOf(base);
          return steps === 0 || (steps === 1 && result !== 'T');
        },
      ),
    );
  });

  it('does not fall when an average rises', () => {
    const order = ['CĐ', 'Đ', 'K', 'T'];
    const scored = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 7, maxLength: 9 });
    fc.assert(
      fc.property(scored, fc.nat(6), (s, i) => {
        const before = learningResult({ scored: s, comment: [...passed] });
        const after = learningResult({ scored: s.with(i, (s[i] ?? 0) + 1), comment: [...passed] });
        return order.indexOf(after) >= order.indexOf(before);
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on the order of subjects', () => {
    const scored = fc.array(fc.constantFrom(34, 35, 49, 50, 64, 65, 80, 90), { minLength: 7, maxLength: 9 });
    const shuffled = scored.chain((s) =>
      fc.tuple(fc.constant(s), fc.shuffledSubarray(s, { minLength: s.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.constantFrom('replace' as const, 'remove' as const), ([a, b], reading) => {
        const comment = [...passed];
        return (
          learningResult({ scored: a, comment }, reading) === learningResult({ scored: b, comment }, reading)
        );
      }),
    );
  });
});
