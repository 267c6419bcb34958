import { useTranslation } from 'react-i18next';
import { ChangePasswordForm } from '../../features/account/change-password-form.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { useSession, useSessionKeeper } from '../../work/session.ts';

/** Nobody works with a password that somebody else knows. */
export const TemporaryPasswordPage = () => {
  const { t } = useTranslation('app');
  const { me } = useSession();
  const { signOut } = useSessionKeeper();
  return (
    <main>
      <Page title={t('changeTitle')} intro={t('changeFirst')} width="read">
        {me !== null && (
          <p translate="no">
            {me.displayName} ({me.account})
          </p>
        )}
        <ChangePasswordForm />
        <div>
          <Button look="quiet" icon="sign-out" onPress={() => void signOut()}>
            {t('signOut')}
          </Button>
        </div>
      </Page>
    </main>
  );
};
