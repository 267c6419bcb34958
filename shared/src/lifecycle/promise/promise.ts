import { type Static, Type } from 'typebox';
import { deadlineOf } from '../../calendar/deadline.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import { OFFICIAL_CALENDAR } from '../../calendar/official-days.ts';
import type { Instant } from '../../calendar/vietnam-time.ts';
import type { WorkCalendar } from '../../calendar/work-calendar.ts';
import { endOf } from '../restriction.ts';

/**
 * The two papers that stand in place of a missing record: a request to the holder of the record (văn bản đề nghị), and the
 * family's commitment to bring it (bản cam kết).
 */
export const PromiseKind = Type.Union([Type.Literal('request'), Type.Literal('commitment')]);
export type PromiseKind = Static<typeof PromiseKind>;

/** States of a promise. `refused`: the holder answered that it has no such record, so that the school must ask elsewhere. */
export const PromiseState = Type.Union([
  Type.Literal('unsigned'),
  Type.Literal('open'),
  Type.Literal('refused'),
  Type.Literal('kept'),
  Type.Literal('withdrawn'),
]);
export type PromiseState = Static<typeof PromiseState>;

/** `prove` is the registry's: every record that was missing is signed. `arrive` is a person's: the paper is there. */
export type PromiseAct = 'sign' | 'prove' | 'arrive' | 'refuse' | 'withdraw';

const PROMISE = {
  unsigned: { sign: 'open', prove: 'kept', arrive: 'kept', withdraw: 'withdrawn' },
  open: { prove: 'kept', arrive: 'kept', refuse: 'refused', withdraw: 'withdrawn' },
  refused: { prove: 'kept', arrive: 'kept', withdraw: 'withdrawn' },
  kept: {},
  withdrawn: {},
} as const satisfies Record<PromiseState, Partial<Record<PromiseAct, PromiseState>>>;

/** The state an act leads to, or undefined when the state, or the kind of paper, does not allow it. */
export const nextPromiseState = (
  { kind, state }: { readonly kind: PromiseKind; readonly state: PromiseState },
  act: PromiseAct,
): PromiseState | undefined =>
  act === 'refuse' && kind === 'commitment'
    ? undefined
    : (PROMISE[state] as Partial<Record<PromiseAct, PromiseState>>)[act];

/** Whether a promise still waits for something. */
export const isLivePromise = (state: PromiseState): boolean => Object.keys(PROMISE[state]).length > 0;

/** Working days that a holder has for a request; no source sets the number, a release takes as long. */
export const REQUEST_DAYS = 3;

/**
 * When a promise is due: a request three working days after the signature, a commitment at the end of the day that the
 * family named. Null where the calendar of that time is not known yet.
 */
export const promiseDue = (
  signedAt: Instant,
  until: LocalDate | null,
  calendar: WorkCalendar = OFFICIAL_CALENDAR,
): Instant | null => (until === null ? deadlineOf(signedAt, REQUEST_DAYS, [], calendar).due : endOf(until));

/** A promise as people see it: overdue is read from the clock, and `void` from a transfer that ended without the pupil. */
export const PromiseStage = Type.Union([
  ...PromiseState.anyOf,
  Type.Literal('overdue'),
  Type.Literal('void'),
]);
export type PromiseStage = Static<typeof PromiseStage>;

/** The stage of a promise at a moment; `isVoid`: the transfer that it belongs to has ended without the pupil. */
export const promiseStage = (
  { state, due }: { readonly state: PromiseState; readonly due: Instant | null },
  isVoid: boolean,
  now: Instant,
): PromiseStage => {
  if (isVoid && isLivePromise(state)) return 'void';
  return state === 'open' && due !== null && now >= due ? 'overdue' : state;
};
