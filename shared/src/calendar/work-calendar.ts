import type { ProblemCode } from '../problems.ts';
import { dateParts, type LocalDate, weekdayOf } from './local-date.ts';

/** The public holidays of Vietnam. */
export type HolidayName =
  | 'new-year'
  | 'tet'
  | 'hung-kings'
  | 'reunification'
  | 'labour'
  | 'national-day'
  | 'culture-day';

/**
 * A day that is not what its place in the week makes it: a holiday; a day off for a holiday that fell on a weekend;
 * a working day given away by notice (`swapped-off`) and the weekend day worked for it (`swapped-work`).
 */
export type DayRow =
  | { readonly date: LocalDate; readonly kind: 'holiday'; readonly name: HolidayName }
  | {
      readonly date: LocalDate;
      readonly kind: 'compensatory';
      readonly name: HolidayName;
      readonly for: LocalDate;
    }
  | { readonly date: LocalDate; readonly kind: 'swapped-off' | 'swapped-work'; readonly for: LocalDate };

/**
 * The questions that the law leaves to a notice of the year that is not here yet: each answer is the rows it would
 * bring.
 */
export interface OpenQuestion {
  readonly id: string;
  readonly name: HolidayName;
  readonly answers: readonly (readonly DayRow[])[];
}

/** Days off and on as data; about a year that it does not list it says nothing at all, not even of weekends. */
export interface WorkCalendar {
  readonly years: readonly number[];
  readonly days: readonly DayRow[];
  readonly open: readonly OpenQuestion[];
}

/** A point that a person must look at: a code of the catalogue, and the day, year, question or value it is about. */
export interface CalendarFinding {
  readonly code: ProblemCode;
  readonly date?: LocalDate;
  readonly dates?: readonly LocalDate[];
  readonly value?: string;
}

/** A calendar in which every question has one of its answers; `answers` are their places. */
export interface PossibleCalendar {
  readonly years: readonly number[];
  readonly rows: ReadonlyMap<LocalDate, DayRow>;
  readonly answers: readonly number[];
}

/** Whether people work on a day, and why so. */
export interface DayStatus {
  readonly isWorking: boolean;
  readonly why: 'working' | 'weekend' | DayRow['kind'];
  readonly name?: HolidayName;
  readonly for?: LocalDate;
}

/** Every calendar that may come true: one if all is announced, otherwise one for each combination of answers. */
export const possibleCalendars = (calendar: WorkCalendar): PossibleCalendar[] => {
  const combined = calendar.open.reduce<{ days: readonly DayRow[]; answers: readonly number[] }[]>(
    (all, { answers }) =>
      all.flatMap((one) =>
        answers.map((rows, place) => ({
          days: [...one.days, ...rows],
          answers: [...one.answers, place],
        })),
      ),
    [{ days: calendar.days, answers: [] }],
  );
  return combined.map(({ days, answers }) => ({
    years: calendar.years,
    rows: new Map(days.map((row) => [row.date, row])),
    answers,
  }));
};

/** The days that one answer of a question takes off and another does not. */
export const undecidedDays = ({ answers }: OpenQuestion): LocalDate[] => {
  const dates = [...new Set(answers.flat().map(({ date }) => date))].toSorted();
  return dates.filter((date) => !answers.every((rows) => rows.some((row) => row.date === date)));
};

/** Whether a day is a working day; undefined in a year that the calendar does not list. */
export const dayStatusOf = (date: LocalDate, { years, rows }: PossibleCalendar): DayStatus | undefined => {
  const { year } = dateParts(date);
  // A text that is no date has no year, and no list of years may hold that: a count of days would never end.
  if (!Number.isInteger(year) || !years.includes(year)) return undefined;
  const row = rows.get(date);
  if (row === undefined) {
    return weekdayOf(date) >= 6 ? { isWorking: false, why: 'weekend' } : { isWorking: true, why: 'working' };
  }
  const { date: _, kind: why, ...details } = row;
  return { isWorking: why === 'swapped-work', why, ...details };
};
