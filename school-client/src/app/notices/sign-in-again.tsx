import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useSession } from '../../work/session.ts';
import { SignInForm } from '../door/sign-in-form.tsx';

interface SignInAgainProps {
  readonly onClose: () => void;
}

/** Signs the same person in over the open page, so that what is being typed stays where it is. */
export const SignInAgain = ({ onClose }: SignInAgainProps) => {
  const { t } = useTranslation(['app', 'anyPage']);
  const { me, needsSignIn } = useSession();
  useEffect(() => {
    if (!needsSignIn) onClose();
  }, [needsSignIn, onClose]);
  return (
    <Dialog
      title={t('signInAgainTitle')}
      isOpen
      onClose={onClose}
      actions={
        <Button look="quiet" onPress={onClose}>
          {t('anyPage:later')}
        </Button>
      }
    >
      <p>{t('signInAgainText')}</p>
      <SignInForm account={me?.account} />
    </Dialog>
  );
};
