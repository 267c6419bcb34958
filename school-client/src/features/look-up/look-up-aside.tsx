import type { Purpose } from '@hocba/shared/contract/look-up';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ROLE_TEXT } from '../../model/names/role-text.ts';
import { Icon } from '../../ui/icon.tsx';
import { useSession } from '../../work/session.ts';
import type { Found } from './fetch-records.ts';
import styles from './look-up.module.css';
import { TodayList } from './today-list.tsx';

/** The line that the family will read, before the press that writes it. */
const FamilyLine = ({ purpose }: { readonly purpose: Purpose }) => {
  const { t } = useTranslation(['lookUp', 'app']);
  const { me } = useSession();
  if (me === null) return null;
  return (
    <section className={styles.line}>
      <h2>{t('family.title')}</h2>
      <div>
        <Icon name="search" />
        <p>
          <strong translate="no">{me.school?.name}</strong>
          <span translate="no">
            {t('family.who', { name: me.displayName, duty: t(`app:${ROLE_TEXT[me.role]}`) })}
          </span>
          <span>{t('family.purpose', { purpose: t(`purpose.${purpose}`) })}</span>
        </p>
      </div>
    </section>
  );
};

const NoCode = () => {
  const { t } = useTranslation('lookUp');
  return (
    <section className={styles.noCode}>
      <h2>{t('noCode.title')}</h2>
      <ol>
        <li>{t('noCode.school')}</li>
        <li>{t('noCode.return')}</li>
        <li>
          <Link href="/look-up/requests">{t('noCode.department')}</Link>
          {t('noCode.departmentHelp')}
        </li>
      </ol>
    </section>
  );
};

const Intake = () => {
  const { t } = useTranslation('lookUp');
  return (
    <section>
      <h2>{t('intake.aside')}</h2>
      <Link href="/look-up/intake">{t('intake.title')}</Link>
    </section>
  );
};

/** Beside the form: what the family will see, and the ways without a code. */
export const LookUpAside = ({
  purpose,
  onFound,
}: {
  readonly purpose: Purpose;
  readonly onFound: (found: Found) => void;
}) => (
  <aside className={styles.aside} data-screen-only="">
    <FamilyLine purpose={purpose} />
    <NoCode />
    <Intake />
    <TodayList onFound={onFound} />
  </aside>
);
