import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { hasUnsentOrEditing, useFacts } from '../../work/sync-status.ts';
import { useInstalledApp, useUpdate } from '../installed-app.ts';
import styles from './update-toast.module.css';

/** The offer of a new version; it waits until nothing on this device is unsent or being edited. */
export const UpdateToast = () => {
  const { t } = useTranslation(['app', 'anyPage']);
  const { updates } = useInstalledApp();
  const update = useUpdate();
  const facts = useFacts();
  if (update === 'none' || update === 'postponed' || hasUnsentOrEditing(facts)) return null;
  return (
    <section className={styles.toast} role="status" data-screen-only="">
      <div>
        <p className={styles.title}>{t('updateTitle')}</p>
        <p>{t(update === 'elsewhere' ? 'updateElsewhere' : 'updateText')}</p>
      </div>
      <div className={styles.actions}>
        <Button look="main" isPending={update === 'applying'} onPress={() => void updates.apply()}>
          {t(update === 'applying' ? 'updating' : 'update')}
        </Button>
        <Button onPress={updates.postpone}>{t('anyPage:later')}</Button>
      </div>
    </section>
  );
};
