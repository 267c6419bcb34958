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
  ] as const)(
    'the learning result is computed, and lifted where one subject holds it down: %s',
    (_, scored, comment, base, result) => {
      expect(baseLearningResult({ scored, comment })).toBe(base);
      expect(learningResult({ scored, comment })).toBe(result);
    },
  );
});
