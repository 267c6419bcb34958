import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfDay, dayNumberOf, type LocalDate } from '../../calendar/local-date.ts';
import { OFFICIAL_CALENDAR } from '../../calendar/official-days.ts';
import { type Instant, vietnamTimeOf } from '../../calendar/vietnam-time.ts';
import type { WorkCalendar } from '../../calendar/work-calendar.ts';
import { type DossierState, dossierActsOf, isOpenDossier, nextDossierState } from '../dossier/states.ts';
import { decideTransfer, openKeyOf, type Transfer, timesOf } from './decide-transfer.ts';
import type { TransferEvent } from './events.ts';
import { stepDeadline, type TransferStep, type TransferTimes, workingDaysOf } from './transfer-clock.ts';

/** Every question of the calendar answered, so that one due moment is right. */
const CALENDAR: WorkCalendar = {
  ...OFFICIAL_CALENDAR,
  days: [...OFFICIAL_CALENDAR.days, ...OFFICIAL_CALENDAR.open.flatMap(({ answers }) => answers[0] ?? [])],
  open: [],
};

// ── the slow calculation: one byte for each minute of two years, counted one by one ──────────────────────────

const FIRST = dayNumberOf('2026-01-01' as LocalDate);
const DAY = 1440;
const WORKED = new Uint8Array(730 * DAY);
const daysOff = new Set(
  CALENDAR.days.filter(({ kind }) => kind !== 'swapped-work').map(({ date }) => date as string),
);
for (let day = 0; day < 730; day++) {
  const weekday = new Date((FIRST + day) * 86_400_000).getUTCDay();
  if (weekday === 0 || weekday === 6 || daysOff.has(dateOfDay(FIRST + day))) continue;
  WORKED.fill(1, day * DAY + 7 * 60, day * DAY + 11 * 60 + 30);
  WORKED.fill(1, day * DAY + 13 * 60 + 30, day * DAY + 17 * 60);
}
const isWorkday = (day: number): boolean => WORKED[day * DAY + 8 * 60] === 1;
const minuteOf = (instant: Instant): number => Date.parse(instant) / 60_000 + 7 * 60 - FIRST * DAY;
const instantOf = (minute: number): Instant =>
  new Date((minute + FIRST * DAY - 7 * 60) * 60_000).toISOString() as Instant;

const slowDue = (from: Instant, days: number, waits: readonly (readonly [number, number])[]): Instant => {
  let day = Math.floor(minuteOf(from) / DAY);
  if (!isWorkday(day) || minuteOf(from) > day * DAY + 17 * 60) {
    do day++;
    while (!isWorkday(day));
  }
  for (let n = 0; n < days; ) if (isWorkday(++day)) n++;
  let due = day * DAY + 17 * 60;
  for (const [asked, done] of waits) {
    if (asked >= due) continue;
    let waited = 0;
    for (let minute = asked; minute < done; minute++) waited += WORKED[minute] ?? 0;
    while (waited > 0) waited -= WORKED[due++] ?? 0;
  }
  return instantOf(due);
};

// ── random histories ─────────────────────────────────────────────────────────────────────────────────────────

const text = 'vì sao';
const EVENTS: readonly TransferEvent[] = [
  { kind: 'object', text },
  { kind: 'agree' },
  { kind: 'settle', allow: true, text },
  { kind: 'settle', allow: false, text },
  { kind: 'elapse' },
  { kind: 'receive' },
  { kind: 'refuse-receipt', text },
  { kind: 'take-up' },
  { kind: 'ask', text },
  { kind: 'answer', text },
  { kind: 'expire' },
  { kind: 'accept' },
  { kind: 'refuse', reason: 'no-place', text },
  { kind: 'release' },
  { kind: 'undo-release', text },
  { kind: 'place' },
  { kind: 'complete' },
  { kind: 'hand-over' },
  { kind: 'withdraw', text },
  { kind: 'stop', text },
];
const START = minuteOf('2026-03-02T01:00:00.000Z' as Instant);
const later = (now: Instant, minutes: number): Instant => instantOf(minuteOf(now) + minutes);
const next = (transfer: Transfer | undefined, event: TransferEvent, now: Instant): Transfer | undefined => {
  const decision = decideTransfer(transfer, event, now);
  return 'next' in decision ? decision.next : undefined;
};
const hasExit = (transfer: Transfer, now: Instant): boolean =>
  EVENTS.some((event) => [now, later(now, 40 * DAY)].some((at) => next(transfer, event, at) !== undefined));

const STEPS: readonly TransferStep[] = ['decision', 'release', 'placement'];
const beginOf = (times: TransferTimes, step: TransferStep): Instant | undefined =>
  ({ decision: times.submitted, release: times.releaseAsked, placement: times.released })[step];

