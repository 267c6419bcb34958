import { useTranslation } from 'react-i18next';
import styles from './signatures.module.css';

interface SignaturesProps {
  /** The capacity in which the person on the right signs. */
  readonly as: 'homeroom' | 'subjectTeacher' | 'primaryTeacher';
  readonly name: string | undefined;
}

/** On paper: the places where the head and a teacher sign by hand. */
export const Signatures = ({ as, name }: SignaturesProps) => {
  const { t } = useTranslation('anyPage');
  return (
    <div className={styles.signatures} data-print-only="">
      <div>
        <p>{t('sign.head')}</p>
        <p>{t('sign.here')}</p>
      </div>
      <div>
        <p>{t('sign.date')}</p>
        <p>{t(`sign.${as}`)}</p>
        <p>{t('sign.here')}</p>
        <p translate="no">{name}</p>
      </div>
    </div>
  );
};
