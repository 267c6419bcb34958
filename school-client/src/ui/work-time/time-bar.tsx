import { useTranslation } from 'react-i18next';
import styles from './time-bar.module.css';
import type { WorkClock } from './work-clock.ts';

const WIDTH = 108;
const HEIGHT = 8;

/** How much of a deadline's working time is used up; the words beside it say what is left. */
export const TimeBar = ({ clock: { used, stage } }: { readonly clock: WorkClock }) => {
  const { t } = useTranslation('transfers');
  const percent = stage === 'overdue' ? 100 : used;
  return (
    <svg
      className={styles.bar}
      data-stage={stage}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('used', { percent })}
    >
      <rect className={styles.track} x="0.5" y="0.5" width={WIDTH - 1} height={HEIGHT - 1} />
      <rect width={(WIDTH * percent) / 100} height={HEIGHT} />
    </svg>
  );
};
