import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDecimal, parseDecimal } from './decimal-text.ts';

describe('parseDecimal', () => {
  it.each([
    ['8,5', 1, 85],
    ['8.5', 1, 85],
    ['8,50', 1, 85],
    [' 10 ', 1, 100],
    ['08,5', 1, 85],
    ['8,', 1, 80],
    ['1.250', 0, 1250],
    ['1.250,5', 1, 12_505],
    ['0.250', 3, 250],
    ['12.5', 1, 125],
    ['1 250', 0, 1250],
    ['−1,5', 1, -15],
    ['-0', 1, 0],
    ['', 1, null],
  ])('the decimal %j is read with %i decimals', (text, decimals, value) => {
    expect(parseDecimal(text, decimals)).toEqual({ value });
  });

  it.each([
    ['8,55', 1, 'TOO_PRECISE'],
    ['0,5', 0, 'TOO_PRECISE'],
    ['1,250,000', 0, 'UNREADABLE'],
    ['1,250.5', 1, 'UNREADABLE'],
    ['1.25.5', 1, 'UNREADABLE'],
    [',5', 1, 'UNREADABLE'],
    ['tám', 1, 'UNREADABLE'],
    ['1e3', 0, 'UNREADABLE'],
    ['1234567890123456', 0, 'UNREADABLE'],
  ])('the text %j with %i decimals is refused', (text, decimals, code) => {
    expect(parseDecimal(text, decimals)).toEqual({ finding: { code: `NUMBER_${code}`, value: text } });
  });
});

it('a decimal is written as Vietnam does, and read back', () => {
  expect(formatDecimal(85, 1)).toBe('8,5');
  expect(formatDecimal(100, 1)).toBe('10,0');
  expect(formatDecimal(-5, 2)).toBe('-0,05');
  expect(formatDecimal(1_234_567, 0)).toBe('1.234.567');
  const value = fc.integer({ min: -1e9, max: 1e9 });
  fc.assert(
    fc.property(value, fc.integer({ min: 0, max: 4 }), (number, decimals) => {
      const read = parseDecimal(formatDecimal(number, decimals), decimals);
      return 'value' in read && Object.is(read.value, number === 0 ? 0 : number);
    }),
  );
});

it('a decimal text agrees with the platform about its own form', () => {
  const platform = new Intl.NumberFormat('vi-VN', { minimumFractionDigits: 1 });
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e8 }),
      (tenths) => formatDecimal(tenths, 1) === platform.format(tenths / 10),
    ),
  );
});
