import type { Instant, SchoolYear } from '@hocba/shared/school/identifiers';
import type { Trace } from '../device/traces.ts';

/** When the years that were ever synced on this device last were, and the years that never were. */
export interface PartlySynced {
  readonly at: Instant;
  readonly never: readonly SchoolYear[];
}

/** The words of the header about the work on this device; no word claims more than the registry acknowledged. */
export interface SyncStatus {
  readonly state:
    | 'opening'
    | 'unopened'
    | 'saving'
    | 'not-saved'
    | 'saved-here'
    | 'sending'
    | 'synced'
    | 'offline'
    | 'refused'
    | 'contested'
    | 'invalid'
    | 'sign-in';
  /** Changed cells and approvals that the registry has not acknowledged. */
  readonly unsent: number;
  /** Typed texts that are no value of their column; they stay on this device until a person corrects them. */
  readonly invalid: number;
  /** When the registry last acknowledged everything and its documents were fetched; kept over a reload. */
  readonly syncedAt: Instant | null;
  readonly partlyAt: PartlySynced | null;
  /** Contested cells and refused documents that wait for a person. */
  readonly needsYou: number;
  /** Since when something has been unsent. */
  readonly since: Instant | null;
  /** The page where a person is asked for; null when nobody is. */
  readonly place: string | null;
  /** The cell that was typed last is on the screen only: the disk did not take it. */
  readonly unsaved: boolean;
  /** This device is too full to fetch more. */
  readonly full: boolean;
  /** Something here needs a newer version of this page. */
  readonly newer: boolean;
  /** Work that this browser threw away before the registry had it, until the person knows. */
  readonly lost: readonly Trace[];
  /** School years that this browser did not open. */
  readonly unopened: readonly SchoolYear[];
}

/** The facts that the state follows from. */
export interface SyncFacts {
  /** School years are being read from the disk: what they hold, and when they were synced, is not known yet. */
  readonly opening: boolean;
  /** School years that the browser did not open; what of them waits to be sent is not known. */
  readonly unopened: readonly SchoolYear[];
  /** A run over all open years, of this page or of another tab that told of it, has come to an end. */
  readonly asked: boolean;
  readonly saving: number;
  /** Something typed could not be written to the disk. */
  readonly unsaved: boolean;
  readonly unsent: number;
  readonly invalid: number;
  readonly since: Instant | null;
  /** A text is being typed into a cell. */
  readonly editing: boolean;
  readonly running: boolean;
  /** The last run reached the registry, and the device knows of a network. */
  readonly reached: boolean;
  /** The last run did not come to its end, whatever the reason. */
  readonly failed: boolean;
  readonly needsSignIn: boolean;
  /** Fetching has stopped, because what room is left on this device belongs to entries. */
  readonly full: boolean;
  /** Registry documents are here that only a newer version of this page can read. */
  readonly newer: boolean;
  /** Work that this browser threw away before the registry had it. */
  readonly lost: readonly Trace[];
  readonly refused: number;
  readonly contested: number;
  readonly syncedAt: Instant | null;
  readonly partlyAt: PartlySynced | null;
  readonly place: string | null;
}

export const NO_FACTS: SyncFacts = {
  opening: false,
  unopened: [],
  asked: false,
  saving: 0,
  unsaved: false,
  unsent: 0,
  invalid: 0,
  since: null,
  editing: false,
  running: false,
  reached: true,
  failed: false,
  needsSignIn: false,
  full: false,
  newer: false,
  lost: [],
  refused: 0,
  contested: 0,
  syncedAt: null,
  partlyAt: null,
  place: null,
};

const stateOf = (facts: SyncFacts): SyncStatus['state'] => {
  if (facts.unsaved) return 'not-saved';
  if (facts.saving > 0) return 'saving';
  if (facts.needsSignIn) return 'sign-in';
  if (facts.opening) return 'opening';
  if (!facts.reached) return 'offline';
  if (facts.running && (facts.unsent > 0 || facts.syncedAt === null)) return 'sending';
  if (facts.refused > 0) return 'refused';
  if (facts.contested > 0) return 'contested';
  if (facts.unsent > 0) return 'saved-here';
  if (facts.invalid > 0) return 'invalid';
  if (facts.syncedAt === null && !facts.asked && facts.unopened.length === 0) return 'opening';
  if (facts.unopened.length > 0) return 'unopened';
  return facts.failed || facts.syncedAt === null ? 'saved-here' : 'synced';
};

/**
 * Whether the registry has been asked since this page was opened, or cannot be reached. Until then, what is not on this
 * device may be on its way.
 */
export const hasAsked = ({ asked, reached }: Pick<SyncFacts, 'asked' | 'reached'>): boolean =>
  asked || !reached;

/** The word of the header, from the facts alone. */
export const decideStatus = (facts: SyncFacts): SyncStatus => ({
  state: stateOf(facts),
  unsent: facts.unsent,
  invalid: facts.invalid,
  syncedAt: facts.syncedAt,
  partlyAt: facts.partlyAt,
  needsYou: facts.refused + facts.contested,
  since: facts.since,
  place: facts.place,
  unsaved: facts.unsaved,
  full: facts.full,
  newer: facts.newer,
  lost: facts.lost,
  unopened: facts.unopened,
});
