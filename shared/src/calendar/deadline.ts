import { addDays, type LocalDate } from './local-date.ts';
import { OFFICIAL_CALENDAR } from './official-days.ts';
import { type Instant, vietnamTimeOf } from './vietnam-time.ts';
import {
  type CalendarFinding,
  dayStatusOf,
  type PossibleCalendar,
  possibleCalendars,
  type WorkCalendar,
} from './work-calendar.ts';
import { addWorkTime, closingOf, openingFrom, WORKING_DAY_MS, workTimeBetween } from './work-time.ts';
import {
  type Count,
  type CountedDay,
  countFrom,
  decideCount,
  isCountable,
  unknownYear,
} from './working-days.ts';

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

/** Pauses in their order, each time once; the time before the receipt is no pause of this clock. */
const united = (pauses: readonly Pause[], received: Instant): Pause[] => {
  const inOrder = pauses
    .filter(({ to }) => to === null || to > received)
    .map(({ from, to }) => ({ from: from < received ? received : from, to }))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const all: Pause[] = [];
  for (const next of inOrder) {
    const last = all.at(-1);
    if (last === undefined || (last.to !== null && last.to < next.from)) all.push(next);
    else if (last.to !== null && (next.to === null || next.to > last.to)) {
      all.splice(-1, 1, { from: last.from, to: next.to });
    }
  }
  return all;
};

/** The due moment after the pauses, or the finding that stops the clock. */
const moveBy = (
  pauses: readonly Pause[],
  first: Instant,
  possible: PossibleCalendar,
): Instant | CalendarFinding => {
  let due = first;
  for (const { from, to } of pauses) {
    if (from >= due) break;
    if (to === null) return { code: 'DEADLINE_PAUSED', date: vietnamTimeOf(from).date, value: from };
    const waited = workTimeBetween(from, to, possible);
    if (typeof waited === 'object') return unknownYear(waited.unknown);
    const moved = addWorkTime(due, waited, possible);
    if (typeof moved === 'object') return unknownYear(moved.unknown);
    due = moved;
  }
  return due;
};

/** The days behind the counted ones that the working time of pauses is spent on. */
const daysOfPauses = (last: LocalDate, due: Instant, possible: PossibleCalendar): CountedDay[] => {
  const days: CountedDay[] = [];
  const end = vietnamTimeOf(due).date;
  for (let date = addDays(last, 1); date <= end; date = addDays(date, 1)) {
    const { isWorking = false, ...reason } = dayStatusOf(date, possible) ?? { why: 'weekend' };
    days.push({ date, nth: null, ...reason, ...(isWorking ? { why: 'paused' } : {}) });
  }
  return days;
};

const countIn = (
  received: Instant,
  workingDays: number,
  pauses: readonly Pause[],
  possible: PossibleCalendar,
): Count<Instant> => {
  const start = receipt(received, possible);
  if (start.last === null) return { ...start, last: null };
  const count = countFrom(start.last, workingDays, possible);
  const days = [...start.days, ...count.days];
  if (count.last === null) return { last: null, days, findings: count.findings };
  const due = moveBy(united(pauses, received), closingOf(count.last), possible);
  if (typeof due === 'object') return { last: null, days, findings: [due] };
  return { last: due, days: [...days, ...daysOfPauses(count.last, due, possible)], findings: [] };
};

/**
 * When something received at an instant is due after so many working days: the day of receipt does not count, the
 * limit ends at 17:00 in Vietnam on the last day. The exact working time of a pause is added to the due moment; pauses
 * that overlap count once, and a pause that begins at the due moment or later moves nothing. Findings:
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
    due: last,
    latestDue: latest,
    days,
    findings: [...findings, ...backward.map(({ from }) => ({ code: 'PAUSE_INVALID', value: from }) as const)],
  };
};

/**
 * The working time from an instant to another, in milliseconds: the least of all calendars that may come true, and
 * undefined in a year without a calendar.
 */
export const remainingWorkTime = (
  now: Instant,
  due: Instant,
  calendar: WorkCalendar = OFFICIAL_CALENDAR,
): number | undefined => {
  const times = possibleCalendars(calendar).map((possible) => workTimeBetween(now, due, possible));
  const known = times.filter((time) => typeof time === 'number');
  return known.length < times.length ? undefined : Math.min(...known);
};

/**
 * The instant itself while offices are open, otherwise the next opening: the latest of all calendars that may come true,
 * and undefined in a year without a calendar.
 */
export const nextWorkingMoment = (
  instant: Instant,
  calendar: WorkCalendar = OFFICIAL_CALENDAR,
): Instant | undefined => {
  const moments = possibleCalendars(calendar).map((possible) => openingFrom(instant, possible));
  const known = moments.filter((moment) => typeof moment === 'string');
  return known.length < moments.length ? undefined : known.toSorted().at(-1);
};

/**
 * How a deadline stands at an instant; `half` once no more working time is left than half of its days have, `last-day`
 * on the day it is due.
 */
export type DeadlineStage = 'running' | 'half' | 'last-day' | 'overdue' | 'paused' | 'unknown';

/** The stage of a deadline, by which screens colour it. */
export const deadlineStage = (
  { due, days, findings }: Deadline,
  now: Instant,
  calendar: WorkCalendar = OFFICIAL_CALENDAR,
): DeadlineStage => {
  if (due === null) {
    return findings.some(({ code }) => code === 'DEADLINE_PAUSED') ? 'paused' : 'unknown';
  }
  if (now > due) return 'overdue';
  if (vietnamTimeOf(now).date === vietnamTimeOf(due).date) return 'last-day';
  const counted = days.filter(({ nth }) => nth !== null).length;
  const left = remainingWorkTime(now, due, calendar) ?? 0;
  return left * 2 <= counted * WORKING_DAY_MS ? 'half' : 'running';
};
