import { formatBirthDate } from '@hocba/shared/school/pupil/birth-date';
import { momentIn, timeIn } from './date-formats.ts';
import { currentLanguage } from './i18n.ts';

/** `14:05` in Vietnam. */
export const formatTime = (instant: string): string => timeIn(instant, currentLanguage());

/** `17/05/2013` from `2013-05-17`, `2013` where only a year of birth is known; a calendar date has no time zone. */
export const formatDate = (date: string): string => formatBirthDate(date.slice(0, 10));

/** `14:05 17/05/2026` in Vietnam. */
export const formatMoment = (instant: string): string => momentIn(instant, currentLanguage());
