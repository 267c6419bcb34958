import { useTranslation } from 'react-i18next';
import styles from './shell.module.css';

/** Stands while a part of the app opens. */
export const Opening = () => {
  const { t } = useTranslation('common');
  return (
    <p className={styles.opening} role="status">
      {t('opening')}
    </p>
  );
};
