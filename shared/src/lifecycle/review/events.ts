import { type Static, Type } from 'typebox';
import { Instant } from '../../calendar/vietnam-time.ts';
import { GuardianId } from '../../school/guardians.ts';
import {
  ClassCode,
  ColumnCode,
  Digest,
  SchoolCode,
  SchoolYear,
  SheetTerm,
  SubjectCode,
} from '../../school/identifiers.ts';
import { closed, nullable } from '../../school/members.ts';
import { EventText, event } from '../dossier/event.ts';

/** The exact cell of a request; the column is null where the family means the result of the term. */
export const ReviewCell = Type.Object(
  {
    kind: Type.Literal('cell'),
    school: SchoolCode,
    year: SchoolYear,
    class: ClassCode,
    subject: SubjectCode,
    term: SheetTerm,
    column: nullable(ColumnCode),
  },
  closed,
);
export type ReviewCell = Static<typeof ReviewCell>;

/** The line of the list of looks that a family calls wrong: its number in the audit, the act, its time and its account. */
export const ReviewedLook = Type.Object(
  {
    kind: Type.Literal('look'),
    seq: Type.Integer({ minimum: 1 }),
    act: Type.String({ maxLength: 40 }),
    at: Instant,
    actor: Type.String({ maxLength: 80 }),
  },
  closed,
);
export type ReviewedLook = Static<typeof ReviewedLook>;

/** A photo beside words: its kind, by its own bytes, and the SHA-256 of them. */
export const ReviewPhoto = Type.Object(
  {
    type: Type.Union([Type.Literal('image/jpeg'), Type.Literal('image/png'), Type.Literal('image/webp')]),
    bytes: Type.Integer({ minimum: 1 }),
    sha256: Digest,
  },
  closed,
);
export type ReviewPhoto = Static<typeof ReviewPhoto>;

/** The words of a family, with a photo where there is one. */
const said = { text: EventText, photo: Type.Optional(ReviewPhoto) };

/** The subject of a request: a cell, or a look. */
export const ReviewAbout = Type.Union([ReviewCell, ReviewedLook]);
export type ReviewAbout = Static<typeof ReviewAbout>;

/** An event of a review request, as its dossier keeps it; `expire` is a timer. */
export const ReviewEvent = Type.Union([
  event('file', {
    about: ReviewAbout,
    guardian: GuardianId,
    /** Working days within which the school answers. */
    days: Type.Integer({ minimum: 1, maximum: 99 }),
    ...said,
  }),
  event('say', said),
  event('ask', { text: EventText }),
  event('answer', said),
  event('expire', {}),
  /** `value` stood in the cell then: the correction is there once another one does. */
  event('accept', { text: EventText, value: nullable(Type.String({ maxLength: 1000 })) }),
  event('decline', { text: EventText }),
  event('complete', {}),
  event('withdraw', {}),
]);
export type ReviewEvent = Static<typeof ReviewEvent>;
export type ReviewEventKind = ReviewEvent['kind'];
