import { type Deadline, deadlineOf, type Pause } from '../../calendar/deadline.ts';
import { OFFICIAL_CALENDAR } from '../../calendar/official-days.ts';
import type { Instant } from '../../calendar/vietnam-time.ts';
import type { WorkCalendar } from '../../calendar/work-calendar.ts';
import type { ProblemCode } from '../../problems.ts';
import { type DossierAct, type DossierState, isOpenDossier, nextDossierState } from '../dossier/states.ts';
import { endWait, openWait, supplementEnd } from '../dossier/supplement.ts';
import type { ReviewAbout, ReviewEvent, ReviewEventKind } from './events.ts';

/** A family's request that the school looks again (đề nghị rà soát), as its events have made it. It never edits a mark. */
export interface Review {
  readonly state: DossierState;
  readonly about: ReviewAbout;
  /** The guardian who asked; nobody else of the family reads the thread. */
  readonly guardian: string;
  /** Working days within which the school answers. */
  readonly days: number;
  readonly received: Instant;
  readonly waits: readonly Pause[];
  readonly outcome: 'accepted' | 'declined' | null;
  readonly decided: Instant | null;
  /** The value that stood in the cell when the school accepted, as a sheet shows it; null for an empty cell. */
  readonly value: string | null;
  readonly completed: Instant | null;
}

/** The next state of a review request, or the code that says why the event changes nothing. */
export type ReviewDecision = { readonly next: Review } | { readonly refused: ProblemCode };

/** Working days within which a teacher corrects an accepted cell; no source sets the number. */
export const CORRECTION_DAYS = 3;

type Change = (review: Review, now: Instant, event: ReviewEvent) => Partial<Review>;

interface Row {
  /** The acts on the dossier, one after the other; none for words that change no state. */
  readonly acts: (review: Review) => readonly DossierAct[];
  readonly change?: Change;
  readonly guard?: (review: Review, now: Instant) => ProblemCode | undefined;
}

/** An act with which a school also takes up a request that nobody has looked at yet. */
const takingUp =
  (...acts: readonly DossierAct[]) =>
  ({ state }: Review): readonly DossierAct[] =>
    state === 'received' ? ['take-up', ...acts] : acts;

const always = (act: DossierAct) => () => [act] as const;

const ended: Change = ({ waits }, now) => ({ waits: endWait(waits, now) });

/** Of a cell an accepted request waits for its correction; of a look there is nothing to correct. */
const acceptActs = (review: Review): readonly DossierAct[] =>
  takingUp('sign', ...(review.about.kind === 'look' ? (['complete'] as const) : []))(review);

const ROWS: Readonly<Record<Exclude<ReviewEventKind, 'file'>, Row>> = {
  say: {
    acts: () => [],
    guard: ({ state }) => (isOpenDossier(state) ? undefined : 'ACTION_NOT_ALLOWED'),
  },
  ask: {
    acts: takingUp('ask'),
    guard: ({ waits }) => (waits.length > 0 ? 'SUPPLEMENT_ASKED_ALREADY' : undefined),
    change: ({ waits }, now) => ({ waits: [...waits, { from: now, to: null }] }),
  },
  answer: { acts: always('answer'), change: ended },
  expire: {
    acts: always('expire'),
    guard: ({ waits }, now) => {
      const wait = openWait(waits);
      return wait !== undefined && now >= supplementEnd(wait.from) ? undefined : 'ACTION_NOT_ALLOWED';
    },
    change: ended,
  },
  accept: {
    acts: acceptActs,
    change: (_, now, event) => ({
      outcome: 'accepted',
      decided: now,
      value: 'value' in event ? event.value : null,
    }),
  },
  decline: {
    acts: takingUp('sign', 'complete'),
    change: (_, now) => ({ outcome: 'declined', decided: now }),
  },
  complete: { acts: always('complete'), change: (_, now) => ({ completed: now }) },
  withdraw: { acts: always('withdraw'), change: ended },
};

const file = (event: ReviewEvent, now: Instant): ReviewDecision => {
  if (event.kind !== 'file') return { refused: 'ACTION_NOT_ALLOWED' };
  const { about, guardian, days } = event;
  return {
    next: {
      // It is received as it is filed: no paper has to be there that an office could miss.
      state: 'received',
      about,
      guardian,
      days,
      received: now,
      waits: [],
      outcome: null,
      decided: null,
      value: null,
      completed: null,
    },
  };
};

/**
 * Decides what an event makes of a review request (undefined: it does not exist yet). Refuses ACTION_NOT_ALLOWED where the
 * state or a timer does not allow it, and SUPPLEMENT_ASKED_ALREADY for a second question that would stop the clock.
 */
export const decideReview = (
  review: Review | undefined,
  event: ReviewEvent,
  now: Instant,
): ReviewDecision => {
  if (review === undefined) return file(event, now);
  if (event.kind === 'file') return { refused: 'ACTION_NOT_ALLOWED' };
  const { acts, guard, change } = ROWS[event.kind];
  let state: DossierState | undefined = review.state;
  for (const act of acts(review)) state = state && nextDossierState(state, act);
  if (state === undefined) return { refused: 'ACTION_NOT_ALLOWED' };
  const refused = guard?.(review, now);
  return refused === undefined
    ? { next: { ...review, ...change?.(review, now, event), state } }
    : { refused };
};

/** The clock of a request: of the answer while the school owes one, then of the correction; undefined once nothing is due. */
export const reviewDeadline = (
  { state, days, received, waits, decided }: Review,
  calendar: WorkCalendar = OFFICIAL_CALENDAR,
): { readonly deadline: Deadline; readonly days: number } | undefined => {
  if (!isOpenDossier(state)) return undefined;
  return decided === null
    ? { deadline: deadlineOf(received, days, waits, calendar), days }
    : { deadline: deadlineOf(decided, CORRECTION_DAYS, [], calendar), days: CORRECTION_DAYS };
};

const keyOfAbout = (about: ReviewAbout): string =>
  about.kind === 'look'
    ? `look/${about.seq}`
    : ['cell', about.year, about.subject, about.term, about.column ?? 'result'].join('/');

/** The key under which one request about a cell or a look of a pupil is open at a time; null once it has ended. */
export const openReviewKey = (
  { state, about }: Pick<Review, 'state' | 'about'>,
  student: string,
): string | null => (isOpenDossier(state) ? `review/${student}/${keyOfAbout(about)}` : null);
