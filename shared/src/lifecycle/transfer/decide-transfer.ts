import type { Pause } from '../../calendar/deadline.ts';
import type { Instant } from '../../calendar/vietnam-time.ts';
import type { ProblemCode } from '../../problems.ts';
import { type DossierAct, type DossierState, isOpenDossier, nextDossierState } from '../dossier/states.ts';
import { endWait, openWait, supplementEnd } from '../dossier/supplement.ts';
import type { TransferEvent, TransferEventKind } from './events.ts';
import type { TransferScope, TransferStep, TransferTimes } from './transfer-clock.ts';

/** A request for a supplement, in the step in which it was made; `to` is null until the answer is there. */
export interface TransferWait extends Pause {
  readonly step: TransferStep | 'receipt';
}

/** A transfer as its events have made it. */
export interface Transfer {
  readonly state: DossierState;
  readonly step: TransferStep;
  readonly scope: TransferScope;
  /** Until when another guardian may object; null when nobody is to be asked. */
  readonly objectUntil: Instant | null;
  readonly waits: readonly TransferWait[];
  readonly received: Instant | null;
  readonly outcome: 'accepted' | 'refused' | null;
  readonly decided: Instant | null;
  readonly released: Instant | null;
  readonly placed: Instant | null;
}

/** The next state of a transfer, or the code that says why the event changes nothing. */
export type TransferDecision = { readonly next: Transfer } | { readonly refused: ProblemCode };

type Guard = (transfer: Transfer, event: TransferEvent, now: Instant) => ProblemCode | undefined;
type Change = (transfer: Transfer, event: TransferEvent, now: Instant) => Partial<Transfer>;

/** One row of the transfer's table: the act of the dossier, what must hold, what changes beside the state. */
interface Row {
  readonly act: DossierAct;
  readonly guard?: Guard;
  readonly change?: Change;
}

const only =
  (holds: (transfer: Transfer, now: Instant) => boolean): Guard =>
  (transfer, _, now) =>
    holds(transfer, now) ? undefined : 'ACTION_NOT_ALLOWED';

const inStep = (step: TransferStep): Guard => only((transfer) => transfer.step === step);

const askedIn = ({ state, step }: Transfer): TransferWait['step'] =>
  state === 'submitted' ? 'receipt' : step;

/** A school may ask once in its step: everything that is missing stands in one list. */
const once: Guard = (transfer) =>
  transfer.waits.some(({ step }) => step === askedIn(transfer)) ? 'SUPPLEMENT_ASKED_ALREADY' : undefined;

const answered: Change = ({ waits }, _, now) => ({ waits: endWait(waits, now) });

const isOver = only((transfer, now) => {
  const wait = openWait(transfer.waits);
  return wait !== undefined && now >= supplementEnd(wait.from);
});

/** The applicant may take the request back until the sending school has released the pupil. */
const notReleased = only(({ step }) => step !== 'placement');

/** The transfer's steps on the machine of the dossiers; `settle` is two acts and stands beside the table. */
const ROWS: Readonly<Record<Exclude<TransferEventKind, 'file' | 'settle'>, Row>> = {
  object: {
    act: 'object',
    guard: only(({ objectUntil }, now) => objectUntil !== null && now < objectUntil),
  },
  agree: { act: 'submit' },
  elapse: {
    act: 'submit',
    guard: only(
      ({ state, objectUntil }, now) => state === 'announced' && objectUntil !== null && now >= objectUntil,
    ),
  },
  receive: { act: 'receive', change: (_, __, now) => ({ received: now }) },
  'refuse-receipt': { act: 'refuse-receipt' },
  'take-up': { act: 'take-up' },
  ask: {
    act: 'ask',
    guard: once,
    change: (transfer, _, now) => ({
      waits: [...transfer.waits, { step: askedIn(transfer), from: now, to: null }],
    }),
  },
  answer: { act: 'answer', change: answered },
  expire: { act: 'expire', guard: isOver, change: answered },
  accept: {
    act: 'step',
    guard: inStep('decision'),
    change: (_, __, now) => ({ step: 'release', outcome: 'accepted', decided: now }),
  },
  refuse: {
    act: 'sign',
    guard: inStep('decision'),
    change: (_, __, now) => ({ outcome: 'refused', decided: now }),
  },
  release: {
    act: 'step',
    guard: inStep('release'),
    change: (_, __, now) => ({ step: 'placement', released: now }),
  },
  'undo-release': {
    act: 'step',
    guard: inStep('placement'),
    change: () => ({ step: 'release', released: null }),
  },
  place: { act: 'sign', guard: inStep('placement'), change: (_, __, now) => ({ placed: now }) },
  complete: { act: 'complete' },
  'hand-over': { act: 'hand-over' },
  withdraw: { act: 'withdraw', guard: notReleased, change: answered },
  stop: { act: 'stop', guard: notReleased },
};

