import { lazy, Suspense } from 'react';
import { addTexts } from '../i18n/i18n.ts';
import { useIsClosed, useSession } from '../work/session.ts';
import { Opening } from './door/opening.tsx';
import { SignInPage } from './door/sign-in-page.tsx';
import { TemporaryPasswordPage } from './door/temporary-password-page.tsx';
import { UnlockPage } from './door/unlock-page.tsx';
import { UpdateToast } from './notices/update-toast.tsx';

/**
 * Fetched after the door, because it brings the database along. Its texts come beside it: when either does not arrive,
 * the person is told so and can fetch both again.
 */
const Shell = lazy(async () => {
  const [{ Shell }, { viWork }] = await Promise.all([
    import('./shell.tsx'),
    import('../i18n/vi-work-texts.ts'),
  ]);
  addTexts(viWork);
  return { default: Shell };
});

const Inside = () => {
  const { state, me } = useSession();
  const isClosed = useIsClosed();
  if (state === 'must-change') return <TemporaryPasswordPage />;
  if (state === 'signed-in' && me !== null && isClosed) return <UnlockPage me={me} />;
  if (state === 'signed-in' && me !== null) return <Shell key={me.account} me={me} />;
  return state === 'starting' ? <Opening /> : <SignInPage />;
};

/** The app: the door, a password to change or to give first, or the work. */
export const App = () => (
  <Suspense fallback={<Opening />}>
    <Inside />
    <UpdateToast />
  </Suspense>
);
