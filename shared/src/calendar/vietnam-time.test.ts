import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Instant, instantInVietnam, vietnamTimeOf } from './vietnam-time.ts';

it.each([
  ['2027-04-22T07:00:00.000Z', '2027-04-22', '14:00:00.000'],
  ['2026-12-31T16:59:59.999Z', '2026-12-31', '23:59:59.999'],
  ['2026-12-31T17:00:00.000Z', '2027-01-01', '00:00:00.000'],
  ['2028-02-28T23:30:00.000Z', '2028-02-29', '06:30:00.000'],
])('the moment %s has its date and time in Vietnam', (instant, date, time) => {
  expect(vietnamTimeOf(instant as Instant)).toEqual({ date, time });
});

it('a time goes to Vietnam and back', () => {
  const millis = fc.integer({ min: 946_684_800, max: 4_102_444_000 });
  fc.assert(
    fc.property(millis, (seconds) => {
      const minute = Math.floor(seconds / 60) * 60;
      const instant = new Date(minute * 1000).toISOString() as Instant;
      const { date, time } = vietnamTimeOf(instant);
      return instantInVietnam(date, time.slice(0, 5)) === instant;
    }),
  );
});
