import fc from 'fast-check';
import { expect, it } from 'vitest';
import { acknowledgementOf } from './acknowledge.ts';

it.each([
  [[], 0, 0, []],
  [[1, 2, 3], 3, 3, []],
  [[2, 3], 0, 3, [1]],
  [[1, 2, 2, 5, 7], 2, 7, [3, 4, 6]],
])('acknowledges %j up to %i', (numbers, upTo, seen, missing) => {
  expect(acknowledgementOf(numbers)).toEqual({ upTo, seen, missing });
});

it('says nothing of numbers behind more holes than it names', () => {
  const { seen, missing } = acknowledgementOf([1, 1500, 3000]);
  expect([missing.length, seen]).toEqual([1000, 1001]);
});

it('covers exactly the numbers it was given', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (numbers) => {
      const { upTo, seen, missing } = acknowledgementOf(numbers);
      const covered = Array.from({ length: seen }, (_, i) => i + 1).filter((n) => !missing.includes(n));
      expect(covered).toEqual([...numbers].sort((a, b) => a - b));
      expect(missing.every((n) => n > upTo)).toBe(true);
    }),
  );
});
