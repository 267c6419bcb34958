import { Type } from 'typebox';
import { closed } from '../../school/members.ts';
import { DossierId, EventNumber } from '../dossiers/dossier.ts';
import type { Endpoint } from '../endpoint.ts';
import { PhotoContent, ReviewAct, ReviewEntry, ReviewLine } from './review.ts';

/* Review requests of families at the school and, about looks, at the department. */

const WHO = ['clerk', 'head', 'homeroom', 'subject', 'department'] as const;

export const listReviews = {
  method: 'GET',
  path: '/reviews',
  summary:
    'Review requests that the caller sees: the open ones by working time left, then the newest that have ended',
  access: WHO,
  response: Type.Object({ reviews: Type.Array(ReviewEntry, { maxItems: 1000 }) }, closed),
} as const satisfies Endpoint;

export const getReview = {
  method: 'GET',
  path: '/reviews/:id',
  summary: 'One review request with its thread',
  access: WHO,
  params: Type.Object({ id: DossierId }, closed),
  response: Type.Object({ review: ReviewEntry, lines: Type.Array(ReviewLine, { maxItems: 200 }) }, closed),
} as const satisfies Endpoint;

export const actOnReview = {
  method: 'POST',
  path: '/reviews/:id/events',
  summary: 'Act on a review request as it stood at event `seq`; no act edits a mark',
  access: WHO,
  params: Type.Object({ id: DossierId }, closed),
  body: Type.Object({ seq: Type.Integer({ minimum: 1 }), act: ReviewAct }, closed),
  response: ReviewEntry,
} as const satisfies Endpoint;

export const reviewPhoto = {
  method: 'GET',
  path: '/reviews/:id/photos/:seq',
  summary: 'The photo beside words of a review request',
  access: WHO,
  params: Type.Object({ id: DossierId, seq: EventNumber }, closed),
  response: PhotoContent,
} as const satisfies Endpoint;
