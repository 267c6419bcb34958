import { nextWorkingMoment } from '../calendar/deadline.ts';
import { addDays, type LocalDate } from '../calendar/local-date.ts';
import { type Instant, instantInVietnam } from '../calendar/vietnam-time.ts';
import type { RestrictionState } from '../school/restrictions.ts';

/** The times of an order about a guardian. */
export interface RestrictionTimes {
  readonly state: RestrictionState;
  readonly from: Instant;
  /** The beginning of the day after the last one; null until it is ended. */
  readonly until: Instant | null;
}

/** The beginning of a day in Vietnam. */
export const beginningOf = (date: LocalDate): Instant => instantInVietnam(date, '00:00');

/** The end of a last day in Vietnam. */
export const endOf = (date: LocalDate): Instant => beginningOf(addDays(date, 1));

const isOver = (until: Instant | null, now: Instant): boolean => {
  if (until === null) return false;
  const end = nextWorkingMoment(until);
  return end !== undefined && end <= now;
};

/** Whether an order limits its guardian now or may do so later: from the proposal on. */
export const mayLimit = ({ state, until }: RestrictionTimes, now: Instant): boolean =>
  state !== 'ended' && state !== 'declined' && !isOver(until, now);

/**
 * Whether an order limits its guardian at a moment. Nothing holds before a second person confirmed it. An order whose last
 * day is over holds on until offices open, so that no child is met by surprise at a school's gate on a free day; in a year
 * without a calendar it holds.
 */
export const isInForce = (order: RestrictionTimes, now: Instant): boolean =>
  order.state !== 'proposed' && order.from <= now && mayLimit(order, now);
