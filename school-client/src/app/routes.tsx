import type { Me } from '@hocba/shared/contract/auth';
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { MissingPage } from './missing-page.tsx';
import { NoClassesPage } from './no-classes-page.tsx';
import { Opening } from './opening.tsx';

const AccountRoute = lazy(async () => ({ default: (await import('./account-route.tsx')).AccountRoute }));

/** Which page stands at which address; each is fetched when somebody first goes there. */
export const Pages = ({ me }: { readonly me: Me }) => (
  <Suspense fallback={<Opening />}>
    <Switch>
      <Route path="/account">
        <AccountRoute />
      </Route>
      <Route path="/">
        {me.school === null ? <NoClassesPage role={me.role} /> : <Redirect to="/account" />}
      </Route>
      <Route>
        <MissingPage />
      </Route>
    </Switch>
  </Suspense>
);
