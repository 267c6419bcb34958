import { addDays, type LocalDate } from './local-date.ts';
import { OFFICIAL_CALENDAR } from './official-days.ts';
import {
  type CalendarFinding,
  type DayStatus,
  dayStatusOf,
  type OpenQuestion,
  type PossibleCalendar,
  possibleCalendars,
  undecidedDays,
  type WorkCalendar,
} from './work-calendar.ts';

/** More working days than this no limit of the law has; the bound keeps a mistyped number from counting for ever. */
const MOST_DAYS = 1000;

/** One day of a count: its number among the counted ones, or null and why it does not count. */
export interface CountedDay extends Omit<DayStatus, 'isWorking' | 'why'> {
  readonly date: LocalDate;
  readonly nth: number | null;
  readonly why: DayStatus['why'] | 'received' | 'after-hours' | 'paused';
  /** Present when the notice that decides about this day is not here yet. */
  readonly announced?: false;
}

/** A count in one possible calendar; `last` is null when a finding stopped it. */
export interface Count<Last extends string = LocalDate> {
  readonly last: Last | null;
  readonly days: readonly CountedDay[];
  readonly findings: readonly CalendarFinding[];
}

/** A count over all possible calendars: the earliest end with its derivation, and the latest one. */
export interface DecidedCount<Last extends string = LocalDate> extends Count<Last> {
  readonly latest: Last | null;
}

/** Whether so many working days can be counted: whole, not negative, at most 1,000. */
export const isCountable = (workingDays: number): boolean =>
  Number.isInteger(workingDays) && workingDays >= 0 && workingDays <= MOST_DAYS;

/** The finding of a year whose days off are not known. */
export const unknownYear = (date: LocalDate): CalendarFinding => ({
  code: 'CALENDAR_UNKNOWN',
  date,
  value: date.slice(0, 4),
});

/** Counts working days from the day after `start` on, in one possible calendar. */
export const countFrom = (start: LocalDate, workingDays: number, calendar: PossibleCalendar): Count => {
  const days: CountedDay[] = [];
  let date = start;
  for (let nth = 0; nth < workingDays; ) {
    date = addDays(date, 1);
    const status = dayStatusOf(date, calendar);
    if (status === undefined) return { last: null, days, findings: [unknownYear(date)] };
    const { isWorking, ...reason } = status;
    if (isWorking) nth++;
    days.push({ date, nth: isWorking ? nth : null, ...reason });
  }
  return { last: date, days, findings: [] };
};

const differOnlyIn = (place: number, a: readonly number[], b: readonly number[]): boolean =>
  a.every((answer, i) => (answer === b[i]) !== (i === place));

const notAnnounced = (question: OpenQuestion): CalendarFinding => ({
  code: 'DAY_NOT_ANNOUNCED',
  dates: undecidedDays(question),
  value: question.id,
});

/**
 * Counts in every calendar that may come true. Where all agree the result is certain, whatever is announced;
 * otherwise it is the earliest, with a DAY_NOT_ANNOUNCED for each question on which it depends.
 */
export const decideCount = <Last extends string>(
  calendar: WorkCalendar,
  count: (possible: PossibleCalendar) => Count<Last>,
): DecidedCount<Last> => {
  const all = possibleCalendars(calendar).map((possible) => ({ possible, count: count(possible) }));
  const stopped = all.find(({ count }) => count.last === null);
  const byDay = all.toSorted((a, b) => ((a.count.last ?? '') < (b.count.last ?? '') ? -1 : 1));
  const first = (stopped ?? byDay[0])?.count ?? { last: null, days: [], findings: [] };
  const open = calendar.open.filter((_, place) =>
    all.some((a) =>
      all.some(
        (b) => differOnlyIn(place, a.possible.answers, b.possible.answers) && a.count.last !== b.count.last,
      ),
    ),
  );
  const undecided = new Set(calendar.open.flatMap(undecidedDays));
  return {
    last: first.last,
    latest: stopped === undefined ? (byDay.at(-1)?.count.last ?? null) : null,
    days: first.days.map((day) => (undecided.has(day.date) ? { ...day, announced: false } : day)),
    findings: [...first.findings, ...open.map(notAnnounced)],
  };
};

/**
 * The last of so many working days after a date, which itself is not counted. Findings: WORKING_DAYS_INVALID,
 * CALENDAR_UNKNOWN (no date then), DAY_NOT_ANNOUNCED (the earliest date then). Civil Code 2015, Art. 147–148.
 */
export const addWorkingDays = (
  date: LocalDate,
  workingDays: number,
  calendar: WorkCalendar = OFFICIAL_CALENDAR,
): DecidedCount =>
  isCountable(workingDays)
    ? decideCount(calendar, (possible) => countFrom(date, workingDays, possible))
    : {
        last: null,
        latest: null,
        days: [],
        findings: [{ code: 'WORKING_DAYS_INVALID', value: String(workingDays) }],
      };

const countBetween = (after: LocalDate, until: LocalDate, possible: PossibleCalendar): number | LocalDate => {
  let count = 0;
  for (let date = addDays(after, 1); date <= until; date = addDays(date, 1)) {
    const status = dayStatusOf(date, possible);
    if (status === undefined) return date;
    if (status.isWorking) count++;
  }
  return count;
};

/**
 * How many working days lie after one date and up to another, this one included; 0 when it is not later. The smallest
 * number when a day is not announced (DAY_NOT_ANNOUNCED), null in a year without a calendar (CALENDAR_UNKNOWN).
 */
export const workingDaysBetween = (
  after: LocalDate,
  until: LocalDate,
  calendar: WorkCalendar = OFFICIAL_CALENDAR,
): { count: number | null; findings: CalendarFinding[] } => {
  const counts = possibleCalendars(calendar).map((possible) => countBetween(after, until, possible));
  const unknown = counts.find((count) => typeof count === 'string');
  if (unknown !== undefined) return { count: null, findings: [unknownYear(unknown)] };
  const numbers = counts.filter((count) => typeof count === 'number');
  const least = Math.min(...numbers);
  const crossed = (date: LocalDate): boolean => date > after && date <= until;
  const findings =
    least === Math.max(...numbers)
      ? []
      : calendar.open.filter((question) => undecidedDays(question).some(crossed)).map(notAnnounced);
  return { count: least, findings };
};
