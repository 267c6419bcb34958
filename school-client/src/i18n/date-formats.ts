import type { Language } from '@hocba/shared/text/language';

/**
 * The law knows one official hour. A time on a record, a slip or a sheet reads alike on every device, also on one that
 * was set up for another zone.
 */
const timeZone = 'Asia/Ho_Chi_Minh';

/** A formatter takes longer to make than a sheet of 250 cells to render; each is made once. */
const formatter = (options: Intl.DateTimeFormatOptions) => {
  const made = {
    vi: new Intl.DateTimeFormat('vi-VN', { ...options, timeZone }),
    en: new Intl.DateTimeFormat('en-GB', { ...options, timeZone }),
  };
  return (instant: string, language: Language): string => made[language].format(new Date(instant));
};

/** `14:05` in Vietnam. */
export const timeIn = formatter({ hour: '2-digit', minute: '2-digit' });
/** `31/05/2027` in Vietnam. */
export const dayIn = formatter({ day: '2-digit', month: '2-digit', year: 'numeric' });
/** `14:05 17/05/2026` in Vietnam. */
export const momentIn = (instant: string, language: Language): string =>
  `${timeIn(instant, language)} ${dayIn(instant, language)}`;
/** `Thứ Năm, 10/06/2027`. */
export const weekdayIn = formatter({ weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric' });
/** `31/05`: in lists of the last weeks. Vietnamese would write `31-05`, which no school does. */
export const shortDayIn = (instant: string, language: Language): string =>
  dayIn(instant, language).slice(0, 5);

const SORTABLE = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
/** `2027-06-10 09:14` in Vietnam, for tables that sort by it, alike in every language. */
export const sortableMomentIn = (instant: string): string => SORTABLE.format(new Date(instant));

/** `2024–2025` from `2024-2025`; every other text as it is. */
export const formatSchoolYear = (text: string): string => text.replace(/^(\d{4})-(\d{4})$/, '$1–$2');
