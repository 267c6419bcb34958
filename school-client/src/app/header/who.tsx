import type { Me } from '@hocba/shared/contract/auth';
import { HOMEROOM, type SchoolYear } from '@hocba/shared/school/identifiers';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { ROLE_TEXT } from '../../model/names/role-text.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './header.module.css';

/** The place of a person in a school: of a homeroom teacher the class says more than the role. */
export const dutyOf = (t: TFunction<'app'>, me: Me, year: SchoolYear | undefined): string => {
  const classes = me.assignments.filter((a) => a.year === year && a.subject === HOMEROOM).map((a) => a.class);
  return classes.length > 0 ? t('homeroomOf', { class: classes.join(', ') }) : t(ROLE_TEXT[me.role]);
};

/** Two letters for a name: `Trần Hữu Minh` is HM, as Vietnamese names are told apart by their end. */
export const initialsOf = (name: string): string =>
  name
    .trim()
    .split(/\s+/)
    .slice(-2)
    .map((word) => [...word][0]?.toLocaleUpperCase('vi') ?? '')
    .join('');

interface WhoProps {
  readonly me: Me;
  readonly year: SchoolYear | undefined;
}

/** The signed-in person with the duty, and the way to the own account: the first thing to know on a shared computer. */
export const Who = ({ me, year }: WhoProps) => {
  const { t } = useTranslation('app');
  const [path] = useLocation();
  const duty = dutyOf(t, me, year);
  return (
    <Link
      href="/account"
      className={styles.who}
      aria-current={path === '/account' ? 'page' : undefined}
      translate="no"
    >
      <span className={styles.initials} data-initials={initialsOf(me.displayName)} aria-hidden="true" />
      <span className={styles.person}>
        <span>{me.displayName}</span>
        <VisuallyHidden>, </VisuallyHidden>
        <small>{duty}</small>
      </span>
      <VisuallyHidden>{t('whoAccount')}</VisuallyHidden>
    </Link>
  );
};
