import { createStore, type Store } from '../../store.ts';

/** The event that browsers which can install give the page once; it is not in the library of DOM types. */
interface InstallEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

/** The browser's offer to install the app. */
export interface InstallOffer {
  /** The offer is there until it is used up. */
  readonly offer: Store<{ readonly event: InstallEvent | null }>;
  /** Asks the browser to install; the offer is used up by it. */
  install(): Promise<void>;
}

const VISITS = 'hocba.visits';

/** How often the app was opened on this device, this time included. */
const countVisit = (): number => {
  const visits = Number(localStorage.getItem(VISITS) ?? 0) + 1;
  localStorage.setItem(VISITS, String(visits));
  return visits;
};

/** Keeps the browser's offer for our own button, from the second visit on; the browser itself never interrupts. */
export const keepInstallOffer = (): InstallOffer => {
  const offer = createStore<{ readonly event: InstallEvent | null }>({ event: null });
  const isKnown = countVisit() >= 2;
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    if (isKnown) offer.set({ event: event as InstallEvent });
  });
  addEventListener('appinstalled', () => offer.set({ event: null }));
  return {
    offer,
    install: async () => {
      const { event } = offer.get();
      offer.set({ event: null });
      await event?.prompt();
    },
  };
};
