import type { TransferEntry } from '@hocba/shared/contract/transfers/transfer';
import { useTranslation } from 'react-i18next';
import styles from './transfers.module.css';

type Clock = NonNullable<TransferEntry['clock']>;

const WIDTH = 108;
const HEIGHT = 8;

/** How much of a step's working time is used up; the words beside it say what is left. */
export const TimeBar = ({ clock: { used, stage } }: { readonly clock: Clock }) => {
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
