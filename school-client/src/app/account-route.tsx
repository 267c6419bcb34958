import { AccountPage } from '../features/account/account-page.tsx';
import { checkForUpdate, useUpdate } from './register-worker.ts';

/** The account page with the one thing only the app knows: whether a new version waits. */
export const AccountRoute = () => (
  <AccountPage
    version={CLIENT_VERSION}
    isUpdateWaiting={useUpdate() !== 'none'}
    checkForUpdate={checkForUpdate}
  />
);
