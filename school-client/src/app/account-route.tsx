import { AccountPage } from '../features/account/account-page.tsx';
import { InstallButton } from '../features/install/install-button.tsx';
import { LanguageSwitch } from './header/language-switch.tsx';
import { useInstalledApp, useUpdate } from './installed-app.ts';

/** The account page with what only the app knows: whether a new version waits, the offer to install it, the language. */
export const AccountRoute = () => {
  const { updates, installOffer } = useInstalledApp();
  return (
    <AccountPage
      version={CLIENT_VERSION}
      isUpdateWaiting={useUpdate() !== 'none'}
      checkForUpdate={updates.check}
    >
      <InstallButton offer={installOffer} />
      <LanguageSwitch />
    </AccountPage>
  );
};
