/** What browsers that can install give the page once; it is not in the library of DOM types. */
interface InstallEvent extends Event {
  prompt(): Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

const VISITS = 'hocba.visits';

let offered: InstallEvent | null = null;
const listeners = new Set<() => void>();
const setOffered = (event: InstallEvent | null): void => {
  offered = event;
  for (const listener of listeners) listener();
};

/** How often the app was opened on this device, this time included. */
const countVisit = (): number => {
  const visits = Number(localStorage.getItem(VISITS) ?? 0) + 1;
  localStorage.setItem(VISITS, String(visits));
  return visits;
};

/** Keeps the browser's offer for our own button, from the second visit on; the browser itself never interrupts. */
export const keepInstallOffer = (): void => {
  const isKnown = countVisit() >= 2;
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    if (isKnown) setOffered(event as InstallEvent);
  });
  addEventListener('appinstalled', () => setOffered(null));
};

/** Calls back when the offer comes or goes. */
export const onInstallOffer = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether the browser would install the app now. */
export const canInstall = (): boolean => offered !== null;

/** Asks the browser to install; the offer is used up by it. */
export const install = async (): Promise<void> => {
  const event = offered;
  setOffered(null);
  await event?.prompt();
};
