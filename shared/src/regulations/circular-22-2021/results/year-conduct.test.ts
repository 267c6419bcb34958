import { expect, it } from 'vitest';
import { yearConduct } from './year-conduct.ts';

it.each([
  ['T', 'T', 'T'],
  ['T', 'K', 'K'],
  ['T', 'Đ', 'K'],
  ['T', 'CĐ', 'CĐ'],
  ['K', 'T', 'T'],
  ['K', 'K', 'K'],
  ['K', 'Đ', 'Đ'],
  ['K', 'CĐ', 'CĐ'],
  ['Đ', 'T', 'K'],
  ['Đ', 'K', 'K'],
  ['Đ', 'Đ', 'Đ'],
  ['Đ', 'CĐ', 'CĐ'],
  ['CĐ', 'T', 'K'],
  ['CĐ', 'K', 'Đ'],
  ['CĐ', 'Đ', 'Đ'],
  ['CĐ', 'CĐ', 'CĐ'],
] as const)(
  'the conduct %s then %s makes %s for the year (Circular 22/2021, Art. 8)',
  (first, second, year) => {
    expect(yearConduct(first, second)).toBe(year);
  },
);
