import { useMemo, useSyncExternalStore } from 'react';
import { decideStatus, type SyncStatus, syncFacts } from '../sync/status.ts';

/** How the work on this device stands, in the words of the header. */
export const useSyncStatus = (): SyncStatus => {
  const facts = useSyncExternalStore(syncFacts.subscribe, syncFacts.get);
  return useMemo(() => decideStatus(facts), [facts]);
};

let run: () => void = () => undefined;

/** Names what `syncNow` starts; the open year does. */
export const onSyncNow = (start: () => void): void => {
  run = start;
};

/** Sends and fetches now. */
export const syncNow = (): void => run();

/** Whether leaving or updating now would interrupt work: something is unsent or being saved. */
export const hasUnsentOrEditing = (): boolean => {
  const { unsent, saving } = syncFacts.get();
  return unsent > 0 || saving > 0;
};
