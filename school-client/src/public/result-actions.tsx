import { useTranslation } from 'react-i18next';
import { formatMoment, formatTime } from '../i18n/dates.ts';
import { Button } from '../ui/button.tsx';
import styles from './verify-page.module.css';

/** When something was checked, and when it goes from the screen. */
export interface Times {
  readonly checkedAt: string;
  /** Milliseconds since 1970. */
  readonly clearsAt: number;
}

/** The acts beside a result: another one, the report on paper, a clear screen; and the times. */
export const ResultActions = ({
  times: { checkedAt, clearsAt },
  onClear,
  onAnother,
}: {
  readonly times: Times;
  readonly onClear: () => void;
  readonly onAnother: () => void;
}) => {
  const { t } = useTranslation('verify');
  return (
    <div className={styles.actions}>
      <div data-screen-only="">
        <Button look="main" icon="search" onPress={onAnother}>
          {t('result.another')}
        </Button>
        <Button icon="print" onPress={() => window.print()}>
          {t('result.print')}
        </Button>
        <Button icon="close" onPress={onClear}>
          {t('result.clear')}
        </Button>
      </div>
      <p>
        {t('result.at', { time: formatMoment(checkedAt) })}{' '}
        <span data-screen-only="">
          {t('result.clearsAt', { time: formatTime(new Date(clearsAt).toISOString()) })}
        </span>
      </p>
    </div>
  );
};
