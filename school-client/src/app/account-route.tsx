import { AccountPage } from '../features/account/account-page.tsx';
import { InstallOffer } from '../features/install/install-offer.tsx';
import { LanguageSwitch } from './header/language-switch.tsx';
import { checkForUpdate, useUpdate } from './register-worker.ts';

/** The account page with what only the app knows: whether a new version waits, the offer to install it, the language. */
export const AccountRoute = () => (
  <AccountPage
    version={CLIENT_VERSION}
    isUpdateWaiting={useUpdate() !== 'none'}
    checkForUpdate={checkForUpdate}
  >
    <InstallOffer />
    <LanguageSwitch />
  </AccountPage>
);
