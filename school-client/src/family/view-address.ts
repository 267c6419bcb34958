import { enrolmentPage } from '@hocba/shared/contract/enrolment/confirmation';
import {
  childPage,
  homePage,
  type LooksFile,
  lookedPage,
  recordPage,
} from '@hocba/shared/contract/family/child';
import { codesPage } from '@hocba/shared/contract/family/codes';
import { messagesPage } from '@hocba/shared/contract/family/messages';
import {
  askAboutLookPage,
  askReviewPage,
  reviewPage,
  reviewsPage,
} from '@hocba/shared/contract/family/reviews';
import { runningPage } from '@hocba/shared/contract/family/running/running-year';
import { sharedPage, sharesPage } from '@hocba/shared/contract/family/shares';
import { joinPage, signInPage } from '@hocba/shared/contract/family/sign-in';
import { transferPage } from '@hocba/shared/contract/family/transfer';
import type { FamilyView } from '@hocba/shared/contract/family/view';
import { promisesPage } from '@hocba/shared/contract/promises/family';

/** The path of an endpoint with its parameters. */
export const addressOf = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

/** A view that is a page, not a file. */
export type PageView = Exclude<FamilyView, LooksFile>;

/** The pages about a child that its id alone leads to. */
const OF_CHILD = {
  home: childPage,
  looked: lookedPage,
  shares: sharesPage,
  codes: codesPage,
  messages: messagesPage,
  transfer: transferPage,
  enrolment: enrolmentPage,
  reviews: reviewsPage,
  running: runningPage,
  promises: promisesPage,
} as const;

/** The address of the form of a request, with the school year and the subject that are chosen. */
export const askAddress = (
  student: string,
  { year, subject }: { readonly year: string | null; readonly subject: string | null },
): string => {
  const chosen = { ...(year === null ? {} : { year }), ...(subject === null ? {} : { subject }) };
  const query = new URLSearchParams(chosen).toString();
  return addressOf(askReviewPage.path, { student }) + (query === '' ? '' : `?${query}`);
};

/** The address under which a reader finds a view again. */
export const addressOfView = (view: PageView): string => {
  switch (view.page) {
    case 'sign-in':
    case 'identity':
      return signInPage.path;
    case 'join':
      return joinPage.path;
    case 'shared':
      return addressOf(sharedPage.path, { share: view.share });
    case 'problem':
      return homePage.path;
    case 'record': {
      const { frame, record } = view;
      return addressOf(recordPage.path, { student: frame.child, year: record.year });
    }
    case 'review':
      return addressOf(reviewPage.path, { student: view.frame.child, review: view.review.id });
    case 'ask-review': {
      const student = view.frame.child;
      return view.look === null
        ? askAddress(student, view)
        : addressOf(askAboutLookPage.path, { student, look: view.look.id });
    }
    default:
      return view.frame === null
        ? homePage.path
        : addressOf(OF_CHILD[view.page].path, { student: view.frame.child });
  }
};
