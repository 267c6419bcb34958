import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  dateOfDay,
  dateParts,
  dayNumberOf,
  type LocalDate,
  localDateFrom,
  weekdayOf,
} from './local-date.ts';

/** 1900-01-01 to 2099-12-31. */
const dayNumber = fc.integer({ min: -25_567, max: 47_481 });
const platformDate = (day: number) => new Date(day * 86_400_000);

describe('day numbers', () => {
  it('day numbers agree with the platform on every day of two centuries', () => {
    for (let day = -25_567; day <= 47_481; day++) {
      const date = platformDate(day).toISOString().slice(0, 10) as LocalDate;
      if (dateOfDay(day) !== date || dayNumberOf(date) !== day) expect([day, dateOfDay(day)]).toBe(date);
    }
  });

  it('day numbers give the day of the week', () => {
    fc.assert(
      fc.property(dayNumber, (day) => weekdayOf(dateOfDay(day)) % 7 === platformDate(day).getUTCDay()),
    );
    expect(weekdayOf('2026-11-23' as LocalDate)).toBe(1);
  });

  it('two steps of days lead to the date that their sum leads to', () => {
    const step = fc.integer({ min: -4000, max: 4000 });
    fc.assert(
      fc.property(dayNumber, step, step, (day, a, b) => {
        const date = dateOfDay(day);
        return addDays(addDays(date, a), b) === addDays(date, a + b);
      }),
    );
  });
});

it.each([
  [2024, 2, 29, true],
  [2000, 2, 29, true],
  [1900, 2, 29, false],
  [2026, 2, 29, false],
  [2026, 4, 31, false],
  [2026, 13, 1, false],
  [2026, 0, 10, false],
  [2026, 10, 0, false],
  [1899, 12, 31, false],
  [2100, 1, 1, false],
  [2026, 10, 1.5, false],
  [Number.NaN, 10, 1, false],
])('the local date of %d, %d, %d: %j', (year, month, day, isReal) => {
  const date = localDateFrom(year, month, day);
  expect(date !== undefined).toBe(isReal);
  if (date !== undefined) expect(dateParts(date)).toEqual({ year, month, day });
});
