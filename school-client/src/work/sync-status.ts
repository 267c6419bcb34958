import { useMemo, useSyncExternalStore } from 'react';
import { decideStatus, hasAsked, type SyncStatus, syncFacts } from '../sync/status.ts';

/** How the work on this device stands, in the words of the header. */
export const useSyncStatus = (): SyncStatus => {
  const facts = useSyncExternalStore(syncFacts.subscribe, syncFacts.get);
  return useMemo(() => decideStatus(facts), [facts]);
};

/** `hasAsked`, as it is now: before it is so, no page says of a class or a sheet that there is none. */
export const useHasAsked = (): boolean => hasAsked(useSyncExternalStore(syncFacts.subscribe, syncFacts.get));

/** Whether a database of this device still opens, so that nobody knows yet what waits in it. */
export const useIsOpening = (): boolean => useSyncExternalStore(syncFacts.subscribe, syncFacts.get).opening;

let run: () => void = () => undefined;

/** Names what `syncNow` starts; the open year does. */
export const onSyncNow = (start: () => void): void => {
  run = start;
};

/** Sends and fetches now. */
export const syncNow = (): void => run();

/** Tells that somebody is typing into a cell, or has finished. */
export const setEditing = (editing: boolean): void => {
  if (syncFacts.get().editing !== editing) syncFacts.update({ editing });
};

/**
 * Whether updating now would interrupt work: something is unsent, being saved or being typed, or what is on the disk is
 * not known yet. A text that waits to be corrected does not count: it lies in the draft on the disk and is there again
 * after a reload.
 */
export const hasUnsentOrEditing = (): boolean => {
  const { opening, unsent, saving, editing } = syncFacts.get();
  return opening || unsent > 0 || saving > 0 || editing;
};

/** Whether something typed is on its way to the disk of this device. */
export const isSavingOrEditing = (): boolean => {
  const { saving, editing } = syncFacts.get();
  return saving > 0 || editing;
};
