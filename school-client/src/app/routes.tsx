import type { Me } from '@hocba/shared/contract/auth';
import { openRecordSlip } from '@hocba/shared/contract/enrolment/record-slip';
import { sheetColumnsOf } from '@hocba/shared/regulations/sheet-rules';
import { findSubject, gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import {
  ClassCode,
  HOMEROOM,
  parseIdentifier,
  SchoolYear,
  SheetId,
  StudentId,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { hasWork } from '@hocba/shared/school/rights';
import { lazy, type ReactNode, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import type { Found } from '../features/look-up/fetch-records.ts';
import { addTexts } from '../i18n/i18n.ts';
import { Opening } from './door/opening.tsx';
import { mayGo } from './header/navigation.ts';
import { MissingPage } from './pages/missing-page.tsx';
import { NoClassesPage } from './pages/no-classes-page.tsx';
import { NoRightPage } from './pages/no-right-page.tsx';

const AccountRoute = lazy(async () => ({ default: (await import('./account-route.tsx')).AccountRoute }));
const ClassesPage = lazy(async () => ({
  default: (await import('../features/classes/classes-page.tsx')).ClassesPage,
}));
const ClassPage = lazy(async () => ({
  default: (await import('../features/classes/class-page.tsx')).ClassPage,
}));
const SheetPage = lazy(async () => ({
  default: (await import('../features/gradebook/sheet-page.tsx')).SheetPage,
}));
const ApprovalsPage = lazy(async () => ({
  default: (await import('../features/approvals/approvals-page.tsx')).ApprovalsPage,
}));

/** A page beside the marks, with its texts. */
const withTexts = async <Page,>(page: Promise<Page>): Promise<Page> => {
  const [loaded, { viAside }] = await Promise.all([page, import('../i18n/vi-aside-texts.ts')]);
  addTexts(viAside);
  return loaded;
};

/** The look-up, from which a pupil who was looked up to be received can be requested. */
const LookUpPage = lazy(async () => {
  const [{ LookUpPage: Page }, { OfferTransfer }] = await Promise.all([
    withTexts(import('../features/look-up/look-up-page.tsx')),
    withTexts(import('../features/transfers/offer/offer-transfer.tsx')),
  ]);
  const offer = ({ purpose, grant, verdict, checkedAt }: Found): ReactNode =>
    purpose === 'transfer' && (
      <OfferTransfer grant={grant} verdicts={verdict.credentials} checkedAt={checkedAt} />
    );
  return { default: () => <Page offer={offer} /> };
});
const SchoolRequestsPage = lazy(async () => ({
  default: (await withTexts(import('../features/look-up/requests/school-requests-page.tsx')))
    .SchoolRequestsPage,
}));
const IntakePage = lazy(async () => ({
  default: (await withTexts(import('../features/look-up/intake/intake-page.tsx'))).IntakePage,
}));
const DepartmentRequestsPage = lazy(async () => ({
  default: (await withTexts(import('../features/look-up/requests/department-requests-page.tsx')))
    .DepartmentRequestsPage,
}));
const ConsentPage = lazy(async () => ({
  default: (await withTexts(import('../features/consent/consent-page.tsx'))).ConsentPage,
}));
/** The page of families, which tells the office of guardians who do not agree. */
const FamiliesPage = lazy(async () => {
  const [{ FamiliesPage: Page }, { ObjectionsWaiting }] = await Promise.all([
    withTexts(import('../features/families/families-page.tsx')),
    withTexts(import('../features/objections/objections-waiting.tsx')),
  ]);
  return { default: () => <Page waiting={<ObjectionsWaiting />} /> };
});
const PupilPage = lazy(async () => ({
  default: (await withTexts(import('../features/families/pupil-page.tsx'))).PupilPage,
}));
const MessagesPage = lazy(async () => ({
  default: (await withTexts(import('../features/messages/messages-page.tsx'))).MessagesPage,
}));
const ObjectionsPage = lazy(async () => ({
  default: (await withTexts(import('../features/objections/objections-page.tsx'))).ObjectionsPage,
}));
const TransfersPage = lazy(async () => ({
  default: (await withTexts(import('../features/transfers/transfers-page.tsx'))).TransfersPage,
}));
const WithoutSchoolPage = lazy(async () => ({
  default: (await withTexts(import('../features/transfers/oversight/without-school-page.tsx')))
    .WithoutSchoolPage,
}));
const RecordSlipPage = lazy(async () => ({
  default: (await withTexts(import('../features/record-slip/record-slip-page.tsx'))).RecordSlipPage,
}));
const OversightPage = lazy(async () => ({
  default: (await withTexts(import('../features/transfers/oversight/oversight-page.tsx'))).OversightPage,
}));
const TransferPage = lazy(async () => ({
  default: (await withTexts(import('../features/transfers/one/transfer-page.tsx'))).TransferPage,
}));
const LetterPage = lazy(async () => ({
  default: (await withTexts(import('../features/transfers/letters/letter-page.tsx'))).LetterPage,
}));
const ReviewsPage = lazy(async () => ({
  default: (await withTexts(import('../features/reviews/reviews-page.tsx'))).ReviewsPage,
}));
const ReviewPage = lazy(async () => ({
  default: (await withTexts(import('../features/reviews/one/review-page.tsx'))).ReviewPage,
}));
/** Requests of families that wait for the person; the classes do not wait for them. */
const ReviewsAtHome = lazy(async () => ({
  default: (await withTexts(import('../features/reviews/reviews-at-home.tsx'))).ReviewsAtHome,
}));
const PasswordsPage = lazy(async () => ({
  default: (await withTexts(import('../features/people/passwords-page.tsx'))).PasswordsPage,
}));

/** Accounts that the registry lets open a slip; no menu leads there but the look-up, and the QR code on the paper. */
const opensSlips = ({ role }: Me): boolean => openRecordSlip.access.some((one) => one === role);

type Params = Readonly<Record<string, string | undefined>>;

type PageOf<About> = (year: SchoolYear, about: About) => ReactNode;

/** A page about one class; an address that names none leads nowhere, and an account of no school has no classes. */
const withClass = (me: Me, page: PageOf<ClassCode>) => (params: Params) => {
  if (me.school === null) return <NoClassesPage role={me.role} />;
  const year = parseIdentifier(SchoolYear, params.year);
  const name = parseIdentifier(ClassCode, params.class);
  return year === undefined || name === undefined ? <MissingPage /> : page(year, name);
};

/** Whether no class of the grade can have the sheet: a subject that nobody teaches, or a summer without sheets. */
const isOfNoSheet = (year: SchoolYear, id: SheetId): boolean => {
  const { class: name, subject, term } = sheetParts(id);
  const grade = gradeOfClass(name);
  if (sheetColumnsOf({ grade, year, subject, term, regularMarks: 0 }).length === 0) return true;
  return subject !== HOMEROOM && findSubject(subject, grade) === undefined;
};

/** A page about one sheet, under the conditions of a class's page. */
const withSheet = (me: Me, page: PageOf<SheetId>) => (params: Params) => {
  if (me.school === null) return <NoClassesPage role={me.role} />;
  const year = parseIdentifier(SchoolYear, params.year);
  const id = parseIdentifier(SheetId, params.sheet);
  if (year === undefined || id === undefined) return <MissingPage of="sheet" />;
  return isOfNoSheet(year, id) ? <MissingPage of="sheet" /> : page(year, id);
};

/** Which page stands at which address; each is fetched when somebody first goes there. */
export const Pages = ({ me }: { readonly me: Me }) => (
  <Suspense fallback={<Opening />}>
    <Switch>
      <Route path="/">
        {me.school === null ? (
          <NoClassesPage role={me.role} />
        ) : (
          <ClassesPage
            notice={
              // A teacher without a class has no sheet that a family could ask about.
              hasWork(me, me.years) && (
                <Suspense fallback={null}>
                  <ReviewsAtHome />
                </Suspense>
              )
            }
          />
        )}
      </Route>
      <Route path="/class/:year/:class">
        {withClass(me, (year, name) => (
          <ClassPage year={year} name={name} />
        ))}
      </Route>
      <Route path="/sheet/:year/:sheet">
        {withSheet(me, (year, id) => (
          <SheetPage key={`${year} ${id}`} year={year} id={id} />
        ))}
      </Route>
      <Route path="/approvals/:year/:class">
        {withClass(me, (year, name) => (
          <ApprovalsPage key={`${year} ${name}`} year={year} name={name} />
        ))}
      </Route>
      <Route path="/look-up">
        {mayGo(me, '/look-up') ? <LookUpPage /> : <NoRightPage page="navLookUp" />}
      </Route>
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
          mayGo(me, '/transfer-desk') ? (
            <TransferPage key={id} id={id} />
          ) : (
            <NoRightPage page="navTransfers" />
          )
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
      <Route path="/account">
        <AccountRoute />
      </Route>
      <Route>
        <MissingPage />
      </Route>
    </Switch>
  </Suspense>
);
