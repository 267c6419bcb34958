import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlineOf, deadlineStage, nextWorkingMoment, type Pause, remainingWorkTime } from './deadline.ts';
import { dateOfDay, dayNumberOf, type LocalDate } from './local-date.ts';
import { OFFICIAL_CALENDAR } from './official-days.ts';
import { type Instant, instantInVietnam } from './vietnam-time.ts';
import type { WorkCalendar } from './work-calendar.ts';

const at = (date: string, time: string): Instant => instantInVietnam(date as LocalDate, time);
const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);

/** Everything announced: National Day with 1 September, Tết from 5 February. */
const ANNOUNCED: WorkCalendar = {
  ...OFFICIAL_CALENDAR,
  days: [...OFFICIAL_CALENDAR.days, ...OFFICIAL_CALENDAR.open.flatMap(({ answers }) => answers[0] ?? [])],
  open: [],
};

describe('deadlineOf', () => {
  it.each([
    ['a Friday', '2026-11-20', '10:00', 3, '2026-11-26'],
    ['a Friday', '2026-11-20', '10:00', 5, '2026-11-30'],
    ['a Friday, 24 November between', '2026-11-20', '10:00', 8, '2026-12-03'],
    ['a Monday', '2026-11-23', '10:00', 3, '2026-11-27'],
    ['the journey', '2027-04-22', '14:00', 5, '2027-04-29'],
    ['at closing time', '2026-11-20', '17:00', 3, '2026-11-26'],
    ['a minute after closing time', '2026-11-20', '17:01', 3, '2026-11-27'],
    ['a Saturday counts as Monday', '2026-11-21', '09:00', 3, '2026-11-27'],
    ['a holiday counts as the day after', '2026-11-24', '09:00', 1, '2026-11-26'],
    ['before the office opens', '2026-11-20', '00:10', 1, '2026-11-23'],
    ['the Monday instead of a Sunday', '2026-04-24', '09:00', 1, '2026-04-28'],
    ['the Monday instead of a Saturday', '2027-04-29', '09:00', 1, '2027-05-04'],
  ])('the deadline of %s: %s %s + %i', (_, date, time, days, due) => {
    const deadline = deadlineOf(at(date, time), days);
    expect(deadline).toMatchObject({ due: at(due, '17:00'), latestDue: at(due, '17:00'), findings: [] });
  });

  it('a deadline says when a day is not announced, and only if it matters', () => {
    const unsure = deadlineOf(at('2026-08-31', '10:00'), 1);
    expect(unsure.due).toBe(at('2026-09-01', '17:00'));
    expect(unsure.latestDue).toBe(at('2026-09-03', '17:00'));
    expect(unsure.findings).toEqual([
      { code: 'DAY_NOT_ANNOUNCED', dates: ['2026-09-01', '2026-09-03'], value: 'national-day-2026' },
    ]);
    const sure = deadlineOf(at('2026-08-31', '10:00'), 2);
    expect(sure.due).toBe(at('2026-09-04', '17:00'));
    expect(sure.findings).toEqual([]);
    expect(sure.days.filter(({ announced }) => announced === false).map(({ date }) => date)).toEqual([
      '2026-09-01',
      '2026-09-03',
    ]);
  });

  it('a deadline says so instead of guessing or throwing', () => {
    const broken = (received: Instant, days: number, pauses?: Pause[]) => {
      const { due, findings } = deadlineOf(received, days, pauses);
      return [due, ...codes(findings)];
    };
    expect(broken(at('2027-12-30', '09:00'), 3)).toEqual([null, 'CALENDAR_UNKNOWN']);
    expect(broken(at('2025-12-30', '09:00'), 1)).toEqual([null, 'CALENDAR_UNKNOWN']);
    for (const days of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1001]) {
      expect(broken(at('2026-11-20', '09:00'), days)).toEqual([null, 'WORKING_DAYS_INVALID']);
    }
    const open = [{ from: at('2026-11-23', '09:00'), to: null }];
    expect(broken(at('2026-11-20', '09:00'), 3, open)).toEqual([null, 'DEADLINE_PAUSED']);
    const backward = [{ from: at('2026-11-25', '09:00'), to: at('2026-11-23', '09:00') }];
    expect(broken(at('2026-11-20', '09:00'), 3, backward)).toEqual([
      at('2026-11-26', '17:00'),
      'PAUSE_INVALID',
    ]);
  });

  // Three working days from 20 November end on 26 November at 17:00; 24 November is a holiday.
  it.each([
    ['of four hours within one day', '2026-11-23', '09:00', '2026-11-23', '15:00', '2026-11-27', '11:00'],
    ['over one closing', '2026-11-23', '09:00', '2026-11-25', '15:00', '2026-11-30', '11:00'],
    ['until after closing', '2026-11-23', '09:00', '2026-11-25', '17:30', '2026-11-30', '15:00'],
    ['over noon alone', '2026-11-23', '11:30', '2026-11-23', '13:30', '2026-11-26', '17:00'],
    ['over a weekend alone', '2026-11-20', '18:00', '2026-11-23', '07:00', '2026-11-26', '17:00'],
    ['from the due moment on', '2026-11-26', '17:00', '2026-12-07', '09:00', '2026-11-26', '17:00'],
    ['over two weeks', '2026-11-23', '09:00', '2026-12-07', '09:00', '2026-12-09', '17:00'],
    ['before the receipt', '2026-11-17', '09:00', '2026-11-20', '09:30', '2026-11-26', '17:00'],
  ])('a pause %s moves the deadline by its working time', (_, from, start, to, end, due, time) => {
    const pauses = [{ from: at(from, start), to: at(to, end) }];
    expect(deadlineOf(at('2026-11-20', '10:00'), 3, pauses).due).toBe(at(due, time));
  });

  it('a deadline is not paused by a request that nobody answered but that came after it', () => {
    const open = [{ from: at('2026-11-26', '17:00'), to: null }];
    expect(deadlineOf(at('2026-11-20', '10:00'), 3, open).due).toBe(at('2026-11-26', '17:00'));
  });

  it('a deadline counts a weekend day that is worked, and not the day given away for it', () => {
    const rows = [
      { date: '2026-11-23', kind: 'swapped-off', for: '2026-11-28' },
      { date: '2026-11-28', kind: 'swapped-work', for: '2026-11-23' },
    ] as unknown as WorkCalendar['days'];
    const calendar = { ...ANNOUNCED, days: [...ANNOUNCED.days, ...rows] };
    const { due, days } = deadlineOf(at('2026-11-20', '10:00'), 4, [], calendar);
    expect(due).toBe(at('2026-11-28', '17:00'));
    expect(days.at(-1)).toEqual({ date: '2026-11-28', nth: 4, why: 'swapped-work', for: '2026-11-23' });
  });
});

