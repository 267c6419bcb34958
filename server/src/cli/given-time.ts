import { type LocalDate, localDateFrom } from '@hocba/shared/calendar/local-date';
import { Instant } from '@hocba/shared/calendar/vietnam-time';
import { parseIdentifier } from '@hocba/shared/school/identifiers';

/** Vietnam has no summer time. */
const VIETNAM = '+07:00';
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const TIME = '(\\d{1,2}:\\d{2}(?::\\d{2})?)';
const DAY = '(\\d{1,2})/(\\d{1,2})/(\\d{4})';
/** As pages and slips write a moment, and with the day before the time. */
const TIME_FIRST = new RegExp(`^${TIME} ${DAY}$`);
const DAY_FIRST = new RegExp(`^${DAY} ${TIME}$`);
const CLOCK = /^([01]\d|2[0-3])(:[0-5]\d){1,2}(\.\d{1,3})?$/;

/** A day of the command line, 2026-12-01; undefined for a text that is none and for a day that no calendar has. */
export const readGivenDay = (text: string): LocalDate | undefined => {
  const [, year, month, day] = ISO_DAY.exec(text) ?? [];
  return localDateFrom(Number(year), Number(month), Number(day));
};

const instantOf = (
  day: LocalDate | undefined,
  time: string | undefined,
  zone: string | undefined,
): Instant | undefined => {
  const clock = (time ?? '').replace(/^\d:/, '0$&');
  if (day === undefined || !CLOCK.test(clock)) return undefined;
  return parseIdentifier(Instant, new Date(`${day}T${clock}${zone}`).toISOString());
};

/**
 * A moment of the command line: ISO with Z or an offset, with or without seconds and their parts, or as pages show it
 * in the time of Vietnam (`09:30 10/06/2026`). Undefined for any other text, and for a day or time that does not exist.
 */
export const readGivenInstant = (text: string): Instant | undefined => {
  const clean = text.trim();
  const [, isoDay, isoTime, zone] = ISO.exec(clean) ?? [];
  if (isoDay !== undefined) return instantOf(readGivenDay(isoDay), isoTime, zone);
  const [, time, d, m, y] = TIME_FIRST.exec(clean) ?? [];
  const [, day = d, month = m, year = y, later = time] = DAY_FIRST.exec(clean) ?? [];
  return instantOf(localDateFrom(Number(year), Number(month), Number(day)), later, VIETNAM);
};
