import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { IconName } from '../../ui/plain/strokes.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { useSyncStatus } from '../../work/sync-status.ts';
import { useWorkspace } from '../../work/use-workspace.ts';
import styles from './status-line.module.css';
import { briefStatus, type SyncStatus, statusText } from './status-text.ts';

/** Fetched when needed: windows over the page are a tenth of the first load. */
const SignInAgain = lazy(async () => ({
  default: (await import('../notices/sign-in-again.tsx')).SignInAgain,
}));

const LOOKS: Record<SyncStatus['state'], { readonly tone: Tone; readonly icon: IconName }> = {
  opening: { tone: 'neutral', icon: 'clock' },
  unopened: { tone: 'amber', icon: 'warning' },
  saving: { tone: 'neutral', icon: 'pencil' },
  'not-saved': { tone: 'red', icon: 'warning' },
  'saved-here': { tone: 'neutral', icon: 'device' },
  sending: { tone: 'neutral', icon: 'send' },
  synced: { tone: 'green', icon: 'check' },
  offline: { tone: 'neutral', icon: 'offline' }, // grey: being offline is no fault
  refused: { tone: 'amber', icon: 'warning' },
  contested: { tone: 'amber', icon: 'conflict' },
  invalid: { tone: 'amber', icon: 'pencil' },
  'sign-in': { tone: 'amber', icon: 'key' },
};

/** How the work on this device stands: a word and an icon, and the way to do something about it. */
export const StatusLine = () => {
  const { t } = useTranslation(['app', 'anyPage']);
  const status = useSyncStatus();
  const { sealAndSync } = useWorkspace();
  const [isAsking, setAsking] = useState(false);
  const words = statusText(t, status);
  const brief = briefStatus(t, status);
  const tag = (
    <Tag {...LOOKS[status.state]}>
      {brief === undefined ? (
        words
      ) : (
        <span className={styles.long} data-brief={brief}>
          <span>{words}</span>
        </span>
      )}
    </Tag>
  );
  const isAskedFor = ['refused', 'contested', 'invalid'].includes(status.state);
  const canSend = status.unsent > 0 && (status.state === 'saved-here' || status.state === 'offline');
  return (
    <div className={styles.line} data-status="">
      <span role="status">{isAskedFor ? <Link href={status.place ?? '/'}>{tag}</Link> : tag}</span>
      {canSend && (
        <button type="button" className={styles.now} onClick={sealAndSync}>
          {t('syncNow')}
        </button>
      )}
      {status.state === 'sign-in' && (
        <button type="button" className={styles.now} onClick={() => setAsking(true)}>
          {t('signIn')}
        </button>
      )}
      {isAsking && (
        <Suspense>
          <SignInAgain onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </div>
  );
};
