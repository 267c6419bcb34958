import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import styles from '../shell.module.css';

/** After so long the page says that it is slow and gives a way on; milliseconds. */
const LONG_MS = 15_000;

/** Stands while a part of the app opens; it never stands without a way on for longer than a quarter of a minute. */
export const Opening = () => {
  const { t } = useTranslation(['app', 'anyPage']);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isLong) {
    return (
      <p className={styles.opening} role="status">
        {t('anyPage:opening')}
      </p>
    );
  }
  return (
    <EmptyState
      icon="clock"
      title={t('slowTitle')}
      action={
        <Button look="main" icon="refresh" onPress={() => location.reload()}>
          {t('anyPage:reload')}
        </Button>
      }
    >
      {t('slowText')}
    </EmptyState>
  );
};
