import * as contract from '@hocba/shared/contract/family/reviews';
import type { FastifyInstance } from 'fastify';
import { askAboutLook, askReview } from '../../../reviews/family/ask-review.ts';
import {
  actOnOwnReview,
  readAskAboutLook,
  readAskReview,
  readOwnPhoto,
  readReview,
  readReviews,
} from '../../../reviews/family/family-reviews.ts';
import { mountForm, mountPage, mountPicture } from '../../family/family-mount.ts';
import type { FamilyRouteServices } from './services.ts';

const pageOf = (student: string, review: string) => ({
  next: contract.reviewPage.path.replace(':student', student).replace(':review', review),
});

/** The words of a form that was refused, as far as it has any. */
const typedIn = (body: unknown): string | null => {
  const { text } = (body ?? {}) as { readonly text?: unknown };
  return typeof text === 'string' ? text.slice(0, 1000) : null;
};

/** A guardian's review requests: the list, the form about a cell, the one about a look, and the thread of each. */
export const addFamilyReviewRoutes = (app: FastifyInstance, services: FamilyRouteServices): void => {
  const { drawing } = services;
  mountPage(app, drawing, contract.reviewsPage, ({ guardian, params }) =>
    readReviews(services, guardian, params.student),
  );
  mountPage(app, drawing, contract.askReviewPage, ({ guardian, params, query }) =>
    readAskReview(services, guardian, params.student, query),
  );
  mountForm(app, drawing, contract.askReview, {
    act: async ({ guardian, params: { student }, body }) =>
      pageOf(student, await askReview(services, guardian, student, body)),
    again: async ({ guardian, params, body }, problem) => ({
      ...(await readAskReview(services, guardian, params.student, body ?? {})),
      typed: typedIn(body),
      problem,
    }),
  });
  mountPage(app, drawing, contract.askAboutLookPage, ({ guardian, params }) =>
    readAskAboutLook(services, guardian, params),
  );
  mountForm(app, drawing, contract.askAboutLook, {
    act: async ({ guardian, params, body }) =>
      pageOf(params.student, await askAboutLook(services, guardian, params, body)),
    again: async ({ guardian, params, body }, problem) => ({
      ...(await readAskAboutLook(services, guardian, params)),
      typed: typedIn(body),
      problem,
    }),
  });
  mountPage(app, drawing, contract.reviewPage, ({ guardian, params }) =>
    readReview(services, guardian, params),
  );
  mountForm(app, drawing, contract.sayInReview, {
    act: async ({ guardian, params, body }) => {
      await actOnOwnReview(services, guardian, params, { kind: 'say', ...body });
      return pageOf(params.student, params.review);
    },
    again: async ({ guardian, params, body }, problem) => ({
      ...(await readReview(services, guardian, params)),
      typed: typedIn(body),
      problem,
    }),
  });
  mountForm(app, drawing, contract.withdrawReview, {
    act: async ({ guardian, params }) => {
      await actOnOwnReview(services, guardian, params, { kind: 'withdraw' });
      return pageOf(params.student, params.review);
    },
    again: async ({ guardian, params }, problem) => ({
      ...(await readReview(services, guardian, params)),
      problem,
    }),
  });
  mountPicture(app, contract.familyReviewPhoto, ({ guardian, params }) =>
    readOwnPhoto(services, guardian, params),
  );
};