const checkClocks = (transfer: Transfer): void => {
  const times = timesOf(transfer);
  if (times === undefined) return;
  for (const step of STEPS) {
    const from = beginOf(times, step);
    const deadline = stepDeadline(step, times, CALENDAR);
    expect(deadline === undefined).toBe(from === undefined);
    if (from === undefined || deadline === undefined) continue;
    const own = transfer.waits.filter((wait) => wait.step === step && wait.from >= from);
    const isOpen = own.some(({ to }) => to === null);
    const closed = own.flatMap(({ from: a, to }) =>
      to === null ? [] : [[minuteOf(a), minuteOf(to)] as const],
    );
    const due = slowDue(from, workingDaysOf(step, times.scope), closed);
    const isPaused = isOpen && own.some((wait) => wait.to === null && wait.from < due);
    expect(deadline.due).toBe(isPaused ? null : due);
  }
};

const history = fc.record({
  scope: fc.constantFrom('same', 'other'),
  isAsked: fc.boolean(),
  start: fc.integer({ min: 0, max: 300 * DAY }),
  acts: fc.array(
    fc.tuple(
      fc.constantFrom(...EVENTS.keys()),
      fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 6 * DAY })),
    ),
    { minLength: 5, maxLength: 45 },
  ),
});

/** Runs one history; tries each chosen event and, where it does not fit, the next ones of the list until one does. */
const run = ({ scope, isAsked, start, acts }: typeof history extends fc.Arbitrary<infer T> ? T : never) => {
  let now = instantOf(START + start);
  const objectUntil = isAsked ? later(now, 2 * DAY) : null;
  const open = new Map<string, Transfer>();
  const fileAgain = (): Transfer | undefined => {
    if (open.has('transfer/s1')) return undefined;
    return next(undefined, { kind: 'file', scope, objectUntil: objectUntil && later(now, 2 * DAY) }, now);
  };
  let transfer = fileAgain() as Transfer;
  let filed = 1;
  const reached: DossierState[] = [];
  for (const [choice, minutes] of acts) {
    const key = openKeyOf(transfer, 's1');
    open.clear();
    if (key !== null) open.set(key, transfer);
    expect(open.size).toBeLessThanOrEqual(1);
    const before = transfer;
    now = later(now, minutes);
    const order = [...EVENTS.slice(choice), ...EVENTS.slice(0, choice)];
    const after = order.map((event) => next(transfer, event, now)).find((found) => found !== undefined);
    reached.push(transfer.state);
    if (after === undefined) {
      if (isOpenDossier(before.state)) expect(hasExit(before, now)).toBe(true);
      const again = fileAgain();
      expect(again === undefined).toBe(isOpenDossier(before.state));
      if (again === undefined) continue;
      transfer = again;
      filed++;
      continue;
    }
    transfer = after;
    const decided = timesOf(before);
    // A decision that was made keeps its due moment, whatever waits come in later steps.
    if (decided?.decision !== undefined && timesOf(after)?.decision?.at === decided.decision.at) {
      const due = (times: TransferTimes | undefined) =>
        times && stepDeadline('decision', times, CALENDAR)?.due;
      expect(due(timesOf(after))).toBe(due(decided));
    }
    checkClocks(transfer);
  }
  return { reached, filed };
};

describe('a transfer', () => {
  it('a transfer keeps its rules and its clocks over 5,000 random histories', () => {
    const reached = new Set<DossierState>();
    let filed = 0;
    fc.assert(
      fc.property(history, (one) => {
        const result = run(one);
        for (const state of result.reached) reached.add(state);
        filed += result.filed;
      }),
      { numRuns: 5000 },
    );
    expect([...reached].toSorted()).toEqual(
      ['announced', 'done', 'not-received', 'objected', 'processing', 'received', 'returned', 'signed']
        .concat(['stopped', 'submitted', 'supplement-before', 'waiting', 'withdrawn'])
        .toSorted(),
    );
    expect(filed).toBeGreaterThan(5000);
  }, 60_000);

  it('every open state of a dossier leads to an end', () => {
    const ends = (state: DossierState, seen: readonly DossierState[] = []): boolean =>
      !isOpenDossier(state) ||
      dossierActsOf(state).some((act) => {
        const to = nextDossierState(state, act);
        return to !== undefined && !seen.includes(to) && ends(to, [...seen, state]);
      });
    for (const state of ['draft', 'announced', 'objected', 'submitted', 'supplement-before'] as const) {
      expect(ends(state)).toBe(true);
    }
    for (const state of ['received', 'processing', 'waiting', 'signed'] as const)
      expect(ends(state)).toBe(true);
  });
});

