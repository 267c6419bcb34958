import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valuesOfRow } from '../../../marks/row-values.ts';
import type { SubjectCode } from '../../../school/identifiers.ts';
import { averageOfRow } from './averages-of-row.ts';

const toan = 'toan' as SubjectCode;
const gdtc = 'gdtc' as SubjectCode;

const row = (regular: readonly (number | string)[], gk: number | string, ck: number | string) => ({
  ...Object.fromEntries(regular.map((mark, i) => [`tx${i + 1}`, mark])),
  gk,
  ck,
});

describe('averageOfRow', () => {
  it('the average of a row waits for every column', () => {
    expect(averageOfRow(toan, 2, row([80, 90], 75, 85))).toBe(82);
    expect(averageOfRow(toan, 3, row([80, 90], 75, 85))).toBeNull();
    expect(averageOfRow(toan, 2, row([80, 90], 75, 'V'))).toBeNull();
    expect(averageOfRow(toan, 2, row([80, 'M'], 75, 85))).toBeNull();
    expect(averageOfRow(toan, 2, {})).toBeNull();
    expect(averageOfRow('xyz' as SubjectCode, 2, row([80, 90], 75, 85))).toBeNull();
  });

  it('the average of a comment row is Đ only when every assessment is Đ', () => {
    expect(averageOfRow(gdtc, 2, row(['Đ', 'Đ'], 'Đ', 'Đ'))).toBe('Đ');
    expect(averageOfRow(gdtc, 2, row(['Đ', 'CĐ'], 'Đ', 'Đ'))).toBe('CĐ');
    expect(averageOfRow(gdtc, 2, row(['Đ', 'Đ'], 'Đ', 'V'))).toBeNull();
    expect(averageOfRow(gdtc, 2, row([80, 90], 75, 85))).toBeNull();
  });

  it('the average of a row does not depend on the order of regular marks', () => {
    const mark = fc.integer({ min: 0, max: 100 });
    const shuffled = fc
      .array(mark, { minLength: 4, maxLength: 4 })
      .chain((marks) => fc.tuple(fc.constant(marks), fc.shuffledSubarray(marks, { minLength: 4 })));
    fc.assert(
      fc.property(shuffled, mark, mark, ([marks, other], gk, ck) => {
        expect(averageOfRow(toan, 4, row(marks, gk, ck))).toBe(averageOfRow(toan, 4, row(other, gk, ck)));
      }),
    );
  });

  it('the average of a row is read from a folded sheet, cleared cells as empty', () => {
    const head = (value: number | null) => [value, 'entry', 'by', 'at'] as never;
    expect(valuesOfRow({ tx1: head(80), gk: head(null) })).toEqual({ tx1: 80, gk: null });
    expect(valuesOfRow(undefined)).toEqual({});
  });
});
