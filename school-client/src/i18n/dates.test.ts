import { expect, test } from 'vitest';
import { formatDate, formatMoment } from './dates.ts';

test('a calendar date reads day first and does not move with the time zone', () => {
  expect(formatDate('2013-05-17')).toBe('17/05/2013');
});

test('a moment shows time and date on the clock of the device', () => {
  const at = new Date(2026, 4, 17, 8, 5);
  expect(formatMoment(at.toISOString())).toBe('08:05 17/05/2026');
});
