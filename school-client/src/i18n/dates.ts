import { currentLanguage } from './i18n.ts';

const locale = (): string => (currentLanguage() === 'en' ? 'en-GB' : 'vi-VN');

/** `14:05` on this device's clock. */
export const formatTime = (instant: string): string =>
  new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));

/** `17/05/2013` from `2013-05-17`; a calendar date has no time zone. */
export const formatDate = (date: string): string => {
  const [year, month, day] = date.slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
};

/** `14:05 17/05/2026` on this device's clock. */
export const formatMoment = (instant: string): string =>
  `${formatTime(instant)} ${new Intl.DateTimeFormat(locale(), { day: '2-digit', month: '2-digit', year: 'numeric' }).format(new Date(instant))}`;
