import type { Me } from '@hocba/shared/contract/auth';
import type { SchoolYear } from '@hocba/shared/school/identifiers';
import { hasWork } from '@hocba/shared/school/rights';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { SignOut } from '../../features/account/sign-out.tsx';
import { useWaiting } from '../../model/records.ts';
import { Icon } from '../../ui/icon.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { useSyncStatus } from '../../work/sync-status.ts';
import { useChosenYear } from '../../work/use-workspace.ts';
import { alwaysOpen } from '../../work/years/own-years.ts';
import styles from './header.module.css';
import { Mark } from './mark.tsx';
import { destinationsOf, yearOfPath } from './navigation.ts';
import { StatusLine } from './status-line.tsx';
import { Who } from './who.tsx';

/** The school year of what is shown; pages that are about none have none. */
const useShownYear = (me: Me): SchoolYear | undefined => {
  const [path] = useLocation();
  const chosen = useChosenYear(me.years);
  return (yearOfPath(path) as SchoolYear | undefined) ?? (path === '/' ? chosen : undefined);
};

/** How many classes wait for this person's approval, beside the way to them; nothing when none does. */
const Waiting = ({ me }: { readonly me: Me }) => {
  const { t } = useTranslation('app');
  const [newest, before] = alwaysOpen(me);
  const count = useWaiting(newest).length + useWaiting(before).length;
  if (count === 0) return null;
  return (
    <span className={styles.count}>
      <VisuallyHidden>, </VisuallyHidden>
      {count}
      <VisuallyHidden> {t('navWaiting', { count })}</VisuallyHidden>
    </span>
  );
};

/** How many transfers wait for an office or a head; fetched for them alone, teachers have none. */
const TransfersWaiting = lazy(async () => ({
  default: (await import('../../features/transfers/transfers-waiting.tsx')).TransfersWaiting,
}));

/** School and year, where one can go, how the work stands, who is signed in, and the way out: one row. */
export const Header = ({ me }: { readonly me: Me }) => {
  const { t } = useTranslation(['app', 'anyPage']);
  const [path] = useLocation();
  const { state } = useSyncStatus();
  const year = useShownYear(me);
  return (
    <header className={styles.header} data-screen-only="" data-state={state}>
      <Mark />
      <Link href="/" className={styles.school} translate="no">
        <strong>{me.school?.name ?? 'Học Bạ'}</strong>
        {me.demo && year === undefined && <small title={t('demoText')}>{t('demoTitle')}</small>}
      </Link>
      {year && (
        <span className={styles.year}>
          <span className={styles.long}>{t('anyPage:schoolYear', { year: year.replace('-', '–') })}</span>
          <span className={styles.short} aria-hidden="true">
            {year.replace('-', '–')}
          </span>
          {me.demo && <small title={t('demoText')}>{t('demoTitle')}</small>}
        </span>
      )}
      <nav className={styles.nav} aria-label={t('menu')}>
        {destinationsOf(me).map(({ href, text, icon, covers }) => (
          <Link key={href} href={href} aria-current={covers.test(path) ? 'page' : undefined}>
            <Icon name={icon} />
            <span>{t(text)}</span>
            {href === '/' && <Waiting me={me} />}
            {href === '/transfer-desk' && (
              <Suspense fallback={null}>
                <TransfersWaiting look={styles.count as string} />
              </Suspense>
            )}
          </Link>
        ))}
      </nav>
      {/* Where there is no class yet, nothing is kept on this device. */}
      {hasWork(me, me.years) && <StatusLine />}
      <Who me={me} year={year ?? me.years[0]} />
      <SignOut>
        <span className={styles.out}>{t('signOut')}</span>
      </SignOut>
    </header>
  );
};
