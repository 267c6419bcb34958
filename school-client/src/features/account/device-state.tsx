import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../i18n/dates.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { useSyncStatus } from '../../work/sync-status.ts';
import styles from './account.module.css';

/** The app's words about its own version. */
export interface DeviceStateProps {
  readonly version: string;
  readonly isUpdateWaiting: boolean;
  /** False when the server could not be reached. */
  readonly checkForUpdate: () => Promise<boolean>;
}

interface Storage {
  readonly isPersisted: boolean;
  readonly usedBytes: number;
}

const useStorage = (): Storage | undefined => {
  const [storage, setStorage] = useState<Storage>();
  useEffect(() => {
    Promise.all([navigator.storage.persisted(), navigator.storage.estimate()]).then(
      ([isPersisted, { usage = 0 }]) => setStorage({ isPersisted, usedBytes: usage }),
      () => undefined, // outside a secure context there is nothing to tell
    );
  }, []);
  return storage;
};

const megabytes = (bytes: number): string => {
  const figure = (bytes / 1_000_000).toFixed(1);
  return `${currentLanguage() === 'vi' ? figure.replace('.', ',') : figure} MB`;
};

const Version = ({ version, isUpdateWaiting, checkForUpdate }: DeviceStateProps) => {
  const { t } = useTranslation('app');
  const [answer, setAnswer] = useState<'upToDate' | 'updateOffline'>();
  const [isChecking, setChecking] = useState(false);
  const check = async () => {
    setChecking(true);
    setAnswer((await checkForUpdate()) ? 'upToDate' : 'updateOffline');
    setChecking(false);
  };
  return (
    <dd className={styles.line}>
      {version}
      {isUpdateWaiting ? (
        <Tag tone="amber" icon="refresh">
          {t('updateTitle')}
        </Tag>
      ) : (
        answer && <span className={styles.quiet}>{t(answer)}</span>
      )}
      <Button look="quiet" icon="refresh" isPending={isChecking} onPress={() => void check()}>
        {t('checkUpdate')}
      </Button>
    </dd>
  );
};

/** How far the work on this device has come; nothing of the kind is kept for accounts without a school. */
const WorkState = () => {
  const { t } = useTranslation('app');
  const { state, unsent, invalid, syncedAt, partlyAt } = useSyncStatus();
  const isKnown = state !== 'opening';
  const lastSync = (): string => {
    if (!isKnown) return t('statusOpening');
    if (syncedAt !== null) return formatMoment(syncedAt);
    if (state === 'sending') return t('statusSending');
    if (partlyAt === null) return t('never');
    return t('lastSyncPart', { when: formatMoment(partlyAt.at), years: partlyAt.never.join(', ') });
  };
  return (
    <>
      <dt>{t('unsent')}</dt>
      <dd>
        {!isKnown ? (
          t('statusOpening')
        ) : unsent + invalid > 0 ? (
          <Tag tone="amber" icon="device">
            {[
              ...(unsent > 0 ? [t('unsentCount', { count: unsent })] : []),
              ...(invalid > 0 ? [t('statusInvalid', { count: invalid })] : []),
            ].join(', ')}
          </Tag>
        ) : (
          <Tag tone="green" icon="check">
            {t('unsentNone')}
          </Tag>
        )}
      </dd>
      <dt>{t('lastSync')}</dt>
      <dd>{lastSync()}</dd>
    </>
  );
};

/** The work that is only on this device, whether the browser will keep it, and the version that runs. */
export const DeviceState = ({ hasWork, ...props }: DeviceStateProps & { readonly hasWork: boolean }) => {
  const { t } = useTranslation('app');
  const storage = useStorage();
  return (
    <dl className={styles.facts}>
      {hasWork && <WorkState />}
      {storage && (
        <>
          <dt>{t('storage')}</dt>
          <dd>
            {t(storage.isPersisted ? 'storagePersisted' : hasWork ? 'storageMayGo' : 'storageMayGoEmpty')}.{' '}
            {t('storageUsed', { size: megabytes(storage.usedBytes) })}.
          </dd>
        </>
      )}
      <dt>{t('version')}</dt>
      <Version {...props} />
    </dl>
  );
};
