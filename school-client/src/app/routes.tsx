import type { Me } from '@hocba/shared/contract/auth';
import { sheetColumnsOf } from '@hocba/shared/regulations/sheet-rules';
import { findSubject, gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import {
  ClassCode,
  HOMEROOM,
  parseIdentifier,
  SchoolYear,
  SheetId,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { hasWork } from '@hocba/shared/school/rights';
import { lazy, type ReactNode, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Opening } from './door/opening.tsx';
import { MissingPage } from './pages/missing-page.tsx';
import { NoClassesPage } from './pages/no-classes-page.tsx';
import { withTexts } from './pages/with-texts.ts';

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

const AsidePages = lazy(async () => ({ default: (await import('./pages/aside-pages.tsx')).AsidePages }));
/** Requests of families that wait for the person; the classes do not wait for them. */
const ReviewsAtHome = lazy(async () => ({
  default: (await withTexts(import('../features/reviews/reviews-at-home.tsx'))).ReviewsAtHome,
}));
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

/** Which page stands at which address, those about marks first; each is fetched when somebody first goes there. */
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
      <Route path="/account">
        <AccountRoute />
      </Route>
      <Route>
        <AsidePages me={me} />
      </Route>
    </Switch>
  </Suspense>
);
