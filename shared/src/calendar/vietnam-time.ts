import type { Static } from 'typebox';
import { branded } from '../branded.ts';
import { addDays, type LocalDate } from './local-date.ts';

/** An ISO-8601 instant in UTC with milliseconds, fixed width, so that text order is time order. */
export const Instant = branded<'Instant'>(
  '^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$',
  24,
);
export type Instant = Static<typeof Instant>;

/** Asia/Ho_Chi_Minh is seven hours ahead of UTC all year: the law knows one official hour and no summer time. */
const HOURS_AHEAD = 7;

/** The date and the clock time (`HH:mm:ss.SSS`) in Vietnam at an instant. */
export const vietnamTimeOf = (instant: Instant): { date: LocalDate; time: string } => {
  const date = instant.slice(0, 10) as LocalDate;
  const hour = Number(instant.slice(11, 13)) + HOURS_AHEAD;
  return {
    date: hour >= 24 ? addDays(date, 1) : date,
    time: `${String(hour % 24).padStart(2, '0')}${instant.slice(13, 23)}`,
  };
};

/** The instant of a date and a clock time (`HH:mm`) in Vietnam. */
export const instantInVietnam = (date: LocalDate, time: string): Instant => {
  const hour = Number(time.slice(0, 2)) - HOURS_AHEAD;
  const day = hour < 0 ? addDays(date, -1) : date;
  return `${day}T${String((hour + 24) % 24).padStart(2, '0')}${time.slice(2, 5)}:00.000Z` as Instant;
};
