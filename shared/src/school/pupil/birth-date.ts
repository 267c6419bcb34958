import { type Static, Type } from 'typebox';
import { branded } from '../../branded.ts';
import { parseDateText } from '../../calendar/date-text.ts';
import { LocalDate } from '../../calendar/local-date.ts';
import { normaliseText } from '../../text/normalise.ts';
import type { SchoolYear } from '../identifiers.ts';

const BirthYear = branded<'BirthYear'>('^(19|20)[0-9]{2}$', 4);

/**
 * When somebody was born: a date, or the year alone where the civil register holds no more (`2013`), as it does for many
 * older entries of mountain communes. A day is never made up for it.
 */
export const BirthDate = Type.Union([LocalDate, BirthYear]);
export type BirthDate = Static<typeof BirthDate>;

/**
 * Reads a birth date as people write it, or the year alone (`2013`, `năm 2013`); null for an empty text. A text that is
 * neither is DATE_UNREADABLE.
 */
export const parseBirthText = (
  text: string,
): { readonly value: BirthDate | null } | { readonly finding: { readonly code: 'DATE_UNREADABLE' } } => {
  const year = /^(?:năm )?((?:19|20)\d{2})$/.exec(normaliseText(text).toLowerCase())?.[1];
  if (year !== undefined) return { value: year as BirthDate };
  const read = parseDateText(text);
  if ('finding' in read) return { finding: { code: 'DATE_UNREADABLE' } };
  return read;
};

/** The calendar year somebody was born in. */
export const birthYear = (born: BirthDate): number => Number(born.slice(0, 4));

/** Whether only the year is known. */
export const isYearOnly = (born: BirthDate): boolean => born.length === 4;

/** Whether two writings can be about one birth: equal, or one of them is the year of the other. */
export const agreesOnBirth = (a: BirthDate, b: BirthDate): boolean =>
  a === b || ((isYearOnly(a) || isYearOnly(b)) && birthYear(a) === birthYear(b));

/** `17/05/2013`, or `2013` where only the year is known: the one form in which it is shown and printed. */
export const formatBirthDate = (born: string): string => born.split('-').toReversed().join('/');

const YOUNGEST = 4;
const OLDEST = 99;

/** Whether nobody born then can be a pupil of the school year: not born yet, a small child, or older than people get. */
export const isImpossibleBirth = (born: BirthDate, year: SchoolYear): boolean => {
  const age = Number(year.slice(0, 4)) - birthYear(born);
  return age < YOUNGEST || age > OLDEST;
};

/** Pupils of grade 1 become six in the year it begins; one year early and four years late are common enough. */
const FIRST_AGE = 5;

/** Whether somebody is much younger or older than the others of the grade: worth a look, and no reason to refuse. */
export const isUnusualAge = (born: BirthDate, year: SchoolYear, grade: number): boolean => {
  const late = Number(year.slice(0, 4)) - birthYear(born) - FIRST_AGE - grade;
  return late < -1 || late > 4;
};
