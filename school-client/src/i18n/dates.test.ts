import { afterEach, expect, test, vi } from 'vitest';
import { formatDate } from './dates.ts';

afterEach(() => vi.unstubAllEnvs());

test('a calendar date reads day first and does not move with the time zone', () => {
  expect(formatDate('2013-05-17')).toBe('17/05/2013');
});

test('field 20: a birth of which only the year is known is shown as the year alone', () => {
  expect(formatDate('2013')).toBe('2013');
});

test.each(['America/Los_Angeles', 'UTC', 'Europe/Paris', 'Pacific/Kiritimati'])(
  'field 10: a moment is told in Vietnam time on a device of zone %s',
  async (device) => {
    vi.stubEnv('TZ', device);
    vi.resetModules();
    const { formatMoment, formatTime } = await import('./dates.ts');
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(device);
    expect(formatMoment('2026-05-16T17:05:00.000Z')).toBe('00:05 17/05/2026');
    expect(formatTime('2026-12-31T16:59:00.000Z')).toBe('23:59');
  },
);
