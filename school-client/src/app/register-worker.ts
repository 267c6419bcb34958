import { useSyncExternalStore } from 'react';
import { Workbox } from 'workbox-window';
import { workerUrl } from '../ui/worker-url.ts';
import { hasUnsentOrEditing } from '../work/sync-status.ts';

/**
 * The new version's way in: `waiting` it is installed beside the running one, `elsewhere` another window has work in
 * hand, `applying` the person said yes.
 */
export type UpdateState = 'none' | 'waiting' | 'postponed' | 'elsewhere' | 'applying';

const CHECK_EVERY_MS = 60 * 60 * 1000;
/** Other windows of this app answer within a frame or two; a closed or frozen one never does. */
const ANSWER_MS = 300;

let state: UpdateState = 'none';
const listeners = new Set<() => void>();
const setState = (next: UpdateState): void => {
  state = next;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Whether a new version waits, and what became of the offer. */
export const useUpdate = (): UpdateState => useSyncExternalStore(subscribe, () => state);

let workbox: Workbox | undefined;
const windows = new BroadcastChannel('hocba-update');

windows.addEventListener('message', ({ data }) => {
  if (data === 'ask' && hasUnsentOrEditing()) windows.postMessage('busy');
});

/** A new version takes over every window at once, so one that is at work holds it up for all. */
const isElsewhereBusy = (): Promise<boolean> =>
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

/** Registers the worker of this build; without workers the app runs on, only not offline after a restart. */
export const registerWorker = (): void => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const registered = new Workbox(workerUrl());
  workbox = registered;
  registered.addEventListener('waiting', () => setState('waiting'));
  registered.register().catch(() => undefined);
  setInterval(() => void registered.update().catch(() => undefined), CHECK_EVERY_MS);
};

/** Asks the server for a new version; false when it could not be reached. */
export const checkForUpdate = async (): Promise<boolean> => {
  if (state === 'postponed') setState('waiting');
  try {
    await workbox?.update();
    return workbox !== undefined;
  } catch {
    return false;
  }
};

/** Takes the offer back until the next start or the next check by hand. */
export const postponeUpdate = (): void => setState('postponed');

/**
 * Lets the waiting version take over and reloads this window, the one where the person said so; other windows go on
 * until somebody reloads them. Does nothing while work here or in another window would be interrupted.
 */
export const applyUpdate = async (): Promise<void> => {
  if (hasUnsentOrEditing()) return;
  if (await isElsewhereBusy()) return setState('elsewhere');
  if (hasUnsentOrEditing()) return;
  setState('applying');
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  workbox?.messageSkipWaiting();
};