describe('the steps of a transfer', () => {
  const at = (time: string): Instant => `2026-11-${time}:00.000Z` as Instant;
  const after = (...events: readonly (readonly [string, TransferEvent])[]) =>
    events.reduce<{ transfer?: Transfer; refused?: string }>(({ transfer }, [time, event]) => {
      const decision = decideTransfer(transfer, event, at(time));
      return 'next' in decision
        ? { transfer: decision.next }
        : { ...(transfer === undefined ? {} : { transfer }), refused: decision.refused };
    }, {});
  const filed = ['02T02:00', { kind: 'file', scope: 'same', objectUntil: null }] as const;
  const running = [filed, ['02T02:00', { kind: 'receive' }], ['02T02:00', { kind: 'take-up' }]] as const;
  const accepted = [...running, ['03T02:00', { kind: 'accept' }]] as const;

  it('a school may ask for a supplement once in its step, and the next school once in its own', () => {
    const asked = [
      ...running,
      ['02T03:00', { kind: 'ask', text }],
      ['02T04:00', { kind: 'answer', text }],
    ] as const;
    expect(after(...asked, ['02T05:00', { kind: 'ask', text }]).refused).toBe('SUPPLEMENT_ASKED_ALREADY');
    const release = after(...asked, ['03T02:00', { kind: 'accept' }], ['03T03:00', { kind: 'ask', text }]);
    expect(release).toMatchObject({ transfer: { state: 'waiting', step: 'release' } });
  });

  it('the objection of another guardian stops a transfer before its clock runs, and silence lets it go', () => {
    const announced = ['02T02:00', { kind: 'file', scope: 'same', objectUntil: at('04T02:00') }] as const;
    expect(after(announced, ['03T02:00', { kind: 'elapse' }]).refused).toBe('ACTION_NOT_ALLOWED');
    expect(after(announced, ['04T02:00', { kind: 'elapse' }]).transfer?.state).toBe('submitted');
    expect(after(announced, ['04T02:00', { kind: 'object', text }]).refused).toBe('ACTION_NOT_ALLOWED');
    expect(after(announced, ['02T03:00', { kind: 'agree' }]).transfer).toMatchObject({
      state: 'submitted',
      received: null,
    });
    const objected = [announced, ['03T02:00', { kind: 'object', text }]] as const;
    expect(after(...objected, ['05T02:00', { kind: 'elapse' }]).refused).toBe('ACTION_NOT_ALLOWED');
    expect(after(...objected, ['05T02:00', { kind: 'settle', allow: false, text }]).transfer?.state).toBe(
      'stopped',
    );
    expect(after(...objected, ['05T02:00', { kind: 'settle', allow: true, text }]).transfer?.state).toBe(
      'submitted',
    );
  });

  it('a request is withdrawn until the old school has released, and a release is undone until the pupil is placed', () => {
    const released = [...accepted, ['04T02:00', { kind: 'release' }]] as const;
    expect(after(...accepted, ['04T02:00', { kind: 'withdraw', text }]).transfer?.state).toBe('withdrawn');
    expect(after(...released, ['04T03:00', { kind: 'withdraw', text }]).refused).toBe('ACTION_NOT_ALLOWED');
    expect(after(...released, ['04T03:00', { kind: 'undo-release', text }]).transfer).toMatchObject({
      step: 'release',
      released: null,
      decided: at('03T02:00'),
    });
    const placed = [...released, ['05T02:00', { kind: 'place' }]] as const;
    expect(after(...placed, ['05T03:00', { kind: 'undo-release', text }]).refused).toBe('ACTION_NOT_ALLOWED');
  });

  it('a refusal is a signed result, and the pupil may apply again', () => {
    const refused = after(...running, ['03T02:00', { kind: 'refuse', reason: 'no-place', text }]).transfer;
    expect(refused).toMatchObject({ state: 'signed', outcome: 'refused' });
    const done = refused && next(refused, { kind: 'complete' }, at('03T02:00'));
    expect(done && openKeyOf(done, 's1')).toBeNull();
    expect(refused && openKeyOf(refused, 's1')).toBe('transfer/s1');
  });

  it('a supplement that nobody brings ends the request after thirty days', () => {
    const asked = [...running, ['02T03:00', { kind: 'ask', text }]] as const;
    expect(after(...asked, ['30T03:00', { kind: 'expire' }]).refused).toBe('ACTION_NOT_ALLOWED');
    const { transfer } = after(...asked);
    const end = '2026-12-02T03:00:00.000Z' as Instant;
    expect(transfer && next(transfer, { kind: 'expire' }, end)).toMatchObject({ state: 'stopped' });
    expect(vietnamTimeOf(end).date).toBe('2026-12-02');
  });
});
