import { addDays } from '../calendar/local-date.ts';
import { type Instant, instantInVietnam, vietnamTimeOf } from '../calendar/vietnam-time.ts';

/** Messages that can wait go out from 8:00 to 20:00 in Vietnam; the telephone may lie beside a bed. */
const OPENS = '08:00';
const CLOSES = '20:00';

/** The first moment from `now` on at which a message may go out; `now` itself inside the hours. */
export const sendMoment = (now: Instant): Instant => {
  const { date, time } = vietnamTimeOf(now);
  if (time < OPENS) return instantInVietnam(date, OPENS);
  return time < CLOSES ? now : instantInVietnam(addDays(date, 1), OPENS);
};
