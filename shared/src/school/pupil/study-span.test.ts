import { expect, it } from 'vitest';
import type { LocalDate } from '../../calendar/local-date.ts';
import type { SchoolYear } from '../identifiers.ts';
import { schoolYearOn, studiesOn, studySpan } from './study-span.ts';

const day = (text: string) => text as LocalDate;
const enrolled = (year: string, joined_on: string | null = null) => ({ year, joined_on });

it('a pupil studies from the opening or the day of coming to the last day of the school year', () => {
  expect(studySpan('2025-2026' as SchoolYear, null)).toEqual({ from: '2025-09-05', until: '2026-08-31' });
  expect(studySpan('2026-2027' as SchoolYear, null)).toEqual({ from: '2026-09-05', until: '2027-08-31' });
  expect(studySpan('2026-2027' as SchoolYear, day('2026-12-07')).from).toBe('2026-12-07');
});

it('a school confirms the year that runs, in August the old one, and between two years the next one', () => {
  const years = [enrolled('2025-2026'), enrolled('2026-2027')];
  const yearOn = (today: string) => studiesOn(years, day(today))?.year;
  expect(yearOn('2026-05-20')).toBe('2025-2026');
  expect(yearOn('2026-08-31')).toBe('2025-2026');
  expect(yearOn('2026-09-02')).toBe('2026-2027');
  expect(yearOn('2027-08-31')).toBe('2026-2027');
  expect(yearOn('2027-09-01')).toBeUndefined();
  expect(studiesOn([], day('2026-09-02'))).toBeUndefined();
});

it('a day belongs to the school year that ends with its August or begins with its September', () => {
  expect(['2026-08-31', '2026-09-01', '2027-01-01'].map((text) => schoolYearOn(day(text)))).toEqual([
    '2025-2026',
    '2026-2027',
    '2026-2027',
  ]);
});
