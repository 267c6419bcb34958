import { useTranslation } from 'react-i18next';
import { useSession } from '../../model/session.ts';
import { Page } from '../../ui/page.tsx';
import { InstallOffer } from '../install/install-offer.tsx';
import styles from './account.module.css';
import { ChangePasswordForm } from './change-password-form.tsx';
import { DeviceState, type DeviceStateProps } from './device-state.tsx';
import { RescueSection } from './rescue-section.tsx';
import { SignOut } from './sign-out.tsx';
import { WhoAmI } from './who-am-i.tsx';

/** Who is signed in, how this device stands, the password, and the way out. */
export const AccountPage = (props: DeviceStateProps) => {
  const { t } = useTranslation('app');
  const { me } = useSession();
  if (me === null) return null;
  return (
    <Page title={t('navAccount')} width="read" actions={<SignOut />}>
      <WhoAmI me={me} />
      <section className={styles.section}>
        <h2>{t('deviceTitle')}</h2>
        <DeviceState {...props} />
      </section>
      {me.school !== null && <RescueSection by={me.account} />}
      <InstallOffer />
      <section className={styles.section}>
        <h2>{t('changeTitle')}</h2>
        <ChangePasswordForm />
      </section>
    </Page>
  );
};
