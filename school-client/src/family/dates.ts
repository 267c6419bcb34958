import type { FamilyLanguage } from './words.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const LOCALES: Readonly<Record<FamilyLanguage, string>> = { vi: 'vi-VN', en: 'en-GB' };

const formatter = (options: Intl.DateTimeFormatOptions) => {
  const made = {
    vi: new Intl.DateTimeFormat(LOCALES.vi, { ...options, timeZone }),
    en: new Intl.DateTimeFormat(LOCALES.en, { ...options, timeZone }),
  };
  return (instant: string, language: FamilyLanguage): string => made[language].format(new Date(instant));
};

/** `31/05/2027` in Vietnam. */
export const dayOf = formatter({ day: '2-digit', month: '2-digit', year: 'numeric' });
/** `31/05`: in lists of the last weeks. Vietnamese would write `31-05`, which no school does. */
export const shortDayOf = (instant: string, language: FamilyLanguage): string =>
  dayOf(instant, language).slice(0, 5);
/** `thứ Năm, 10/06/2027`. */
export const weekdayOf = formatter({ weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric' });
/** `09:14` in Vietnam. */
export const timeOf = formatter({ hour: '2-digit', minute: '2-digit' });
/** `09:14 10/06/2027` in Vietnam. */
export const momentOf = (instant: string, language: FamilyLanguage): string =>
  `${timeOf(instant, language)} ${dayOf(instant, language)}`;

const SORTABLE = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
/** `2027-06-10 09:14` in Vietnam, for tables that sort by it, alike in every language. */
export const sortableMomentOf = (instant: string): string => SORTABLE.format(new Date(instant));
