import type { CellNow, ReviewActKind } from '@hocba/shared/contract/reviews/review';
import { decideReview, type Review } from '@hocba/shared/lifecycle/review/decide-review';
import type { ReviewEvent } from '@hocba/shared/lifecycle/review/events';
import type { Instant } from '@hocba/shared/school/identifiers';
import {
  mayDecideLookCase,
  mayDecideReview,
  mayEnter,
  seesLookCases,
  seesReviews,
} from '@hocba/shared/school/rights';
import type { Caller } from '../people/caller.ts';
import type { StoredReview } from './stored-review.ts';

type Member = Pick<Caller, 'account' | 'role' | 'school' | 'assignments'>;

/** A request is its school's; one about a look is the department's too. */
const isWithin = ({ role, school }: Member, { row, review }: StoredReview): boolean =>
  school === row.receiver || (role === 'department' && review.about.kind === 'look');

/** Whether a person reads a request and writes in its thread. */
export const seesReview = (caller: Member, stored: StoredReview): boolean => {
  const { about } = stored.review;
  if (!isWithin(caller, stored)) return false;
  return about.kind === 'look'
    ? seesLookCases(caller)
    : seesReviews(caller, about.year, about.class, about.subject);
};

/** Nobody decides about the own look. */
const decides = (caller: Member, { about }: Review): boolean =>
  about.kind === 'look'
    ? mayDecideLookCase(caller) && about.actor !== caller.account
    : mayDecideReview(caller);

const corrects = (caller: Member, { about }: Review): boolean =>
  about.kind === 'cell' && mayEnter(caller, about.year, about.class, about.subject);

/** Whether a person who sees a request may do an act on it, whatever its state. */
export const mayActOnReview = (caller: Member, { review }: StoredReview, kind: ReviewActKind): boolean => {
  if (kind === 'say') return true;
  return kind === 'complete' ? corrects(caller, review) : decides(caller, review);
};

/** Every act with the event that it makes, to ask whether the state allows it. */
const EVENTS: Readonly<Record<ReviewActKind, ReviewEvent>> = {
  accept: { kind: 'accept', text: '?', value: null },
  decline: { kind: 'decline', text: '?' },
  ask: { kind: 'ask', text: '?' },
  complete: { kind: 'complete' },
  say: { kind: 'say', text: '?' },
};

/** The acts that a person who sees a request may do on it as it stands; a correction is told of once it is there. */
export const reviewActsOf = (
  caller: Member,
  stored: StoredReview,
  cell: Pick<CellNow, 'isCorrected'> | null,
  now: Instant,
): ReviewActKind[] =>
  (Object.keys(EVENTS) as ReviewActKind[]).filter((kind) => {
    if (kind === 'complete' && cell?.isCorrected !== true) return false;
    return mayActOnReview(caller, stored, kind) && 'next' in decideReview(stored.review, EVENTS[kind], now);
  });