it.each([
  ['2026-11-20', '11:00', 'running'],
  ['2026-11-23', '17:00', 'running'],
  ['2026-11-25', '17:00', 'half'],
  ['2026-11-27', '00:00', 'last-day'],
  ['2026-11-27', '17:00', 'last-day'],
  ['2026-11-27', '17:01', 'overdue'],
])('four days from 20 November, at %s %s: %s', (date, time, stage) => {
  expect(deadlineStage(deadlineOf(at('2026-11-20', '10:00'), 4), at(date, time))).toBe(stage);
});

it('a deadline without a due moment has a stage', () => {
  const open = [{ from: at('2026-11-23', '09:00'), to: null }];
  expect(deadlineStage(deadlineOf(at('2026-11-20', '10:00'), 3, open), at('2026-12-20', '10:00'))).toBe(
    'paused',
  );
  expect(deadlineStage(deadlineOf(at('2028-01-20', '10:00'), 3), at('2028-12-20', '10:00'))).toBe('unknown');
});

it.each([
  ['in office hours', '2026-11-23', '09:12', '2026-11-23', '09:12'],
  ['in the noon break', '2026-11-23', '12:00', '2026-11-23', '13:30'],
  ['at closing, before a holiday', '2026-11-23', '17:00', '2026-11-25', '07:00'],
  ['on a Saturday', '2026-11-21', '10:00', '2026-11-23', '07:00'],
])('the next working moment %s: %s %s gives %s %s', (_, date, time, day, hour) => {
  expect(nextWorkingMoment(at(date, time))).toBe(at(day, hour));
});

