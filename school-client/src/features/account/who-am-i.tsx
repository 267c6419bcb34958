import type { Me } from '@hocba/shared/contract/auth';
import { type ClassCode, HOMEROOM, type SubjectCode } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/i18n.ts';
import { ROLE_TEXT } from '../../model/role-text.ts';
import { subjectName } from '../../model/subject-name.ts';
import styles from './account.module.css';

/** Year by year, subject by subject, its classes: a teacher of twenty-five classes reads three lines. */
const byYear = (assignments: Me['assignments']): Map<string, Map<string, string[]>> => {
  const years = new Map<string, Map<string, string[]>>();
  for (const { year, subject, class: classCode } of assignments) {
    const subjects = years.get(year) ?? new Map<string, string[]>();
    years.set(year, subjects.set(subject, [...(subjects.get(subject) ?? []), classCode]));
  }
  return years;
};

/** Name, role, school and what the school has assigned. */
export const WhoAmI = ({ me }: { readonly me: Me }) => {
  const { t } = useTranslation('app');
  const textOf = (subject: string, classes: readonly string[]) =>
    subject === HOMEROOM
      ? t('homeroomOf', { class: classes.join(', ') })
      : `${subjectName(subject as SubjectCode, classes[0] as ClassCode, currentLanguage())} ${classes.join(', ')}`;
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
              {[...byYear(me.assignments)].map(([year, subjects]) => (
                <li key={year}>
                  <span className={styles.quiet}>{year}:</span>{' '}
                  {[...subjects].map(([subject, classes]) => textOf(subject, classes)).join('; ')}
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
    </dl>
  );
};
