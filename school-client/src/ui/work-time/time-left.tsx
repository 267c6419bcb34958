import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { TimeBar } from './time-bar.tsx';
import styles from './time-left.module.css';
import type { WorkClock } from './work-clock.ts';

const HOUR = 3_600_000;
const HOURS_OF_DAY = 8;

/** The working time that is left, in days of eight hours and hours: `còn 4 ngày 6 giờ`. */
const timeLeft = (
  clock: WorkClock | null,
  t: TFunction<'transfers'>,
): { readonly text: string; readonly isUrgent: boolean } => {
  if (clock === null) return { text: t('noClock'), isUrgent: false };
  if (clock.stage === 'overdue') return { text: t('overdue'), isUrgent: true };
  if (clock.stage === 'paused') return { text: t('paused'), isUrgent: false };
  if (clock.leftMs === null) return { text: t('unknownDue'), isUrgent: false };
  const hours = Math.floor(clock.leftMs / HOUR);
  const [days, rest] = [Math.floor(hours / HOURS_OF_DAY), hours % HOURS_OF_DAY];
  const isUrgent = clock.stage === 'last-day';
  if (hours === 0) return { text: t('underHour'), isUrgent };
  const parts = [
    ...(days > 0 ? [t('days', { count: days })] : []),
    ...(rest > 0 ? [t('hours', { count: rest })] : []),
  ];
  return { text: t('remaining', { time: parts.join(' ') }), isUrgent };
};

/** A deadline's bar with the working time that is left in words; nothing is due under null. */
export const TimeLeft = ({ clock }: { readonly clock: WorkClock | null }) => {
  const { t } = useTranslation('transfers');
  const { text, isUrgent } = timeLeft(clock, t);
  return (
    <span className={isUrgent ? styles.urgent : undefined}>
      {clock && <TimeBar clock={clock} />}
      {text}
    </span>
  );
};