it('the working time that is left leaves out nights, noon breaks and days off', () => {
  const hours = (ms: number | undefined) => ms && ms / 3_600_000;
  expect(hours(remainingWorkTime(at('2026-11-23', '11:00'), at('2026-11-25', '17:00')))).toBe(12);
  expect(remainingWorkTime(at('2026-11-25', '17:00'), at('2026-11-23', '11:00'))).toBe(0);
  expect(remainingWorkTime(at('2027-12-31', '11:00'), at('2028-01-03', '11:00'))).toBeUndefined();
});

describe('properties', () => {
  const moment = fc
    .tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 1439 }))
    .map(([day, minute]) => {
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      return instantInVietnam(dateOfDay(dayNumberOf('2026-01-02' as LocalDate) + day), time);
    });
  const count = fc.integer({ min: 0, max: 20 });
  const pause = fc
    .tuple(moment, moment)
    .map(([a, b]): Pause => (a <= b ? { from: a, to: b } : { from: b, to: a }));
  const calendar = fc.constantFrom(OFFICIAL_CALENDAR, ANNOUNCED);

  it('a deadline that starts later or takes longer is never due earlier', () => {
    fc.assert(
      fc.property(
        moment,
        moment,
        count,
        count,
        fc.array(pause, { maxLength: 3 }),
        calendar,
        (a, b, m, n, pauses, days) => {
          const [early, late] = a <= b ? [a, b] : [b, a];
          const [few, many] = m <= n ? [m, n] : [n, m];
          const after = pauses.filter(({ from }) => from >= late);
          const first = deadlineOf(early, few, after, days).due;
          const last = deadlineOf(late, many, after, days).due;
          return first === null || last === null || first <= last;
        },
      ),
    );
  });

  it('a pause never shortens, and a pause that is given twice counts once', () => {
    fc.assert(
      fc.property(
        moment,
        count,
        fc.array(pause, { maxLength: 2 }),
        pause,
        calendar,
        (received, n, pauses, more, days) => {
          const without = deadlineOf(received, n, pauses, days).due;
          const withMore = deadlineOf(received, n, [...pauses, more], days);
          const again = deadlineOf(received, n, [more, ...pauses, more], days);
          return (
            (withMore.due === null || (without !== null && without <= withMore.due)) &&
            again.due === withMore.due
          );
        },
      ),
    );
  });

  it('the earliest is the earliest of all announcements, and without a finding each of them gives that day', () => {
    const answers = fc.tuple(fc.constantFrom(0, 1), fc.constantFrom(0, 1), fc.constantFrom(0, 1));
    fc.assert(
      fc.property(moment, count, answers, (received, n, chosen) => {
        const rows = OFFICIAL_CALENDAR.open.flatMap((question, i) => question.answers[chosen[i] ?? 0] ?? []);
        const announced = { ...OFFICIAL_CALENDAR, days: [...OFFICIAL_CALENDAR.days, ...rows], open: [] };
        const real = deadlineOf(received, n, [], announced).due;
        const told = deadlineOf(received, n);
        if (told.due === null || told.latestDue === null || real === null) return real === told.due;
        const isSure = told.findings.length === 0;
        return told.due <= real && real <= told.latestDue && isSure === (told.due === told.latestDue);
      }),
      { numRuns: 400 },
    );
  });

  it('the list of days from receipt to the end has each once, and numbers what counts', () => {
    fc.assert(
      fc.property(moment, count, fc.array(pause, { maxLength: 2 }), (received, n, pauses) => {
        const { due, days } = deadlineOf(received, n, pauses);
        const numbers = days.map(({ date }) => dayNumberOf(date));
        const isGapless = numbers.every((day, i) => i === 0 || day === (numbers[i - 1] ?? 0) + 1);
        const nths = days.flatMap(({ nth }) => nth ?? []);
        return isGapless && nths.every((nth, i) => nth === i + 1) && (due === null || nths.length === n);
      }),
    );
  });
});
