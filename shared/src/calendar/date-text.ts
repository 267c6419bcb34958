import { normaliseText } from '../text/normalise.ts';
import { type LocalDate, localDateFrom, parseLocalDate } from './local-date.ts';
import type { CalendarFinding } from './work-calendar.ts';

/**
 * Reads a date as people in Vietnam write it: day, month, year with `/`, `-`, `.` or spaces between, with or without
 * leading zeros, also `ngày 17 tháng 5 năm 2013` and ISO `2013-05-17`; null for an empty text. A year of two digits,
 * a day that no calendar has and a year outside 1900–2099 are DATE_UNREADABLE: nothing is guessed.
 */
export const parseDateText = (
  text: string,
): { readonly value: LocalDate | null } | { readonly finding: CalendarFinding } => {
  const clean = normaliseText(text).toLowerCase();
  if (clean === '') return { value: null };
  const written =
    /^(\d{1,2}) ?([/. -]) ?(\d{1,2}) ?\2 ?(\d{4})$/.exec(clean) ??
    /^(?:ngày )?(\d{1,2})( )tháng (\d{1,2}),? năm (\d{4})$/.exec(clean);
  const date =
    written === null
      ? parseLocalDate(clean)
      : localDateFrom(Number(written[4]), Number(written[3]), Number(written[1]));
  return date === undefined
    ? { finding: { code: 'DATE_UNREADABLE', value: text.slice(0, 40) } }
    : { value: date };
};

/** `17/05/2013`, the one form in which dates are shown and printed. */
export const formatDateText = (date: LocalDate): string =>
  `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
