import type { EnrolmentPage } from '../enrolment/confirmation.ts';
import type { PromisesPage } from '../promises/family.ts';
import type { HomePage, LookedPage, LooksFile, RecordPage } from './child.ts';
import type { CodesPage } from './codes.ts';
import type { IdentityPage } from './identity.ts';
import type { MessagesPage } from './messages.ts';
import type { ProblemPage } from './problem.ts';
import type { AskReviewPage, ReviewPage, ReviewsPage } from './reviews.ts';
import type { RunningPage } from './running/running-year.ts';
import type { SharedPage, SharesPage } from './shares.ts';
import type { JoinPage, SignInPage } from './sign-in.ts';
import type { TransferPage } from './transfer.ts';

/** Everything that a page of families can show; `page` says which. */
export type FamilyView =
  | SignInPage
  | IdentityPage
  | JoinPage
  | MessagesPage
  | ProblemPage
  | HomePage
  | RecordPage
  | LookedPage
  | LooksFile
  | RunningPage
  | SharesPage
  | SharedPage
  | CodesPage
  | EnrolmentPage
  | TransferPage
  | TransferPage
  | ReviewsPage
  | AskReviewPage
  | ReviewPage
  | PromisesPage;
