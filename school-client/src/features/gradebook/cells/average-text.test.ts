import type { RowValues } from '@hocba/shared/marks/row-values';
import { sheetLookOf } from '@hocba/shared/regulations/sheet-looks';
import type { SchoolYear, SubjectCode } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { averageParts } from './average-text.ts';

const partsOf = (regularMarks: number, row: RowValues) => {
  const place = {
    grade: 8,
    year: '2026-2027' as SchoolYear,
    subject: 'toan' as SubjectCode,
    term: 'hk1' as const,
    regularMarks,
  };
  return averageParts(sheetLookOf(place).computed(place)?.why?.(row));
};

it('the text of an average gives the sum and the division', () => {
  expect(partsOf(4, { tx1: 80, tx2: 75, tx3: 90, tx4: 80, gk: 75, ck: 83 })).toEqual({
    sum: '8,0 + 7,5 + 9,0 + 8,0 + 2×7,5 + 3×8,3',
    total: '72,4',
    divisor: '9',
    quotient: '8,04…',
  });
});

it('the text of an average leaves the dots out where the division ends', () => {
  expect(partsOf(2, { tx1: 70, tx2: 70, gk: 70, ck: 70 })?.quotient).toBe('7,00');
});

it('the text of an average is empty while a mark is missing', () => {
  expect(partsOf(2, { tx1: 70, gk: 70, ck: 70 })).toBeUndefined();
});
