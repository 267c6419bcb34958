import * as contract from '@hocba/shared/contract/reviews/endpoints';
import type { FastifyInstance } from 'fastify';
import { actOnReview } from '../../reviews/act-on-review.ts';
import { getReview, getReviewPhoto, listReviews } from '../../reviews/desk/list-reviews.ts';
import type { ReviewServices } from '../../reviews/services.ts';
import { mount } from '../mount.ts';

/** Families' review requests at the school and the department: the list, one with its thread, and every act on it. */
export const addReviewRoutes = (app: FastifyInstance, services: ReviewServices): void => {
  const { db, clock } = services;
  mount(app, contract.listReviews, async ({ caller }) => ({
    reviews: await listReviews(db, caller, clock()),
  }));
  mount(app, contract.getReview, ({ caller, params }) => getReview(db, caller, params.id, clock()));
  mount(app, contract.reviewPhoto, ({ caller, params }) => getReviewPhoto(db, caller, params, clock()));
  mount(app, contract.actOnReview, ({ caller, params, body }) =>
    actOnReview(services, caller, params.id, body),
  );
};
