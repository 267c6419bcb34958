import type { BodyOf } from '@hocba/shared/contract/endpoint';
import type { actOnReview as contract } from '@hocba/shared/contract/reviews/endpoints';
import type { CellNow, ReviewAct, ReviewEntry } from '@hocba/shared/contract/reviews/review';
import { supplementEnd } from '@hocba/shared/lifecycle/dossier/supplement';
import type { ReviewEvent } from '@hocba/shared/lifecycle/review/events';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, StudentId } from '@hocba/shared/school/identifiers';
import { plainRemark } from '@hocba/shared/text/plain-text';
import type { Caller } from '../people/caller.ts';
import { decideAgain } from '../storage/engine/retry.ts';
import { appendAudit } from '../storage/queries/audit/audit.ts';
import { requireReview } from './desk/list-reviews.ts';
import { cellNowOf, reviewEntry } from './desk/review-entry.ts';
import type { ReviewServices } from './services.ts';
import { advanceReview } from './stored-review.ts';
import { expiryWrite } from './tasks/review-job.ts';
import { MOST_EVENTS } from './thread.ts';
import { mayActOnReview } from './who-acts.ts';

/** A text as people read it, without line breaks and what cannot be seen. Throws INVALID_INPUT where nothing is left. */
export const saidText = (typed: string): string => {
  const text = plainRemark(typed);
  if (text === '') throw new RegistryError('INVALID_INPUT', 'a text of blanks says nothing');
  return text;
};

const eventOf = (act: ReviewAct, cell: CellNow | null): ReviewEvent => {
  if (act.kind === 'complete') return act;
  const text = saidText(act.text);
  return act.kind === 'accept' ? { kind: 'accept', text, value: cell?.value ?? null } : { ...act, text };
};

const actOnce = async (
  { db }: ReviewServices,
  caller: Caller,
  id: string,
  { seq, act }: BodyOf<typeof contract>,
  now: Instant,
): Promise<ReviewEntry> => {
  const stored = await requireReview(db, caller, id);
  if (!mayActOnReview(caller, stored, act.kind)) throw new RegistryError('FORBIDDEN');
  if (stored.end.seq !== seq) throw new RegistryError('REVIEW_CHANGED');
  if (act.kind === 'say' && seq >= MOST_EVENTS) throw new RegistryError('REVIEW_LIMIT');
  const { student } = stored.row;
  const cell = await cellNowOf(db, stored.review, student as StudentId);
  if (act.kind === 'complete' && cell?.isCorrected === false) throw new RegistryError('REVIEW_NOT_CORRECTED');
  const event = { event: eventOf(act, cell), actor: caller.account };
  const { next, writes } = advanceReview(db, stored, [event], now);
  const { guardian } = next.review;
  await db.commit([
    ...writes,
    ...(act.kind === 'ask' ? [expiryWrite(next, supplementEnd(now))] : []),
    appendAudit({
      at: now,
      actor: caller.account,
      action: `review.${act.kind}`,
      student,
      detail: { dossier: id, seq: next.end.seq, school: caller.school, guardian },
    }),
  ]);
  return reviewEntry(db, next, caller, now);
};

/**
 * Does an act of a school or the department on a request; none of them edits a mark. Throws REVIEW_UNKNOWN to all who do
 * not see it, FORBIDDEN, REVIEW_CHANGED when it has gone on since the person saw it, REVIEW_LIMIT for a thread that is
 * full, REVIEW_NOT_CORRECTED while the cell is as it was, and what the state says (ACTION_NOT_ALLOWED,
 * SUPPLEMENT_ASKED_ALREADY).
 */
export const actOnReview = (
  services: ReviewServices,
  caller: Caller,
  id: string,
  input: BodyOf<typeof contract>,
): Promise<ReviewEntry> => decideAgain(() => actOnce(services, caller, id, input, services.clock()));
