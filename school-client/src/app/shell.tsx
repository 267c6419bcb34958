import type { Me } from '@hocba/shared/contract/auth';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { formatMoment } from '../i18n/dates.ts';
import { usePrintMoment } from '../ui/paper/use-print-moment.ts';
import { useEntered, useYear, WorkspaceProvider } from '../work/use-workspace.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Header } from './header/header.tsx';
import { AlarmNotice } from './notices/alarm-notice.tsx';
import { Notices } from './notices/notices.tsx';
import { Pages } from './routes.tsx';
import styles from './shell.module.css';

/** Takes the focus to the new page, as a browser would when it loads one; not at the first page of all. */
const useFocusOnArrival = (path: string) => {
  const main = useRef<HTMLElement>(null);
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    scrollTo(0, 0);
    if (!main.current?.contains(document.activeElement)) main.current?.focus();
  }, [path]);
  return main;
};

const Frame = ({ me }: { readonly me: Me }) => {
  const { t } = useTranslation('app');
  const [path] = useLocation();
  const main = useFocusOnArrival(path);
  const printedAt = usePrintMoment();
  useYear(me.years[0]); // sending and fetching go on whatever page is open
  return (
    <>
      <a className={styles.skip} href="#main" data-screen-only="">
        {t('skip')}
      </a>
      <Header me={me} />
      <Notices />
      <AlarmNotice me={me} />
      {/* The header stays on the screen; a list on paper says whose it is, and of when. */}
      {me.school && (
        <p className={styles.paper} data-print-only="" translate="no">
          {me.school.name} · {t('printedAt', { when: formatMoment(printedAt) })}
        </p>
      )}
      <main id="main" className={styles.main} ref={main} tabIndex={-1}>
        <ErrorBoundary place={path}>
          <Pages me={me} />
        </ErrorBoundary>
      </main>
    </>
  );
};

/** The frame around every page of somebody who is signed in, and the workspace of that person. */
export const Shell = ({ me }: { readonly me: Me }) => {
  const workspace = useEntered(me);
  if (workspace === undefined) return null;
  return (
    <WorkspaceProvider value={workspace}>
      <Frame me={me} />
    </WorkspaceProvider>
  );
};
