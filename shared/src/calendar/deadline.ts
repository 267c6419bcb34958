import { addDays, type LocalDate } from './local-date.ts';
import { OFFICIAL_CALENDAR } from './official-days.ts';
import { type Instant, instantInVietnam, vietnamTimeOf } from './vietnam-time.ts';
import {
  type CalendarFinding,
  dayStatusOf,
  type PossibleCalendar,
  type WorkCalendar,
} from './work-calendar.ts';
import {
  type Count,
  type CountedDay,
  countFrom,
  decideCount,
  isCountable,
  unknownYear,
} from './working-days.ts';

/** Offices close at this hour in Vietnam: what comes later comes on the next working day, and limits end at it. */
const CLOSING = '17:00';

/**
 * A time for which the clock stands still, from the request for a supplement until it is there; null: not
 * there yet.
 */
export interface Pause {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** When something is due, and how that came out: one line for each day that was counted or left out. */
export interface Deadline {
  /** The working day of receipt. */
  readonly received: LocalDate | null;
  /** The earliest possible when a day is not announced; null while a finding stops the count. */
  readonly due: Instant | null;
  /** The latest possible moment; it equals `due` when everything that matters is announced. */
  readonly latestDue: Instant | null;
  readonly days: readonly CountedDay[];
  readonly findings: readonly CalendarFinding[];
}

const closingOf = (date: LocalDate): Instant => instantInVietnam(date, CLOSING);

/** The working day on which something counts as received: the same day until closing time, otherwise the next one. */
const receipt = (received: Instant, possible: PossibleCalendar): Count => {
  const days: CountedDay[] = [];
  for (let { date } = vietnamTimeOf(received); ; date = addDays(date, 1)) {
    const status = dayStatusOf(date, possible);
    if (status === undefined) return { last: null, days, findings: [unknownYear(date)] };
    const { isWorking, ...reason } = status;
    const isInTime = received <= closingOf(date);
    const why = isInTime ? 'received' : 'after-hours';
    days.push({ date, nth: null, ...reason, ...(isWorking ? { why } : {}) });
    if (isWorking && isInTime) return { last: date, days, findings: [] };
  }
};

/** The clock stands still on a day whose closing time lies in a pause; of a pause without an end nobody knows more. */
const interruptionBy = (pauses: readonly Pause[]) => (date: LocalDate) => {
  const closing = closingOf(date);
  const pause = pauses.find(({ from, to }) => from <= closing && (to === null || closing < to));
  if (pause === undefined) return undefined;
  return pause.to === null ? ({ code: 'DEADLINE_PAUSED', date, value: pause.from } as const) : 'paused';
};

const countIn = (
  received: Instant,
  workingDays: number,
  pauses: readonly Pause[],
  possible: PossibleCalendar,
): Count => {
  const start = receipt(received, possible);
  if (start.last === null) return start;
  const count = countFrom(start.last, workingDays, possible, interruptionBy(pauses));
  return { ...count, days: [...start.days, ...count.days] };
};

/**
 * When something received at an instant is due after so many working days: the day of receipt does not count, the
 * limit ends at 17:00 in Vietnam on the last day. A working day counts when the clock runs at its closing time, so
 * the day of a request for a supplement is used up together with the day on which the supplement comes. Findings:
 * WORKING_DAYS_INVALID, CALENDAR_UNKNOWN, DEADLINE_PAUSED (no due moment then), DAY_NOT_ANNOUNCED, PAUSE_INVALID.
 * Civil Code 2015, Art. 147–148; Decree 118/2025.
 */
export const deadlineOf = (
  received: Instant,
  workingDays: number,
  pauses: readonly Pause[] = [],
  calendar: WorkCalendar = OFFICIAL_CALENDAR,
): Deadline => {
  if (!isCountable(workingDays)) {
    const findings = [{ code: 'WORKING_DAYS_INVALID', value: String(workingDays) }] as const;
    return { received: null, due: null, latestDue: null, days: [], findings };
  }
  const isForward = ({ from, to }: Pause): boolean => to === null || from <= to;
  const forward = pauses.filter(isForward);
  const { last, latest, days, findings } = decideCount(calendar, (possible) =>
    countIn(received, workingDays, forward, possible),
  );
  const backward = pauses.filter((pause) => !isForward(pause));
  return {
    received: days.find(({ why }) => why === 'received')?.date ?? null,
    due: last === null ? null : closingOf(last),
    latestDue: latest === null ? null : closingOf(latest),
    days,
    findings: [...findings, ...backward.map(({ from }) => ({ code: 'PAUSE_INVALID', value: from }) as const)],
  };
};

/**
 * How a deadline stands at an instant; `half` from the closing of half of its days, `last-day` on the day it
 * is due.
 */
export type DeadlineStage = 'running' | 'half' | 'last-day' | 'overdue' | 'paused' | 'unknown';

/** The stage of a deadline, by which screens colour it. */
export const deadlineStage = ({ due, days, findings }: Deadline, now: Instant): DeadlineStage => {
  if (due === null) {
    return findings.some(({ code }) => code === 'DEADLINE_PAUSED') ? 'paused' : 'unknown';
  }
  if (now > due) return 'overdue';
  if (vietnamTimeOf(now).date === vietnamTimeOf(due).date) return 'last-day';
  const counted = days.filter(({ nth }) => nth !== null);
  const passed = counted.filter(({ date }) => closingOf(date) <= now).length;
  return passed * 2 >= counted.length ? 'half' : 'running';
};
