import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut } from '../../model/session.ts';
import { hasUnsentOrEditing, syncNow, useSyncStatus } from '../../model/sync-status.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

/** The way out: closed while work is on this device only, because the next person here could not send it. */
export const SignOut = () => {
  const { t } = useTranslation(['app', 'common']);
  const { unsent, state } = useSyncStatus();
  const [isOpen, setOpen] = useState(false);
  const isBlocked = hasUnsentOrEditing();
  const press = () => (hasUnsentOrEditing() ? setOpen(true) : void signOut());
  return (
    <>
      <Button icon="sign-out" onPress={press}>
        {t('signOut')}
      </Button>
      <Dialog
        title={t(isBlocked ? 'signOutTitle' : 'signOut')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={
          <>
            {isBlocked ? (
              <Button look="main" icon="send" isPending={state === 'sending'} onPress={syncNow}>
                {t('syncNow')}
              </Button>
            ) : (
              <Button look="main" icon="sign-out" onPress={() => void signOut()}>
                {t('signOut')}
              </Button>
            )}
            <Button onPress={() => setOpen(false)}>{t('common:close')}</Button>
          </>
        }
      >
        <p aria-live="polite">{isBlocked ? t('signOutUnsent', { count: unsent }) : t('signOutSent')}</p>
        {isBlocked && state === 'offline' && <p>{t('signOutOffline')}</p>}
        {isBlocked && state === 'saved-here' && <p>{t('signOutWrong')}</p>}
      </Dialog>
    </>
  );
};
