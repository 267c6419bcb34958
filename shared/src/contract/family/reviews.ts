import { type Static, Type } from 'typebox';
import { EventText } from '../../lifecycle/dossier/event.ts';
import { DossierState } from '../../lifecycle/dossier/states.ts';
import { ReviewCell } from '../../lifecycle/review/events.ts';
import {
  ColumnCode,
  Instant,
  SchoolYear,
  SheetTerm,
  StudentId,
  SubjectCode,
} from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { DossierId, EventNumber } from '../dossiers/dossier.ts';
import type { Endpoint } from '../endpoint.ts';
import {
  CellPlace,
  PHOTO_FORM_BYTES,
  PhotoContent,
  ReviewLine,
  ReviewOutcome,
  SentPhoto,
} from '../reviews/review.ts';
import { FamilyFrame, Look, LookId } from './child.ts';
import { FormProblem, Next } from './sign-in.ts';

/*
 * A guardian asks the school to look again at a cell, or calls a look at the record wrong. A guardian sees the own requests
 * alone. Every answer about a child or a request that is not the caller's own is NOT_FOUND.
 */

/** A request as its guardian sees it. */
export const FamilyReview = Type.Object(
  {
    id: DossierId,
    cell: nullable(ReviewCell),
    look: nullable(Look),
    state: DossierState,
    outcome: ReviewOutcome,
    /** Where the cell stood when it was last asked for: on an open sheet, or in a closed sheet or a signed record. */
    place: nullable(CellPlace),
    filedAt: Instant,
    /** Until when the school answers; null once it has, and while the family owes an answer. */
    due: nullable(Instant),
    isLate: Type.Boolean(),
  },
  closed,
);
export type FamilyReview = Static<typeof FamilyReview>;

export const ReviewsPage = Type.Object(
  {
    page: Type.Literal('reviews'),
    frame: FamilyFrame,
    newestYear: nullable(SchoolYear),
    mayAsk: Type.Boolean(),
    reviews: Type.Array(FamilyReview, { maxItems: 200 }),
  },
  closed,
);
export type ReviewsPage = Static<typeof ReviewsPage>;

/** The cells of one term that a family can point at; `hasResult` says that the term has a result of its own. */
const TermCells = Type.Object(
  { term: SheetTerm, hasResult: Type.Boolean(), columns: Type.Array(ColumnCode, { maxItems: 40 }) },
  closed,
);
export type TermCells = Static<typeof TermCells>;

/** The form of a request: school year and subject first, then the cell, the reason and a photo; or a look and the reason. */
export const AskReviewPage = Type.Object(
  {
    page: Type.Literal('ask-review'),
    frame: FamilyFrame,
    newestYear: nullable(SchoolYear),
    years: Type.Array(SchoolYear, { maxItems: 100 }),
    year: nullable(SchoolYear),
    grade: nullable(Type.Integer({ minimum: 1, maximum: 12 })),
    subjects: Type.Array(SubjectCode, { maxItems: 60 }),
    subject: nullable(SubjectCode),
    terms: Type.Array(TermCells, { maxItems: 3 }),
    look: nullable(Look),
    /** Working days within which the school answers. */
    days: Type.Integer({ minimum: 1 }),
    /** The words of a form that was refused, so that nobody writes them twice. */
    typed: nullable(Type.String({ maxLength: 1000 })),
    problem: nullable(FormProblem),
  },
  closed,
);
export type AskReviewPage = Static<typeof AskReviewPage>;

export const ReviewPage = Type.Object(
  {
    page: Type.Literal('review'),
    frame: FamilyFrame,
    newestYear: nullable(SchoolYear),
    review: FamilyReview,
    lines: Type.Array(ReviewLine, { maxItems: 200 }),
    maySay: Type.Boolean(),
    mayWithdraw: Type.Boolean(),
    /** The words of a form that was refused. */
    typed: nullable(Type.String({ maxLength: 1000 })),
    problem: nullable(FormProblem),
  },
  closed,
);
export type ReviewPage = Static<typeof ReviewPage>;

const ofChild = Type.Object({ student: StudentId }, closed);
const ofReview = Type.Object({ student: StudentId, review: DossierId }, closed);
const ofLook = Type.Object({ student: StudentId, look: LookId }, closed);

export const reviewsPage = {
  method: 'GET',
  path: '/family/children/:student/reviews',
  summary: 'The caller’s own review requests about a child',
  access: 'guardian',
  params: ofChild,
  response: ReviewsPage,
} as const satisfies Endpoint;

export const askReviewPage = {
  method: 'GET',
  path: '/family/children/:student/ask-review',
  summary: 'The form of a review request: school year, subject, and the cells of a child to point at',
  access: 'guardian',
  params: ofChild,
  query: Type.Object({ year: Type.Optional(SchoolYear), subject: Type.Optional(SubjectCode) }, closed),
  response: AskReviewPage,
} as const satisfies Endpoint;

export const askReview = {
  method: 'POST',
  path: '/family/children/:student/ask-review',
  summary: 'Ask the school to look again at an exact cell; nothing is edited',
  access: 'guardian',
  params: ofChild,
  body: Type.Object(
    {
      year: SchoolYear,
      subject: SubjectCode,
      /** Term and column, `hk1:tx2`; without a column the result of the term. */
      cell: Type.String({ pattern: '^(hk[12]|summer):[a-z0-9-]{0,8}$', maxLength: 16 }),
      text: EventText,
      photo: Type.Optional(SentPhoto),
    },
    closed,
  ),
  maxBytes: PHOTO_FORM_BYTES,
  response: Next,
} as const satisfies Endpoint;

export const askAboutLookPage = {
  method: 'GET',
  path: '/family/children/:student/looked/:look',
  summary: 'The form that calls a look at the record wrong',
  access: 'guardian',
  params: ofLook,
  response: AskReviewPage,
} as const satisfies Endpoint;

export const askAboutLook = {
  method: 'POST',
  path: '/family/children/:student/looked/:look',
  summary: 'Call a look at the record wrong: a case at the school and the department',
  access: 'guardian',
  params: ofLook,
  body: Type.Object({ text: EventText, photo: Type.Optional(SentPhoto) }, closed),
  maxBytes: PHOTO_FORM_BYTES,
  response: Next,
} as const satisfies Endpoint;

export const reviewPage = {
  method: 'GET',
  path: '/family/children/:student/reviews/:review',
  summary: 'One of the caller’s review requests with its thread',
  access: 'guardian',
  params: ofReview,
  response: ReviewPage,
} as const satisfies Endpoint;

export const sayInReview = {
  method: 'POST',
  path: '/family/children/:student/reviews/:review/say',
  summary: 'Write in the thread of a review request, or answer the school’s question',
  access: 'guardian',
  params: ofReview,
  body: Type.Object({ text: EventText, photo: Type.Optional(SentPhoto) }, closed),
  maxBytes: PHOTO_FORM_BYTES,
  response: Next,
} as const satisfies Endpoint;

export const withdrawReview = {
  method: 'POST',
  path: '/family/children/:student/reviews/:review/withdraw',
  summary: 'Take a review request back before the school has decided',
  access: 'guardian',
  params: ofReview,
  body: Type.Object({}, closed),
  response: Next,
} as const satisfies Endpoint;

export const familyReviewPhoto = {
  method: 'GET',
  path: '/family/children/:student/reviews/:review/photos/:seq',
  summary: 'The photo beside words of an own review request: a picture for browsers, JSON for programs',
  access: 'guardian',
  params: Type.Object({ student: StudentId, review: DossierId, seq: EventNumber }, closed),
  response: PhotoContent,
} as const satisfies Endpoint;
