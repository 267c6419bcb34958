import { hasWork } from '@hocba/shared/school/rights';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/page.tsx';
import { useSession } from '../../work/session.ts';
import styles from './account.module.css';
import { ChangePasswordForm } from './change-password-form.tsx';
import { DeviceState, type DeviceStateProps } from './device-state.tsx';
import { RescueSection } from './rescue-section.tsx';
import { WhoAmI } from './who-am-i.tsx';

interface AccountPageProps extends DeviceStateProps {
  /** The app's words about this device. */
  readonly children: ReactNode;
}

/** The account that is signed in, how this device stands, and the password. */
export const AccountPage = ({ children, ...device }: AccountPageProps) => {
  const { t } = useTranslation('app');
  const { me } = useSession();
  if (me === null) return null;
  return (
    <Page title={t('navAccount')} width="read">
      <WhoAmI me={me} />
      <section className={styles.section}>
        <h2>{t('deviceTitle')}</h2>
        <DeviceState {...device} hasWork={hasWork(me, me.years)} />
      </section>
      {me.school !== null && <RescueSection by={me.account} />}
      {children}
      <section className={styles.section} data-screen-only="">
        <h2>{t('changeTitle')}</h2>
        <ChangePasswordForm />
      </section>
    </Page>
  );
};
