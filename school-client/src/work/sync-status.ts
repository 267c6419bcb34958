import { useMemo, useSyncExternalStore } from 'react';
import { decideStatus, hasAsked, NO_FACTS, type SyncFacts, type SyncStatus } from '../sync/status.ts';
import { usePage } from './page.ts';

const noFollower = () => () => undefined;
const noFacts = () => NO_FACTS;

/** The facts of the workspace; where there is none, nothing is known of any work. */
export const useFacts = (): SyncFacts => {
  const { workspace } = usePage();
  const { now } = useSyncExternalStore(workspace.subscribe, workspace.get);
  return useSyncExternalStore(now?.facts.subscribe ?? noFollower, now?.facts.get ?? noFacts);
};

/** How the work on this device stands, in the words of the header. */
export const useSyncStatus = (): SyncStatus => {
  const facts = useFacts();
  return useMemo(() => decideStatus(facts), [facts]);
};

/** `hasAsked`, as it is now: before it is so, no page says of a class or a sheet that there is none. */
export const useHasAsked = (): boolean => hasAsked(useFacts());

/**
 * Whether updating now would interrupt work: something is unsent, being saved or being typed, or what is on the disk is
 * not known yet. A text that waits to be corrected does not count: it lies in the draft on the disk and is there again
 * after a reload.
 */
export const hasUnsentOrEditing = ({ opening, unsent, saving, editing }: SyncFacts): boolean =>
  opening || unsent > 0 || saving > 0 || editing;

/** Whether something typed is on its way to the disk of this device. */
export const isSavingOrEditing = ({ saving, editing }: SyncFacts): boolean => saving > 0 || editing;
