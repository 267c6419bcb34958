import { type Instant, vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import { formatBirthDate } from '@hocba/shared/school/pupil/birth-date';

/** `14:05 17/05/2026` in Vietnam, as pages and slips write it; the zone of the machine does not matter. */
export const formatMoment = (instant: Instant): string => {
  const { date, time } = vietnamTimeOf(instant);
  return `${time.slice(0, 5)} ${formatBirthDate(date)}`;
};
