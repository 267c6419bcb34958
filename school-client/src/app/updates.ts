import { Workbox } from 'workbox-window';
import { createStore, type Store } from '../store.ts';
import { workerUrl } from '../ui/worker-url.ts';

/**
 * The new version's way in: `waiting` it is installed beside the running one, `elsewhere` another window has work in
 * hand, `applying` the person said yes.
 */
export type UpdateState = 'none' | 'waiting' | 'postponed' | 'elsewhere' | 'applying';

/** New versions of the app, from their arrival to the reload. */
export interface Updates {
  /** Whether a new version waits, and what became of the offer. */
  readonly update: Store<{ readonly state: UpdateState }>;
  /** Registers the worker of this build; without workers the app runs on, only not offline after a restart. */
  register(): void;
  /** Asks the server for a new version; false when it could not be reached. */
  check(): Promise<boolean>;
  /** Takes the offer back until the next start or the next check by hand. */
  postpone(): void;
  /**
   * Lets the waiting version take over and reloads this window, the one where the person said so; other windows go on
   * until somebody reloads them. Does nothing while work here or in another window would be interrupted.
   */
  apply(): Promise<void>;
}

const CHECK_EVERY_MS = 60 * 60 * 1000;
/** Other windows of this app answer within a frame or two; a closed or frozen one never does. */
const ANSWER_MS = 300;

/** A new version takes over every window at once, so one that is at work holds it up for all. */
const isElsewhereBusy = (windows: BroadcastChannel): Promise<boolean> =>
  new Promise((resolve) => {
    const settle = (busy: boolean) => {
      windows.removeEventListener('message', hear);
      resolve(busy);
    };
    const hear = ({ data }: MessageEvent) => {
      if (data === 'busy') settle(true);
    };
    windows.addEventListener('message', hear);
    setTimeout(() => settle(false), ANSWER_MS);
    windows.postMessage('ask');
  });

/** Makes the updates of a page; `isBusy` tells whether work in it would be interrupted. */
export const createUpdates = (isBusy: () => boolean): Updates => {
  const update = createStore<{ readonly state: UpdateState }>({ state: 'none' });
  const windows = new BroadcastChannel('hocba-update');
  let workbox: Workbox | undefined;
  windows.addEventListener('message', ({ data }) => {
    if (data === 'ask' && isBusy()) windows.postMessage('busy');
  });
  return {
    update,
    register: () => {
      if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
      const registered = new Workbox(workerUrl());
      workbox = registered;
      registered.addEventListener('waiting', () => update.set({ state: 'waiting' }));
      registered.register().catch(() => undefined);
      setInterval(() => void registered.update().catch(() => undefined), CHECK_EVERY_MS);
    },
    check: async () => {
      if (update.get().state === 'postponed') update.set({ state: 'waiting' });
      try {
        await workbox?.update();
        return workbox !== undefined;
      } catch {
        return false;
      }
    },
    postpone: () => update.set({ state: 'postponed' }),
    apply: async () => {
      if (isBusy()) return;
      if (await isElsewhereBusy(windows)) return update.set({ state: 'elsewhere' });
      if (isBusy()) return;
      update.set({ state: 'applying' });
      const reload = () => location.reload();
      navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
      workbox?.messageSkipWaiting();
    },
  };
};
