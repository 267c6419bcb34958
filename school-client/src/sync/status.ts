import type { Instant } from '@hocba/shared/school/identifiers';
import { createStore } from './store.ts';

/** What the header says about the work on this device; no word claims more than the registry acknowledged. */
export interface SyncStatus {
  readonly state:
    | 'saving'
    | 'saved-here'
    | 'sending'
    | 'synced'
    | 'offline'
    | 'refused'
    | 'contested'
    | 'sign-in';
  /** Changed cells and approvals that the registry has not acknowledged. */
  readonly unsent: number;
  /** When the registry last acknowledged everything and its documents were fetched. */
  readonly syncedAt: Instant | null;
  /** Contested cells and refused documents that wait for a person. */
  readonly needsYou: number;
  /** Since when something has been unsent. */
  readonly since: Instant | null;
}

/** What the state follows from. */
export interface SyncFacts {
  readonly saving: number;
  readonly unsent: number;
  readonly since: Instant | null;
  readonly running: boolean;
  readonly reached: boolean;
  readonly needsSignIn: boolean;
  readonly refused: number;
  readonly contested: number;
  readonly syncedAt: Instant | null;
}

export const NO_FACTS: SyncFacts = {
  saving: 0,
  unsent: 0,
  since: null,
  running: false,
  reached: true,
  needsSignIn: false,
  refused: 0,
  contested: 0,
  syncedAt: null,
};

/** The facts as they are now; loop and open year write them. */
export const syncFacts = createStore<SyncFacts>(NO_FACTS);

const stateOf = (facts: SyncFacts): SyncStatus['state'] => {
  if (facts.saving > 0) return 'saving';
  if (facts.needsSignIn) return 'sign-in';
  if (!facts.reached) return 'offline';
  if (facts.running && facts.unsent > 0) return 'sending';
  if (facts.refused > 0) return 'refused';
  if (facts.contested > 0) return 'contested';
  return facts.unsent > 0 || facts.syncedAt === null ? 'saved-here' : 'synced';
};

/** The word of the header, from the facts alone. */
export const decideStatus = (facts: SyncFacts): SyncStatus => ({
  state: stateOf(facts),
  unsent: facts.unsent,
  syncedAt: facts.syncedAt,
  needsYou: facts.refused + facts.contested,
  since: facts.since,
});
