import { type Deadline, deadlineOf, type Pause } from '../../calendar/deadline.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import { OFFICIAL_CALENDAR } from '../../calendar/official-days.ts';
import type { Instant } from '../../calendar/vietnam-time.ts';
import type { WorkCalendar } from '../../calendar/work-calendar.ts';

/** Whether the two schools of a transfer are in one province. */
export type TransferScope = 'same' | 'other';

/** The steps of a transfer, each of one school: the receiving one decides, the sending one releases, the first places. */
export type TransferStep = 'decision' | 'release' | 'placement';

/** Working days of each step. Circular 15/2026/TT-BGDĐT: decision 5 in one province and 8 otherwise, release 3, placement 5. */
export const workingDaysOf = (step: TransferStep, scope: TransferScope): number =>
  ({ decision: scope === 'same' ? 5 : 8, release: 3, placement: 5 })[step];

/** A wait for a supplement; without a step it belongs to the one that ran when it was asked for. */
export interface StepPause extends Pause {
  readonly step?: TransferStep;
}

/** The times at which the steps of one transfer began and ended, and the waits for supplements. */
export interface TransferTimes {
  readonly scope: TransferScope;
  /** When the receiving school got the application. */
  readonly submitted: Instant;
  readonly waits?: readonly StepPause[];
  readonly decision?: { readonly outcome: 'accepted' | 'refused'; readonly at: Instant };
  readonly releaseAsked?: Instant;
  readonly released?: Instant;
  readonly placed?: Instant;
}

/** The due times of a transfer, with whether the steps that have ended were in time. */
export interface TransferDues {
  readonly dayZero: LocalDate | null;
  readonly decisionDue: Instant | null;
  readonly decisionInTime?: boolean;
  readonly releaseDue?: Instant | null;
  readonly releaseInTime?: boolean;
  readonly placementDue?: Instant | null;
  readonly placementInTime?: boolean;
}

/** A wait stops the clock of the step in which it was asked for, and of no other. */
const waitsOf = (
  step: TransferStep,
  waits: readonly StepPause[],
  from: Instant,
  to: Instant | undefined,
): Pause[] =>
  waits.filter((wait) =>
    wait.step === undefined
      ? wait.from >= from && (to === undefined || wait.from < to)
      : wait.step === step && wait.from >= from,
  );

/** The clock of one step; undefined while the step has not begun. */
export const stepDeadline = (
  step: TransferStep,
  times: TransferTimes,
  calendar: WorkCalendar = OFFICIAL_CALENDAR,
): Deadline | undefined => {
  const [from, to] = {
    decision: [times.submitted, times.decision?.at],
    release: [times.releaseAsked, times.released],
    placement: [times.released, times.placed],
  }[step];
  if (from === undefined) return undefined;
  return deadlineOf(
    from,
    workingDaysOf(step, times.scope),
    waitsOf(step, times.waits ?? [], from, to),
    calendar,
  );
};

const inTime = (due: Instant | null | undefined, at: Instant | undefined): boolean | undefined =>
  at === undefined || due === null || due === undefined ? undefined : at <= due;

/**
 * The due times of all steps: each counts from its own beginning, so that a late decision takes no time from the school
 * that releases. After a refusal nothing else is due. Circular 15/2026/TT-BGDĐT.
 */
export const transferDues = (
  times: TransferTimes,
  calendar: WorkCalendar = OFFICIAL_CALENDAR,
): TransferDues => {
  const [decision, release, placement] = (['decision', 'release', 'placement'] as const).map((step) =>
    stepDeadline(step, times, calendar),
  );
  const isRefused = times.decision?.outcome === 'refused';
  const members = {
    dayZero: decision?.received ?? null,
    decisionDue: decision?.due ?? null,
    decisionInTime: inTime(decision?.due, times.decision?.at),
    releaseDue: isRefused ? null : release?.due,
    releaseInTime: inTime(release?.due, times.released),
    placementDue: isRefused ? null : placement?.due,
    placementInTime: inTime(placement?.due, times.placed),
  };
  const known = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as unknown as TransferDues;
};
