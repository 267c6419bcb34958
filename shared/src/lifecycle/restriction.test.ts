import { expect, it } from 'vitest';
import type { LocalDate } from '../calendar/local-date.ts';
import type { Instant } from '../calendar/vietnam-time.ts';
import { strictestOf } from '../school/restrictions.ts';
import { beginningOf, endOf, isInForce } from './restriction.ts';

const at = (text: string) => text as Instant;
const order = { state: 'confirmed', from: beginningOf('2026-10-01' as LocalDate), until: null } as const;

it('an order holds from the beginning of its first day in Vietnam', () => {
  expect(isInForce(order, at('2026-09-30T16:59:59.999Z'))).toBe(false);
  expect(isInForce(order, at('2026-09-30T17:00:00.000Z'))).toBe(true);
});

it('an order whose last day is a Friday holds until offices open on Monday', () => {
  const until = endOf('2026-10-09' as LocalDate);
  expect(isInForce({ ...order, until }, at('2026-10-11T10:00:00.000Z'))).toBe(true);
  expect(isInForce({ ...order, until }, at('2026-10-11T23:59:59.000Z'))).toBe(true);
  expect(isInForce({ ...order, until }, at('2026-10-12T00:00:00.000Z'))).toBe(false);
});

it('an order that ends in a year without a calendar holds until it is ended by agreement', () => {
  const until = endOf('2039-10-09' as LocalDate);
  expect(isInForce({ ...order, until }, at('2040-01-01T00:00:00.000Z'))).toBe(true);
  expect(isInForce({ ...order, until, state: 'ended' }, at('2040-01-01T00:00:00.000Z'))).toBe(false);
});

it.each([
  ['proposed', false],
  ['confirmed', true],
  ['ending', true],
  ['ended', false],
  ['declined', false],
] as const)('an order that is %s is in force: %s', (state, holds) => {
  expect(isInForce({ ...order, state }, at('2026-10-05T03:00:00.000Z'))).toBe(holds);
});

it('the strictest of several orders is the one that leaves the least', () => {
  expect(strictestOf(['see-only', 'no-address'])).toBe('no-address');
  expect(strictestOf(['no-address', 'no-access', 'see-only'])).toBe('no-access');
  expect(strictestOf([])).toBeNull();
});
