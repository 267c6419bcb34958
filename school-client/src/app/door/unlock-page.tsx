import type { Me } from '@hocba/shared/contract/auth';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { useSessionKeeper } from '../../work/session.ts';
import { LanguageSwitch } from '../header/language-switch.tsx';
import { Mark } from '../header/mark.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

/** Asks for the password before pupils are shown, because this device has not heard from the registry for long. */
export const UnlockPage = ({ me }: { readonly me: Me }) => {
  const { t } = useTranslation('app');
  const { signOut, unlock } = useSessionKeeper();
  useEffect(() => {
    document.title = `${t('unlockTitle')} – Học Bạ`;
  }, [t]);
  return (
    <main className={styles.page}>
      <div className={styles.sheet}>
        <header className={styles.head}>
          <Mark />
          <div translate="no">
            <h1>{me.displayName}</h1>
            <p className={styles.quiet}>{me.school?.name}</p>
          </div>
          <LanguageSwitch />
        </header>
        <div>
          <h2>{t('unlockTitle')}</h2>
          <p>{t('unlockText')}</p>
        </div>
        <SignInForm
          account={me.account}
          action={t('unlock')}
          submit={(_, password) => unlock(me.account, password)}
        />
        <footer className={styles.foot}>
          <p className={styles.quiet}>{t('unlockOther')}</p>
          <div>
            <Button look="quiet" icon="sign-out" onPress={() => void signOut()}>
              {t('signOut')}
            </Button>
          </div>
        </footer>
      </div>
    </main>
  );
};
