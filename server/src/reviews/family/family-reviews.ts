import type { HomePage, LookId } from '@hocba/shared/contract/family/child';
import type {
  AskReviewPage,
  FamilyReview,
  ReviewPage,
  ReviewsPage,
} from '@hocba/shared/contract/family/reviews';
import type { PhotoContent } from '@hocba/shared/contract/reviews/review';
import { decideReview } from '@hocba/shared/lifecycle/review/decide-review';
import type { ReviewEvent, ReviewPhoto } from '@hocba/shared/lifecycle/review/events';
import { RegistryError } from '@hocba/shared/problems';
import { gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import type {
  ClassCode,
  Instant,
  SchoolYear,
  StudentId,
  SubjectCode,
} from '@hocba/shared/school/identifiers';
import type { GuardianCaller } from '../../guardians/accounts/guardian-session.ts';
import { listChildrenOf, requireLink } from '../../guardians/links/guardian-link.ts';
import { frameOf } from '../../guardians/pages/frame.ts';
import { findLook, readLook } from '../../guardians/pages/looks.ts';
import { listSignedYears } from '../../guardians/pages/signed-records.ts';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import {
  findDossier,
  listDossierEvents,
  listDossiersAbout,
} from '../../storage/queries/dossiers/dossiers.ts';
import { saidText } from '../act-on-review.ts';
import { cellsIn, listClassesOf, subjectsIn } from '../cells.ts';
import { cellNowOf, lookInReview, reviewClock } from '../desk/review-entry.ts';
import { readPhoto, takePhoto } from '../photo.ts';
import type { ReviewServices } from '../services.ts';
import {
  advanceReview,
  isReview,
  listedReview,
  openReview,
  REVIEW_PROCEDURES,
  type StoredReview,
} from '../stored-review.ts';
import { GUARDIAN_ACTOR, MOST_EVENTS, MOST_PHOTOS, photoIn, readThread } from '../thread.ts';

const REQUESTS_SHOWN = 200;

const asGuardianSees = async (db: Db, { row, review }: StoredReview, now: Instant): Promise<FamilyReview> => {
  const cell = await cellNowOf(db, review, row.student as StudentId);
  const clock = review.decided === null ? reviewClock(review, cell, now) : null;
  return {
    id: row.id,
    cell: cell?.cell ?? null,
    look: await lookInReview(db, review),
    state: review.state,
    outcome: review.outcome,
    place: cell?.place ?? null,
    filedAt: row.filed_at as Instant,
    due: clock?.due ?? null,
    isLate: clock?.stage === 'overdue',
  };
};

const requirePage = async ({ db, clock }: ReviewServices, caller: GuardianCaller, student: StudentId) => {
  const now = clock();
  const link = await requireLink(db, caller.id, { student, right: 'see', now });
  const frame = await frameOf(db, caller, student, now);
  if (frame === null) throw new RegistryError('NOT_FOUND');
  const newestYear = (await listSignedYears(db, student))[0] ?? null;
  return { page: { frame, newestYear }, link, now };
};

/** The caller's own requests about a child, newest first. */
const listOwn = async (db: Db, { id }: GuardianCaller, student: StudentId): Promise<StoredReview[]> =>
  (await listDossiersAbout(db, Object.values(REVIEW_PROCEDURES), student))
    .map(listedReview)
    .filter(({ review }) => review.guardian === id);

/** How many requests the caller has about a child, and one that waits for an answer; none where an order hides them. */
export const countOwnReviews = async (
  { db, clock }: ReviewServices,
  caller: GuardianCaller,
  student: StudentId,
): Promise<HomePage['reviews']> => {
  const links = await listChildrenOf(db, caller.id, clock());
  if (!links.some((link) => link.student === student && link.rights.see)) return { count: 0, asked: null };
  const own = await listOwn(db, caller, student);
  return { count: own.length, asked: own.find(({ review }) => review.state === 'waiting')?.row.id ?? null };
};

/** The caller's own requests about a child. Throws NOT_FOUND for a child whose record the caller does not see whole. */
export const readReviews = async (
  services: ReviewServices,
  caller: GuardianCaller,
  student: StudentId,
): Promise<ReviewsPage> => {
  const { db } = services;
  const { page, link, now } = await requirePage(services, caller, student);
  const own = await listOwn(db, caller, student);
  const reviews: FamilyReview[] = [];
  for (const stored of own.slice(0, REQUESTS_SHOWN)) reviews.push(await asGuardianSees(db, stored, now));
  return { page: 'reviews', ...page, mayAsk: link.rights.ask, reviews };
};

/** The form of a request about a cell, as far as year and subject are chosen. Throws NOT_FOUND, also without the right to ask. */
export const readAskReview = async (
  services: ReviewServices,
  caller: GuardianCaller,
  student: StudentId,
  chosen: { readonly year?: SchoolYear | undefined; readonly subject?: SubjectCode | undefined },
): Promise<AskReviewPage> => {
  const { db, reviewDays: days } = services;
  const { page, link } = await requirePage(services, caller, student);
  if (!link.rights.ask) throw new RegistryError('NOT_FOUND');
  const classes = await listClassesOf(db, student);
  const shown = classes.find(({ year }) => year === chosen.year) ?? classes[0];
  const subjects = shown === undefined ? [] : await subjectsIn(db, shown);
  const subject = subjects.find((one) => one === chosen.subject);
  return {
    page: 'ask-review',
    ...page,
    years: classes.map(({ year }) => year as SchoolYear),
    year: (shown?.year as SchoolYear | undefined) ?? null,
    grade: shown === undefined ? null : gradeOfClass(shown.class as ClassCode),
    subjects,
    subject: subject ?? null,
    terms: shown === undefined || subject === undefined ? [] : await cellsIn(db, shown, subject),
    look: null,
    days,
    typed: null,
    problem: null,
  };
};

/** The form that calls a look wrong. Throws NOT_FOUND, also for a look that is none and without the right to ask. */
export const readAskAboutLook = async (
  services: ReviewServices,
  caller: GuardianCaller,
  { student, look }: { readonly student: StudentId; readonly look: LookId },
): Promise<AskReviewPage> => {
  const { db, reviewDays: days } = services;
  const { page, link } = await requirePage(services, caller, student);
  const row = link.rights.ask ? await findLook(db, student, look) : undefined;
  if (row === undefined) throw new RegistryError('NOT_FOUND');
  const nothing = { years: [], year: null, grade: null, subjects: [], subject: null, terms: [] };
  return {
    page: 'ask-review',
    ...page,
    ...nothing,
    look: await readLook(db, row.seq),
    days,
    typed: null,
    problem: null,
  };
};

type Own = { readonly student: StudentId; readonly review: string };

/** The caller's own request; NOT_FOUND alike for one of others, one about another child and one that does not exist. */
const requireOwn = async (
  db: Db,
  caller: GuardianCaller,
  { student, review: id }: Own,
): Promise<StoredReview> => {
  const row = await findDossier(db, id);
  const isOwn =
    row !== undefined &&
    row.student === student &&
    isReview(row) &&
    listedReview(row).review.guardian === caller.id;
  const stored = isOwn ? await openReview(db, row) : undefined;
  if (stored === undefined) throw new RegistryError('NOT_FOUND');
  return stored;
};

/** The event that a guardian's words make: the answer to a question where one waits. */
const wordsIn = ({ review }: StoredReview, text: string, photo?: ReviewPhoto): ReviewEvent => {
  const kind = review.state === 'waiting' ? 'answer' : 'say';
  return photo === undefined ? { kind, text } : { kind, text, photo };
};

const requirePhotoRoom = async (db: Db, id: string): Promise<void> => {
  const photos = (await listDossierEvents(db, id)).filter((row) => photoIn(row) !== undefined);
  if (photos.length >= MOST_PHOTOS) throw new RegistryError('REVIEW_LIMIT');
};

/** One request of the caller with its thread. Throws NOT_FOUND. */
export const readReview = async (
  services: ReviewServices,
  caller: GuardianCaller,
  own: Own,
): Promise<ReviewPage> => {
  const { db } = services;
  const { page, link, now } = await requirePage(services, caller, own.student);
  const stored = await requireOwn(db, caller, own);
  const may = (event: ReviewEvent): boolean =>
    link.rights.ask && 'next' in decideReview(stored.review, event, now);
  return {
    page: 'review',
    ...page,
    review: await asGuardianSees(db, stored, now),
    lines: await readThread(db, own.review),
    maySay: may(wordsIn(stored, '?')) && stored.end.seq < MOST_EVENTS,
    mayWithdraw: may({ kind: 'withdraw' }),
    typed: null,
    problem: null,
  };
};

/** The photo beside words of an own request. Throws NOT_FOUND. */
export const readOwnPhoto = async (
  { db, clock }: ReviewServices,
  caller: GuardianCaller,
  { seq, ...own }: Own & { readonly seq: string },
): Promise<PhotoContent> => {
  await requireLink(db, caller.id, { student: own.student, right: 'see', now: clock() });
  await requireOwn(db, caller, own);
  const photo = await readPhoto(db, own.review, Number(seq));
  if (photo === undefined) throw new RegistryError('NOT_FOUND');
  return photo;
};

/** An act of a guardian on an own request. */
export type FamilyReviewAct =
  | { readonly kind: 'say'; readonly text: string; readonly photo?: string | undefined }
  | { readonly kind: 'withdraw' };

/**
 * Takes a guardian's words into the thread, which answer a question where one waits, or takes the request back. Throws
 * NOT_FOUND, also once the right to ask is gone, REVIEW_LIMIT for a full thread, and ACTION_NOT_ALLOWED.
 */
export const actOnOwnReview = (
  { db, clock }: ReviewServices,
  caller: GuardianCaller,
  own: Own,
  act: FamilyReviewAct,
): Promise<void> =>
  decideAgain(async () => {
    const now = clock();
    await requireLink(db, caller.id, { student: own.student, right: 'ask', now });
    const stored = await requireOwn(db, caller, own);
    if (act.kind === 'say' && stored.end.seq >= MOST_EVENTS) throw new RegistryError('REVIEW_LIMIT');
    const sent = act.kind === 'say' ? act.photo : undefined;
    if (sent !== undefined) await requirePhotoRoom(db, own.review);
    const photo = sent === undefined ? undefined : takePhoto(sent);
    const event: ReviewEvent =
      act.kind === 'say' ? wordsIn(stored, saidText(act.text), photo?.said) : { kind: 'withdraw' };
    const actor = `${GUARDIAN_ACTOR}${caller.id}`;
    const { next, writes } = advanceReview(db, stored, [{ event, actor }], now);
    const detail = { dossier: own.review, seq: next.end.seq };
    const audited = { at: now, actor, action: `review.${event.kind}`, student: own.student, detail };
    const kept = photo === undefined ? [] : [photo.write(next)];
    await db.commit([...writes, ...kept, appendAudit(audited)]);
  });
