import type { Instant } from '@hocba/shared/calendar/vietnam-time';
import { expect, it } from 'vitest';
import { formatMoment } from './moment.ts';

it.each([
  ['2025-05-29T02:00:00.000Z', '09:00 29/05/2025'],
  ['2025-05-28T17:30:59.999Z', '00:30 29/05/2025'],
  ['2025-12-31T16:59:00.000Z', '23:59 31/12/2025'],
])('field 10: the moment %s is shown as %s, in Vietnam', (instant, shown) => {
  expect(formatMoment(instant as Instant)).toBe(shown);
});
