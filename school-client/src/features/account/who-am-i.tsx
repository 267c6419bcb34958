import type { Me } from '@hocba/shared/contract/auth';
import { type ClassCode, HOMEROOM, type SchoolYear } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { ROLE_TEXT } from '../../model/names/role-text.ts';
import { useSubjectName } from '../../model/names/subject-name.ts';
import styles from './account.module.css';

type Assignments = Me['assignments'];

/** One school year: each subject with its classes, so that a teacher of twenty-five classes reads three lines. */
const YearLine = ({ year, of }: { readonly year: SchoolYear; readonly of: Assignments }) => {
  const { t } = useTranslation('app');
  const nameOf = useSubjectName(year);
  const homeroom = of.filter(({ subject }) => subject === HOMEROOM).map((one) => one.class);
  const taught = new Map<string, ClassCode[]>();
  for (const { subject, class: code } of of.filter((one) => one.subject !== HOMEROOM)) {
    const name = nameOf(subject, code);
    taught.set(name, [...(taught.get(name) ?? []), code]);
  }
  const parts = [
    ...(homeroom.length === 0 ? [] : [t('homeroomOf', { class: homeroom.join(', ') })]),
    ...[...taught].map(([name, classes]) => `${name} ${classes.join(', ')}`),
  ];
  return (
    <li>
      <span className={styles.quiet}>{year}:</span> {parts.join('; ')}
    </li>
  );
};

/** Name, role, school and what the school has assigned. */
export const WhoAmI = ({ me }: { readonly me: Me }) => {
  const { t } = useTranslation('app');
  const years = [...new Set(me.assignments.map(({ year }) => year))];
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
              {years.map((year) => (
                <YearLine key={year} year={year} of={me.assignments.filter((one) => one.year === year)} />
              ))}
            </ul>
          </dd>
        </>
      )}
    </dl>
  );
};
