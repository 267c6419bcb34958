import { refreshTrust } from './trust-list-store.ts';

/**
 * Fetches the trust list for the verify page, at the start of the app and whenever the network is back: a clerk who
 * opens that page for the first time with the line down finds a list there. A list of another root is left for the
 * page, which shows both roots and asks.
 */
export const keepTrustFetched = (): void => {
  const refresh = () => void refreshTrust(new Date().toISOString());
  refresh();
  window.addEventListener('online', refresh);
};
