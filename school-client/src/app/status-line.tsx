import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { formatMoment, formatTime } from '../i18n/dates.ts';
import { syncNow, useSyncStatus } from '../model/sync-status.ts';
import type { IconName } from '../ui/icon.tsx';
import { Tag, type Tone } from '../ui/tag.tsx';
import { SignInAgain } from './sign-in-again.tsx';
import styles from './status-line.module.css';

type Status = ReturnType<typeof useSyncStatus>;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Today's moments by their time alone; older ones with their date, or they would read as today's. */
const formatWhen = (instant: string): string =>
  Date.now() - Date.parse(instant) < DAY_MS ? formatTime(instant) : formatMoment(instant);

const LOOKS: Record<Status['state'], { readonly tone: Tone; readonly icon: IconName }> = {
  saving: { tone: 'neutral', icon: 'pencil' },
  'saved-here': { tone: 'neutral', icon: 'device' },
  sending: { tone: 'neutral', icon: 'send' },
  synced: { tone: 'green', icon: 'check' },
  offline: { tone: 'neutral', icon: 'offline' }, // grey: being offline is no fault
  refused: { tone: 'amber', icon: 'warning' },
  contested: { tone: 'amber', icon: 'conflict' },
  'sign-in': { tone: 'amber', icon: 'key' },
};

/** The status in words; none of them claims more than the registry has acknowledged. */
export const statusText = (t: TFunction<['app', 'common']>, status: Status): string => {
  const count = status.unsent;
  switch (status.state) {
    case 'saving':
      return t('statusSaving');
    case 'saved-here':
      return count > 0 ? t('statusSavedHere', { count }) : t('statusNotYet');
    case 'sending':
      return t('statusSending');
    case 'synced':
      return status.syncedAt === null
        ? t('statusNotYet')
        : t('statusSynced', { when: formatWhen(status.syncedAt) });
    case 'offline':
      return count > 0 ? t('statusOffline', { count }) : t('statusOfflineNone');
    case 'refused':
      return t('statusRefused', { count: status.needsYou });
    case 'contested':
      return t('statusContested', { count: status.needsYou });
    case 'sign-in':
      return t('statusSignIn');
  }
};

/** How the work on this device stands: a word and an icon, and the way to do something about it. */
export const StatusLine = () => {
  const { t } = useTranslation(['app', 'common']);
  const status = useSyncStatus();
  const [isAsking, setAsking] = useState(false);
  const tag = <Tag {...LOOKS[status.state]}>{statusText(t, status)}</Tag>;
  const canSend = status.unsent > 0 && (status.state === 'saved-here' || status.state === 'offline');
  return (
    <div className={styles.line}>
      <span role="status">
        {status.state === 'refused' || status.state === 'contested' ? <Link href="/">{tag}</Link> : tag}
      </span>
      {canSend && (
        <button type="button" className={styles.now} onClick={syncNow}>
          {t('syncNow')}
        </button>
      )}
      {status.state === 'sign-in' && (
        <button type="button" className={styles.now} onClick={() => setAsking(true)}>
          {t('signIn')}
        </button>
      )}
      <SignInAgain isOpen={isAsking} onClose={() => setAsking(false)} />
    </div>
  );
};
