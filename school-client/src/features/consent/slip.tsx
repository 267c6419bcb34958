import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../i18n/dates.ts';
import styles from './consent.module.css';
import type { Choice } from './picker.tsx';

/** What a slip says. */
export interface IssuedCode {
  readonly code: string;
  readonly expiresAt: string;
  readonly student: Choice;
  readonly school: Choice;
}

/** `ABC DEF GHJK`: three short groups are read aloud and typed without losing the place. */
const inGroups = (code: string): string => `${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`;

/** The slip for the family: the code large, for which school, until when, once. */
export const Slip = ({ issued, from }: { readonly issued: IssuedCode; readonly from: string }) => {
  const { t } = useTranslation('lookUp');
  const lines = [
    // Of a pupil that no list here knows there is only the code.
    ...(issued.student.name.includes(issued.student.code)
      ? []
      : [[t('consent.slip.student'), issued.student.name]]),
    [t('consent.slip.studentCode'), issued.student.code],
    [t('consent.slip.from'), from],
    [t('consent.slip.to'), `${issued.school.name} (${issued.school.note})`],
    [t('consent.slip.until'), formatMoment(issued.expiresAt)],
  ];
  return (
    <article className={styles.slip}>
      <h2>{t('consent.slip.title')}</h2>
      <p className={styles.code}>
        <span>{t('consent.slip.code')}</span>
        <strong>{inGroups(issued.code)}</strong>
      </p>
      <dl>
        {lines.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p>{t('consent.slip.single')}</p>
      <p>{t('consent.slip.give')}</p>
      <p>{t('consent.slip.revoke')}</p>
    </article>
  );
};
