import { addDays, dateOfDay, dayNumberOf, type LocalDate } from './local-date.ts';
import { type Instant, instantInVietnam, vietnamTimeOf } from './vietnam-time.ts';
import { dayStatusOf, type PossibleCalendar } from './work-calendar.ts';

/** Offices close at this hour in Vietnam: what comes later comes on the next working day, and limits end at it. */
const CLOSING = '17:00';

/** The hours of offices on a working day in Vietnam; the noon break is no working time. */
const OFFICE_HOURS = [
  ['07:00', '11:30'],
  ['13:30', CLOSING],
] as const;

/** The working time of one day, in milliseconds: eight hours. */
export const WORKING_DAY_MS = 28_800_000;

/** The moment at which offices close on a day. */
export const closingOf = (date: LocalDate): Instant => instantInVietnam(date, CLOSING);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const ofDay = (time: string): number =>
  Number(time.slice(0, 2)) * HOUR_MS + Number(time.slice(3, 5)) * 60_000 + Number(time.slice(6) || 0) * 1000;

/** Milliseconds of Vietnam's clock since the beginning of 1970, so that instants can be subtracted. */
const clockOf = (instant: Instant): number => {
  const { date, time } = vietnamTimeOf(instant);
  return dayNumberOf(date) * DAY_MS + Math.round(ofDay(time));
};

const instantOf = (clock: number): Instant => {
  const time = clock % DAY_MS;
  const two = (value: number): string => String(value).padStart(2, '0');
  const minute = `${two(Math.floor(time / HOUR_MS))}:${two(Math.floor((time % HOUR_MS) / 60_000))}`;
  const seconds = `${two(Math.floor((time % 60_000) / 1000))}.${String(time % 1000).padStart(3, '0')}Z`;
  const instant = instantInVietnam(dateOfDay(Math.floor(clock / DAY_MS)), minute);
  return `${instant.slice(0, 17)}${seconds}` as Instant;
};

const intervalsOf = (date: LocalDate): (readonly [number, number])[] =>
  OFFICE_HOURS.map(([from, to]) => [
    dayNumberOf(date) * DAY_MS + ofDay(from),
    dayNumberOf(date) * DAY_MS + ofDay(to),
  ]);

/** A day of which nobody knows whether people work on it, because its year has no calendar. */
export interface UnknownDay {
  readonly unknown: LocalDate;
}

/** The working time between two instants in one possible calendar, in milliseconds; 0 when they stand the other way round. */
export const workTimeBetween = (
  from: Instant,
  to: Instant,
  calendar: PossibleCalendar,
): number | UnknownDay => {
  const [start, end] = [clockOf(from), clockOf(to)];
  const last = vietnamTimeOf(to).date;
  let sum = 0;
  for (let { date } = vietnamTimeOf(from); date <= last; date = addDays(date, 1)) {
    const status = dayStatusOf(date, calendar);
    if (status === undefined) return { unknown: date };
    if (!status.isWorking) continue;
    for (const [opens, closes] of intervalsOf(date)) {
      sum += Math.max(0, Math.min(end, closes) - Math.max(start, opens));
    }
  }
  return sum;
};

/**
 * The instant at which so much working time, in milliseconds, has passed since another instant. Time that is used up
 * at closing ends at closing, and no time at all ends where it begins.
 */
export const addWorkTime = (
  from: Instant,
  milliseconds: number,
  calendar: PossibleCalendar,
): Instant | UnknownDay => {
  let left = milliseconds;
  if (left === 0) return from;
  const start = clockOf(from);
  for (let { date } = vietnamTimeOf(from); ; date = addDays(date, 1)) {
    const status = dayStatusOf(date, calendar);
    if (status === undefined) return { unknown: date };
    if (!status.isWorking) continue;
    for (const [opens, closes] of intervalsOf(date)) {
      const begin = Math.max(start, opens);
      const time = Math.max(0, closes - begin);
      if (left <= time) return instantOf(begin + left);
      left -= time;
    }
  }
};

/** The instant itself while offices are open, otherwise the next opening, in one possible calendar. */
export const openingFrom = (instant: Instant, calendar: PossibleCalendar): Instant | UnknownDay => {
  const moment = clockOf(instant);
  for (let { date } = vietnamTimeOf(instant); ; date = addDays(date, 1)) {
    const status = dayStatusOf(date, calendar);
    if (status === undefined) return { unknown: date };
    const open = status.isWorking ? intervalsOf(date).find(([, closes]) => moment < closes) : undefined;
    if (open !== undefined) return instantOf(Math.max(moment, open[0]));
  }
};
