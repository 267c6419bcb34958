import { expect, test } from 'vitest';
import { formatDate } from './dates.ts';

test('a calendar date reads day first and does not move with the time zone', () => {
  expect(formatDate('2013-05-17')).toBe('17/05/2013');
});