const file = (transfer: Transfer | undefined, event: TransferEvent): TransferDecision => {
  if (transfer !== undefined || event.kind !== 'file') return { refused: 'ACTION_NOT_ALLOWED' };
  const { scope, objectUntil } = event;
  const state = nextDossierState('draft', objectUntil === null ? 'submit' : 'announce');
  if (state === undefined) return { refused: 'ACTION_NOT_ALLOWED' };
  return {
    next: {
      state,
      step: 'decision',
      scope,
      objectUntil,
      waits: [],
      received: null,
      outcome: null,
      decided: null,
      released: null,
      placed: null,
    },
  };
};

const rowOf = (transfer: Transfer, event: TransferEvent): Row | undefined => {
  if (event.kind === 'file') return undefined;
  if (event.kind !== 'settle') return ROWS[event.kind];
  return transfer.state === 'objected' ? { act: event.allow ? 'submit' : 'stop' } : undefined;
};

/**
 * Decides what an event makes of a transfer (undefined: it does not exist yet). Refuses ACTION_NOT_ALLOWED where state,
 * step or timer do not allow it, and SUPPLEMENT_ASKED_ALREADY for a second request in one step. Circular 15/2026.
 */
export const decideTransfer = (
  transfer: Transfer | undefined,
  event: TransferEvent,
  now: Instant,
): TransferDecision => {
  if (transfer === undefined || event.kind === 'file') return file(transfer, event);
  const row = rowOf(transfer, event);
  const state = row && nextDossierState(transfer.state, row.act);
  if (row === undefined || state === undefined) return { refused: 'ACTION_NOT_ALLOWED' };
  const refused = row.guard?.(transfer, event, now);
  return refused === undefined
    ? { next: { ...transfer, ...row.change?.(transfer, event, now), state } }
    : { refused };
};

/** The times of a transfer's steps for its clocks; undefined until the receiving school has got it. */
export const timesOf = (transfer: Transfer): TransferTimes | undefined => {
  const { scope, received, waits, outcome, decided, released, placed } = transfer;
  if (received === null) return undefined;
  return {
    scope,
    submitted: received,
    waits: waits.flatMap(({ step, from, to }) => (step === 'receipt' ? [] : [{ step, from, to }])),
    ...(decided === null || outcome === null ? {} : { decision: { outcome, at: decided } }),
    ...(decided === null || outcome !== 'accepted' ? {} : { releaseAsked: decided }),
    ...(released === null ? {} : { released }),
    ...(placed === null ? {} : { placed }),
  };
};

/** The key under which one request per pupil is open at a time; null once it has ended. */
export const openKeyOf = ({ state }: Pick<Transfer, 'state'>, student: string): string | null =>
  isOpenDossier(state) ? `transfer/${student}` : null;

/** Whether a transfer has ended and the pupil has not come. */
export const endedWithoutPupil = ({ state, placed }: Pick<Transfer, 'state' | 'placed'>): boolean =>
  placed === null && !isOpenDossier(state);
