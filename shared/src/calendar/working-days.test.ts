import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateOfDay, dayNumberOf, type LocalDate, weekdayOf } from './local-date.ts';
import { OFFICIAL_CALENDAR } from './official-days.ts';
import type { DayRow, WorkCalendar } from './work-calendar.ts';
import { addWorkingDays, workingDaysBetween } from './working-days.ts';

const worlds: WorkCalendar[] = [0, 1].map((place) => ({
  ...OFFICIAL_CALENDAR,
  days: [...OFFICIAL_CALENDAR.days, ...OFFICIAL_CALENDAR.open.flatMap(({ answers }) => answers[place] ?? [])],
  open: [],
}));

describe('working days', () => {
  const date = fc
    .integer({ min: 0, max: 600 })
    .map((day) => dateOfDay(dayNumberOf('2026-01-01' as LocalDate) + day));
  const count = fc.integer({ min: 0, max: 40 });
  const calendar = fc.constantFrom(...worlds);

  it('two steps of working days lead to the date that their sum leads to', () => {
    fc.assert(
      fc.property(date, count, count, calendar, (start, a, b, days) => {
        const first = addWorkingDays(start, a, days).last;
        const second = first === null ? null : addWorkingDays(first, b, days).last;
        return second === addWorkingDays(start, a + b, days).last;
      }),
    );
    fc.assert(
      fc.property(date, date, date, calendar, (a, b, c, days) => {
        const [x = a, y = b, z = c] = [a, b, c].toSorted();
        const between = (from: LocalDate, to: LocalDate) =>
          workingDaysBetween(from, to, days).count ?? Number.NaN;
        return between(x, y) + between(y, z) === between(x, z);
      }),
    );
  });

  it('working days counted back give their number', () => {
    fc.assert(
      fc.property(date, count, calendar, (start, n, days) => {
        const { last } = addWorkingDays(start, n, days);
        return last === null || workingDaysBetween(start, last, days).count === n;
      }),
    );
  });

  it('a later start never ends on an earlier date after as many working days', () => {
    fc.assert(
      fc.property(date, date, count, fc.constantFrom(OFFICIAL_CALENDAR, ...worlds), (a, b, n, days) => {
        const [early = a, late = b] = [a, b].toSorted();
        const [first, last] = [addWorkingDays(early, n, days).last, addWorkingDays(late, n, days).last];
        return first === null || last === null || first <= last;
      }),
    );
  });

  it('working days between two dates say when a notice is missing', () => {
    const between = (a: string, b: string) => workingDaysBetween(a as LocalDate, b as LocalDate);
    expect(between('2026-08-31', '2026-09-01')).toMatchObject({
      count: 0,
      findings: [{ code: 'DAY_NOT_ANNOUNCED', value: 'national-day-2026' }],
    });
    expect(between('2026-08-31', '2026-09-04')).toEqual({ count: 2, findings: [] });
    expect(between('2027-12-31', '2028-01-03')).toMatchObject({
      count: null,
      findings: [{ code: 'CALENDAR_UNKNOWN' }],
    });
    expect(between('2026-09-04', '2026-09-01')).toEqual({ count: 0, findings: [] });
  });
});

describe('the official days', () => {
  const holidaysOf = (rows: readonly DayRow[]) => rows.filter(({ kind }) => kind === 'holiday');

  it.each([0, 1])(
    'the official days give a day instead of each holiday on a weekend, the next that is free (answers %i)',
    (world) => {
      const rows = worlds[world]?.days ?? [];
      const taken = new Set(holidaysOf(rows).map(({ date }) => date));
      const expected = holidaysOf(rows)
        .map(({ date }) => date)
        .filter((date) => weekdayOf(date) >= 6)
        .toSorted()
        .map((date) => {
          let instead = addDays(date, 1);
          while (weekdayOf(instead) >= 6 || taken.has(instead)) instead = addDays(instead, 1);
          taken.add(instead);
          return { date: instead, for: date };
        });
      const found = rows.flatMap((row) =>
        row.kind === 'compensatory' ? [{ date: row.date, for: row.for }] : [],
      );
      expect(found.toSorted((a, b) => (a.date < b.date ? -1 : 1))).toEqual(expected);
    },
  );

  it('the official days are twelve holidays a year', () => {
    for (const { days } of worlds) {
      const years = holidaysOf(days).map(({ date }) => date.slice(0, 4));
      expect(years.filter((year) => year === '2026').length).toBe(12);
      expect(years.filter((year) => year === '2027').length).toBe(12);
      expect(new Set(days.map(({ date }) => date)).size).toBe(days.length);
    }
  });

  it('the official days have 10/3 and 1/1 of the lunar year where the moon puts them', () => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
      month: 'numeric',
      day: 'numeric',
      timeZone: 'UTC',
    });
    const lunarOf = (date: string) => lunar.format(new Date(`${date}T00:00:00Z`));
    // Not 2027-02-06: the moon is new at 22:56 in Hà Nội, four minutes before midnight in Beijing, and the
    // platform errs.
    const dates = ['2026-02-17', '2026-04-26', '2027-03-08', '2027-04-16'];
    expect(dates.map(lunarOf)).toEqual(['1/1', '3/10', '2/1', '3/10']);
  });
});
