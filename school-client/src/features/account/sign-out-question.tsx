import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useSessionKeeper } from '../../work/session.ts';
import { hasUnsentOrEditing, isSavingOrEditing, useFacts, useSyncStatus } from '../../work/sync-status.ts';
import { useWorkspace } from '../../work/use-workspace.ts';

interface AskProps {
  readonly onClose: () => void;
}

/** Work is on this device only: sent first, because the next person here could not send it. */
const SendFirst = ({ onClose }: AskProps) => {
  const { t } = useTranslation(['app', 'anyPage']);
  const { unsent, state } = useSyncStatus();
  const { signOut } = useSessionKeeper();
  const { sealAndSync } = useWorkspace();
  const facts = useFacts();
  // Saved work waits here for its author, and nobody else can send or lose it: without a network one may still go.
  const mayLeave = state === 'offline' && unsent > 0 && !isSavingOrEditing(facts);
  return (
    <Dialog
      title={t('signOutTitle')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="main" icon="send" isPending={state === 'sending'} onPress={sealAndSync}>
            {t('syncNow')}
          </Button>
          {mayLeave && (
            <Button icon="sign-out" onPress={() => void signOut()}>
              {t('signOutLeave')}
            </Button>
          )}
          <Button onPress={onClose}>{t('anyPage:close')}</Button>
        </>
      }
    >
      <p aria-live="polite">{unsent > 0 ? t('signOutUnsent', { count: unsent }) : t('signOutSaving')}</p>
      {state === 'offline' && <p>{t(mayLeave ? 'signOutKept' : 'signOutOffline')}</p>}
    </Dialog>
  );
};

/** The two answers of a person who may leave. */
const Leave = ({
  title,
  children,
  onClose,
}: AskProps & { readonly title: string; readonly children: ReactNode }) => {
  const { t } = useTranslation(['app', 'anyPage']);
  const { signOut } = useSessionKeeper();
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="main" icon="sign-out" onPress={() => void signOut()}>
            {t('signOut')}
          </Button>
          <Button onPress={onClose}>{t('anyPage:cancel')}</Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
};

/** All is sent but texts that are no value: those may wait here, if the person says so. */
const LeaveWrong = ({ onClose }: AskProps) => {
  const { t } = useTranslation('app');
  const { invalid, place } = useSyncStatus();
  const title = invalid > 0 ? t('signOutWrongTitle', { count: invalid }) : t('signOut');
  return (
    <Leave title={title} onClose={onClose}>
      <p aria-live="polite">{invalid > 0 ? t('signOutWrong') : t('signOutSent')}</p>
      {invalid > 0 && place !== null && <Link href={place}>{t('signOutCorrect')}</Link>}
    </Leave>
  );
};

/** Nothing waits here, but without a network nobody can sign in again. */
const LeaveOffline = ({ onClose }: AskProps) => {
  const { t } = useTranslation('app');
  return (
    <Leave title={t('signOutOfflineTitle')} onClose={onClose}>
      <p>{t('signOutOfflineText')}</p>
    </Leave>
  );
};

/** The question before a person leaves: the first of these that is so. */
export const SignOutQuestion = ({ onClose }: AskProps) => {
  const { invalid, state } = useSyncStatus();
  if (hasUnsentOrEditing(useFacts())) return <SendFirst onClose={onClose} />;
  if (state === 'offline' && invalid === 0) return <LeaveOffline onClose={onClose} />;
  return <LeaveWrong onClose={onClose} />;
};
