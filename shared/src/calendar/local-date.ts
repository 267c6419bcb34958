import type { Static } from 'typebox';
import { branded } from '../branded.ts';

/** A calendar date without a time zone, `2013-05-17`. */
export const LocalDate = branded<'LocalDate'>(
  '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
  10,
);
export type LocalDate = Static<typeof LocalDate>;

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a year of the Gregorian calendar has a 29 February. */
const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days of a month (1–12) in a year; 0 for a month that does not exist. */
const daysOfMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (DAYS_OF_MONTH[month - 1] ?? 0);

const two = (value: number): string => String(value).padStart(2, '0');

/** The date of a year, month (1–12) and day, from 1900 to 2099; undefined for a day that no calendar has (31 April). */
export const localDateFrom = (year: number, month: number, day: number): LocalDate | undefined => {
  const isYear = Number.isInteger(year) && year >= 1900 && year <= 2099;
  const isDay = Number.isInteger(day) && day >= 1 && day <= daysOfMonth(year, month);
  return isYear && isDay ? (`${year}-${two(month)}-${two(day)}` as LocalDate) : undefined;
};

/** Year, month and day of a date, as numbers. */
export const dateParts = (date: LocalDate): { year: number; month: number; day: number } => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
});

/**
 * The number of a day, 0 on 1970-01-01 and one more each day, so that dates can be added and subtracted. Years begin
 * in March here, which puts the leap day last and makes the months' lengths one straight formula.
 */
export const dayNumberOf = (date: LocalDate): number => {
  const { year, month, day } = dateParts(date);
  const shifted = month <= 2 ? year - 1 : year;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return shifted * 365 + leapDays + dayOfYear - 719_468;
};

/** Days of 400 years, after which the Gregorian calendar repeats. */
const ERA = 146_097;

/** The date of a day's number; the inverse of dayNumberOf. */
export const dateOfDay = (dayNumber: number): LocalDate => {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / ERA);
  const ofEra = shifted - era * ERA;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / (ERA - 1))) / 365,
  );
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const ofYear = ofEra - (365 * yearOfEra + leapDays);
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = ((fromMarch + 2) % 12) + 1;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}` as LocalDate;
};

/** The date a number of days later; earlier when negative. */
export const addDays = (date: LocalDate, days: number): LocalDate => dateOfDay(dayNumberOf(date) + days);

/** The day of the week, 1 Monday to 7 Sunday. */
export const weekdayOf = (date: LocalDate): number => ((((dayNumberOf(date) + 3) % 7) + 7) % 7) + 1;
