import type { LocalDate } from './local-date.ts';
import type { DayRow, HolidayName, OpenQuestion, WorkCalendar } from './work-calendar.ts';

/** The names of the public holidays and the law that gives them. */
export const HOLIDAYS: Readonly<Record<HolidayName, { vi: string; en: string; law: string }>> = {
  'new-year': { vi: 'Tết Dương lịch', en: 'New Year', law: 'Labour Code 2019, Art. 112(1)(a)' },
  tet: { vi: 'Tết Âm lịch', en: 'Lunar New Year', law: 'Labour Code 2019, Art. 112(1)(b)' },
  reunification: { vi: 'Ngày Chiến thắng', en: 'Victory Day', law: 'Labour Code 2019, Art. 112(1)(c)' },
  labour: { vi: 'Ngày Quốc tế lao động', en: 'Labour Day', law: 'Labour Code 2019, Art. 112(1)(d)' },
  'national-day': { vi: 'Quốc khánh', en: 'National Day', law: 'Labour Code 2019, Art. 112(1)(đ)' },
  'hung-kings': {
    vi: 'Ngày Giỗ Tổ Hùng Vương',
    en: 'Hùng Kings’ Day',
    law: 'Labour Code 2019, Art. 112(1)(e)',
  },
  'culture-day': { vi: 'Ngày Văn hóa Việt Nam', en: 'Culture Day', law: 'Resolution 28/2026/QH16' },
};

const day = (text: string): LocalDate => text as LocalDate;

const holidays = (name: HolidayName, ...dates: string[]): DayRow[] =>
  dates.map((date) => ({ date: day(date), kind: 'holiday', name }));

/** A holiday on a day of rest gives the next working day off. Labour Code 2019, Art. 111(3). */
const instead = (name: HolidayName, date: string, holiday: string): DayRow => ({
  date: day(date),
  kind: 'compensatory',
  name,
  for: day(holiday),
});

/** Days that the law fixes; 10/3 of the lunar year is 26/4/2026 and 16/4/2027, Tết 17/2/2026 and 6/2/2027. */
const DAYS: readonly DayRow[] = [
  ...holidays('new-year', '2026-01-01'),
  // Tết of 2026 by the notice of that year; it moves no working day.
  ...holidays('tet', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'),
  ...holidays('hung-kings', '2026-04-26'),
  instead('hung-kings', '2026-04-27', '2026-04-26'),
  ...holidays('reunification', '2026-04-30'),
  ...holidays('labour', '2026-05-01'),
  ...holidays('national-day', '2026-09-02'),
  ...holidays('culture-day', '2026-11-24'),
  ...holidays('new-year', '2027-01-01'),
  ...holidays('hung-kings', '2027-04-16'),
  ...holidays('reunification', '2027-04-30'),
  ...holidays('labour', '2027-05-01'),
  instead('labour', '2027-05-03', '2027-05-01'),
  ...holidays('national-day', '2027-09-02'),
  ...holidays('culture-day', '2027-11-24'),
];

/** The day before or after 2 September. Labour Code 2019, Art. 112(3): the Prime Minister decides each year. */
const nationalDay = (year: number): OpenQuestion => ({
  id: `national-day-${year}`,
  name: 'national-day',
  answers: [holidays('national-day', `${year}-09-01`), holidays('national-day', `${year}-09-03`)],
});

/**
 * Five days around 6/2/2027: one before and four from it, or two and three, the two ways since the Code is in
 * force.
 */
const TET_2027: OpenQuestion = {
  id: 'tet-2027',
  name: 'tet',
  answers: [
    [
      ...holidays('tet', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09'),
      instead('tet', '2027-02-10', '2027-02-06'),
      instead('tet', '2027-02-11', '2027-02-07'),
    ],
    [
      ...holidays('tet', '2027-02-04', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'),
      instead('tet', '2027-02-09', '2027-02-06'),
      instead('tet', '2027-02-10', '2027-02-07'),
    ],
  ],
};

/**
 * Working days of offices in Vietnam in 2026 and 2027. It holds no swapped days: until a notice gives one away, a
 * working day is a working day. When a notice comes, its question moves to the days above.
 */
export const OFFICIAL_CALENDAR: WorkCalendar = {
  years: [2026, 2027],
  days: DAYS,
  open: [nationalDay(2026), TET_2027, nationalDay(2027)],
};
