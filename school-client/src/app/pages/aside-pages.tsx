import type { Me } from '@hocba/shared/contract/auth';
import { openRecordSlip } from '@hocba/shared/contract/enrolment/record-slip';
import { parseIdentifier, StudentId } from '@hocba/shared/school/identifiers';
import { lazy, type ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import type { Found } from '../../features/look-up/fetch-records.ts';
import { mayGo } from '../header/navigation.ts';
import { MissingPage } from './missing-page.tsx';
import { NoRightPage } from './no-right-page.tsx';
import { withTexts } from './with-texts.ts';

/** The look-up, from which a pupil who was looked up to be received can be requested. */
const LookUpPage = lazy(async () => {
  const [{ LookUpPage: Page }, { OfferTransfer }] = await Promise.all([
    withTexts(import('../../features/look-up/look-up-page.tsx')),
    withTexts(import('../../features/transfers/offer/offer-transfer.tsx')),
  ]);
  const offer = ({ purpose, grant, verdict, checkedAt }: Found): ReactNode =>
    purpose === 'transfer' && (
      <OfferTransfer grant={grant} verdicts={verdict.credentials} checkedAt={checkedAt} />
    );
  return { default: () => <Page offer={offer} /> };
});
const SchoolRequestsPage = lazy(async () => ({
  default: (await withTexts(import('../../features/look-up/requests/school-requests-page.tsx')))
    .SchoolRequestsPage,
}));
const IntakePage = lazy(async () => ({
  default: (await withTexts(import('../../features/look-up/intake/intake-page.tsx'))).IntakePage,
}));
const DepartmentRequestsPage = lazy(async () => ({
  default: (await withTexts(import('../../features/look-up/requests/department-requests-page.tsx')))
    .DepartmentRequestsPage,
}));
const ConsentPage = lazy(async () => ({
  default: (await withTexts(import('../../features/consent/consent-page.tsx'))).ConsentPage,
}));
/** The page of families, which tells the office of guardians who do not agree. */
const FamiliesPage = lazy(async () => {
  const [{ FamiliesPage: Page }, { ObjectionsWaiting }] = await Promise.all([
    withTexts(import('../../features/families/families-page.tsx')),
    withTexts(import('../../features/objections/objections-waiting.tsx')),
  ]);
  return { default: () => <Page waiting={<ObjectionsWaiting />} /> };
});
const PupilPage = lazy(async () => ({
  default: (await withTexts(import('../../features/families/pupil-page.tsx'))).PupilPage,
}));
const MessagesPage = lazy(async () => ({
  default: (await withTexts(import('../../features/messages/messages-page.tsx'))).MessagesPage,
}));
const ObjectionsPage = lazy(async () => ({
  default: (await withTexts(import('../../features/objections/objections-page.tsx'))).ObjectionsPage,
}));
const TransfersPage = lazy(async () => ({
  default: (await withTexts(import('../../features/transfers/transfers-page.tsx'))).TransfersPage,
}));
const WithoutSchoolPage = lazy(async () => ({
  default: (await withTexts(import('../../features/transfers/oversight/without-school-page.tsx')))
    .WithoutSchoolPage,
}));
const RecordSlipPage = lazy(async () => ({
  default: (await withTexts(import('../../features/record-slip/record-slip-page.tsx'))).RecordSlipPage,
}));
const OversightPage = lazy(async () => ({
  default: (await withTexts(import('../../features/transfers/oversight/oversight-page.tsx'))).OversightPage,
}));
const TransferPage = lazy(async () => ({
  default: (await withTexts(import('../../features/transfers/one/transfer-page.tsx'))).TransferPage,
}));
const LetterPage = lazy(async () => ({
  default: (await withTexts(import('../../features/transfers/letters/letter-page.tsx'))).LetterPage,
}));
const ReviewsPage = lazy(async () => ({
  default: (await withTexts(import('../../features/reviews/reviews-page.tsx'))).ReviewsPage,
}));
const ReviewPage = lazy(async () => ({
  default: (await withTexts(import('../../features/reviews/one/review-page.tsx'))).ReviewPage,
}));
const PasswordsPage = lazy(async () => ({
  default: (await withTexts(import('../../features/people/passwords-page.tsx'))).PasswordsPage,
}));

/** Accounts that the registry lets open a slip; no menu leads there but the look-up, and the QR code on the paper. */
const opensSlips = ({ role }: Me): boolean => openRecordSlip.access.some((one) => one === role);

/** The pages beside the marks at their addresses; none of them is fetched with the first page of a teacher. */
export const AsidePages = ({ me }: { readonly me: Me }) => (
  <Switch>
    <Route path="/look-up">{mayGo(me, '/look-up') ? <LookUpPage /> : <NoRightPage page="navLookUp" />}</Route>
    <Route path="/look-up/requests">
      {mayGo(me, '/look-up') ? <SchoolRequestsPage /> : <NoRightPage page="navLookUp" />}
    </Route>
    <Route path="/look-up/intake">
      {mayGo(me, '/look-up') ? <IntakePage /> : <NoRightPage page="navLookUp" />}
    </Route>
    <Route path="/requests">{mayGo(me, '/requests') ? <DepartmentRequestsPage /> : <MissingPage />}</Route>
    <Route path="/consent">
      {mayGo(me, '/consent') ? <ConsentPage /> : <NoRightPage page="navConsent" />}
    </Route>
    <Route path="/families">
      {mayGo(me, '/families') ? <FamiliesPage /> : <NoRightPage page="navFamilies" />}
    </Route>
    <Route path="/families/:student">
      {({ student }) => {
        const id = parseIdentifier(StudentId, student);
        if (me.role !== 'clerk' && me.role !== 'head') return <NoRightPage page="navFamilies" />;
        return id === undefined ? <MissingPage /> : <PupilPage key={id} student={id} />;
      }}
    </Route>
    <Route path="/transfer-desk">
      {mayGo(me, '/transfer-desk') ? <TransfersPage /> : <NoRightPage page="navTransfers" />}
    </Route>
    <Route path="/transfer-desk/without-school">
      {mayGo(me, '/transfer-desk') ? <WithoutSchoolPage /> : <NoRightPage page="navTransfers" />}
    </Route>
    <Route path="/slip">{opensSlips(me) ? <RecordSlipPage /> : <NoRightPage page="navLookUp" />}</Route>
    <Route path="/oversight">{mayGo(me, '/oversight') ? <OversightPage /> : <MissingPage />}</Route>
    <Route path="/transfer-desk/:id">
      {({ id }) =>
        mayGo(me, '/transfer-desk') ? <TransferPage key={id} id={id} /> : <NoRightPage page="navTransfers" />
      }
    </Route>
    <Route path="/disagreements">
      {mayGo(me, '/disagreements') ? <ObjectionsPage /> : <NoRightPage page="navObjections" />}
    </Route>
    <Route path="/transfer-desk/:id/letters/:letter">
      {({ id, letter }) =>
        mayGo(me, '/transfer-desk') ? (
          <LetterPage key={letter} transfer={id} letter={letter} />
        ) : (
          <NoRightPage page="navTransfers" />
        )
      }
    </Route>
    <Route path="/review-desk">
      {mayGo(me, '/review-desk') ? <ReviewsPage /> : <NoRightPage page="navReviews" />}
    </Route>
    <Route path="/review-desk/:id">
      {({ id }) =>
        mayGo(me, '/review-desk') ? <ReviewPage key={id} id={id} /> : <NoRightPage page="navReviews" />
      }
    </Route>
    <Route path="/messages">
      {mayGo(me, '/messages') ? <MessagesPage /> : <NoRightPage page="navMessages" />}
    </Route>
    <Route path="/passwords">
      {mayGo(me, '/passwords') ? <PasswordsPage /> : <NoRightPage page="navPasswords" />}
    </Route>
    <Route>
      <MissingPage />
    </Route>
  </Switch>
);
