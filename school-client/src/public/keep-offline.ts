import { Workbox } from 'workbox-window';
import { workerUrl } from '../ui/worker-url.ts';

/**
 * Keeps this page on the device, so that it opens and verifies with no network from the second visit on. A newer
 * version waits until every window is closed: nothing is swapped under somebody who reads.
 */
export const keepOffline = (): void => {
  if (!('serviceWorker' in navigator)) return;
  // A browser that refuses workers (a private window) still verifies while it is on line.
  new Workbox(workerUrl()).register().catch(() => undefined);
};
