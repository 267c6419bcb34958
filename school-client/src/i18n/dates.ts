import { formatBirthDate } from '@hocba/shared/school/pupil/birth-date';
import { currentLanguage } from './i18n.ts';

/**
 * The law knows one official hour. A time on a record, a slip or a sheet reads alike on every device, also on one that
 * was set up for another zone.
 */
const timeZone = 'Asia/Ho_Chi_Minh';
const TIME = { hour: '2-digit', minute: '2-digit', timeZone } as const;
const DAY = { day: '2-digit', month: '2-digit', year: 'numeric', timeZone } as const;

/** A formatter takes longer to make than a sheet of 250 cells to render; each is made once. */
const formattersOf = (locale: string) => ({
  time: new Intl.DateTimeFormat(locale, TIME),
  day: new Intl.DateTimeFormat(locale, DAY),
});
const FORMATTERS = { vi: formattersOf('vi-VN'), en: formattersOf('en-GB') };

/** `14:05` in Vietnam. */
export const formatTime = (instant: string): string =>
  FORMATTERS[currentLanguage()].time.format(new Date(instant));

/** `17/05/2013` from `2013-05-17`, `2013` where only a year of birth is known; a calendar date has no time zone. */
export const formatDate = (date: string): string => formatBirthDate(date.slice(0, 10));

/** `14:05 17/05/2026` in Vietnam. */
export const formatMoment = (instant: string): string =>
  `${formatTime(instant)} ${FORMATTERS[currentLanguage()].day.format(new Date(instant))}`;

/** `2024–2025` from `2024-2025`; every other text as it is. */
export const formatSchoolYear = (text: string): string => text.replace(/^(\d{4})-(\d{4})$/, '$1–$2');
