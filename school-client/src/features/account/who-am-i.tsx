import type { Me } from '@hocba/shared/contract/auth';
import { SUBJECTS } from '@hocba/shared/school/curriculum';
import { HOMEROOM } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/i18n.ts';
import styles from './account.module.css';
import { ROLE_TEXT } from './role-text.ts';

/** Name, role, school and what the school has assigned. */
export const WhoAmI = ({ me }: { readonly me: Me }) => {
  const { t } = useTranslation('app');
  const textOf = ({ class: classCode, subject }: Me['assignments'][number]) =>
    subject === HOMEROOM
      ? t('homeroomOf', { class: classCode })
      : `${SUBJECTS[subject]?.[currentLanguage()] ?? subject} ${classCode}`;
  return (
    <dl className={styles.facts}>
      <dt>{t('name')}</dt>
      <dd>{me.displayName}</dd>
      <dt>{t('account')}</dt>
      <dd>{me.account}</dd>
      <dt>{t('roleLabel')}</dt>
      <dd>{t(ROLE_TEXT[me.role])}</dd>
      {me.school && (
        <>
          <dt>{t('school')}</dt>
          <dd>
            {me.school.name}, {me.school.commune}, {me.school.province}
          </dd>
        </>
      )}
      {me.assignments.length > 0 && (
        <>
          <dt>{t('assignments')}</dt>
          <dd>
            <ul className={styles.list}>
              {me.assignments.map((one) => (
                <li key={`${one.year} ${one.class} ${one.subject}`}>
                  {textOf(one)} <span className={styles.quiet}>{one.year}</span>
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
    </dl>
  );
};
