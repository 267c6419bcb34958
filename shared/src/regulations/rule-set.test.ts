import { expect, it } from 'vitest';
import type { SchoolYear } from '../school/identifiers.ts';
import { ruleSetOf } from './rule-set.ts';

const LETTERS = {
  'circular-27-2020': 'p',
  'circular-22-2021': 's',
  'circular-30-2014': 'b',
  'circular-58-2011': 'c',
} as const;

it.each([
  ['2020-2021', 'pbbbbccccccc'],
  ['2021-2022', 'ppbbbscccccc'],
  ['2022-2023', 'pppbbssccscc'],
  ['2023-2024', 'ppppbssscssc'],
  ['2024-2025', 'pppppsssssss'],
  ['2026-2027', 'pppppsssssss'],
])('the school year %s has the regulation of grades 1 to 12 of %s', (year, expected) => {
  const found = Array.from({ length: 12 }, (_, i) => ruleSetOf(i + 1, year as SchoolYear));
  expect(found.map((rules) => (rules === undefined ? '?' : LETTERS[rules])).join('')).toBe(expected);
});

it('the choice of a regulation does not guess', () => {
  expect(ruleSetOf(6, '2019-2020' as SchoolYear)).toBeUndefined();
  expect(ruleSetOf(6, '2026-2028' as SchoolYear)).toBeUndefined();
  expect(ruleSetOf(0, '2026-2027' as SchoolYear)).toBeUndefined();
  expect(ruleSetOf(13, '2026-2027' as SchoolYear)).toBeUndefined();
  expect(ruleSetOf(6.5, '2026-2027' as SchoolYear)).toBeUndefined();
});
