import type { Me } from '@hocba/shared/contract/auth';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { Icon } from '../ui/icon.tsx';
import styles from './header.module.css';
import { LanguageSwitch } from './language-switch.tsx';
import { Mark } from './mark.tsx';
import { destinationsOf, yearOfPath } from './navigation.ts';
import { StatusLine } from './status-line.tsx';

/** School and year, how the work stands, and where one can go. */
export const Header = ({ me }: { readonly me: Me }) => {
  const { t } = useTranslation(['app', 'common']);
  const [path] = useLocation();
  const year = yearOfPath(path) ?? me.years[0];
  return (
    <header className={styles.header} data-screen-only="">
      <div className={styles.top}>
        <Mark />
        <div className={styles.school}>
          <strong>{me.school?.name ?? me.displayName}</strong>
          {year && <span className={styles.year}>{t('common:schoolYear', { year })}</span>}
        </div>
        <div className={styles.end}>
          {me.school && <StatusLine />}
          <LanguageSwitch />
        </div>
      </div>
      <nav className={styles.nav} aria-label={t('menu')}>
        {destinationsOf(me).map(({ href, text, icon, covers }) => (
          <Link key={href} href={href} aria-current={covers.test(path) ? 'page' : undefined}>
            <Icon name={icon} />
            {t(text)}
          </Link>
        ))}
      </nav>
    </header>
  );
};
