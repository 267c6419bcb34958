import { normaliseText } from '../text/normalise.ts';
import { type LocalDate, localDateFrom } from './local-date.ts';
import type { CalendarFinding } from './work-calendar.ts';

/** `17/05/2013`, `17-5-2013`, `17 . 5 . 2013`, `ngày 17 tháng 5 năm 2013`. */
const DAY_FIRST = /^(?:ngày )?(\d{1,2}) ?(?:[/.-]|tháng| ) ?(\d{1,2}),? ?(?:[/.-]|năm| ) ?(\d{4})$/;
/** `17052013`, as people type on a number pad; read as year first it would be no date, so nothing is guessed. */
const PACKED = /^(\d{2})(\d{2})(\d{4})$/;
const YEAR_FIRST = /^(\d{4}) ?[/. -] ?(\d{1,2}) ?[/. -] ?(\d{1,2})$/;

/** Midnight, which programs put behind a date without meaning a time: `00:00:00`, `0:00`, `T00:00:00.000Z`. */
const MIDNIGHT = /(?:t| )0?0:00(?::00(?:\.0+)?)?z?$|(?: )12:00:00 am$/;

/**
 * Reads a date as people in Vietnam write it, day first with any separators or none, also ISO `2013-05-17`; null for
 * an empty text. A midnight behind it does not count. A year of two digits, a day that no calendar has and a year
 * outside 1900–2099 are DATE_UNREADABLE.
 */
export const parseDateText = (
  text: string,
): { readonly value: LocalDate | null } | { readonly finding: CalendarFinding } => {
  const clean = normaliseText(text).toLowerCase().replace(MIDNIGHT, '');
  if (clean === '') return { value: null };
  const [, day, month, year] = DAY_FIRST.exec(clean) ?? PACKED.exec(clean) ?? [];
  const [, isoYear, isoMonth, isoDay] = YEAR_FIRST.exec(clean) ?? [];
  const date = localDateFrom(Number(year ?? isoYear), Number(month ?? isoMonth), Number(day ?? isoDay));
  return date === undefined
    ? { finding: { code: 'DATE_UNREADABLE', value: text.slice(0, 40) } }
    : { value: date };
};

/** `17/05/2013`, the one form in which dates are shown and printed. */
export const formatDateText = (date: LocalDate): string =>
  `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
