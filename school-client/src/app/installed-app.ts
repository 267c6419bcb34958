import { createContext, useContext, useSyncExternalStore } from 'react';
import type { InstallOffer } from '../features/install/install-offer.ts';
import type { UpdateState, Updates } from './updates.ts';

/** The app as a page knows it to be installed on this device. */
export interface InstalledApp {
  readonly updates: Updates;
  readonly installOffer: InstallOffer;
}

const InstalledAppContext = createContext<InstalledApp | null>(null);

/** Hands it down to everything on the screen. */
export const InstalledAppProvider = InstalledAppContext.Provider;

/** The app as the page was started with it. */
export const useInstalledApp = (): InstalledApp => {
  const app = useContext(InstalledAppContext);
  if (app === null) throw new Error('no app above');
  return app;
};

/** Whether a new version waits, and what became of the offer. */
export const useUpdate = (): UpdateState => {
  const { update } = useInstalledApp().updates;
  return useSyncExternalStore(update.subscribe, update.get).state;
};
