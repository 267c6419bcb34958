import { refreshTrust } from './trust-list-store.ts';

/**
 * Fetches the trust list for the verify page, at the start of the app and whenever the network is back: a clerk who
 * opens that page for the first time with the line down finds a list there. A list of another root is left for the
 * page, which shows both roots and asks.
 */
export const keepTrustFetched = (): void => {
  // A browser that keeps nothing has no use for it; the page then fetches its own.
  const refresh = () => void refreshTrust(new Date().toISOString()).catch(() => undefined);
  refresh();
  window.addEventListener('online', refresh);
};
