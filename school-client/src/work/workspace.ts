import type { AccountName, DatabaseName, SchoolCode, SchoolYear } from '@hocba/shared/school/identifiers';
import type { PeopleKeeper } from '../registry/people.ts';
import type { SessionKeeper } from '../registry/session/session.ts';
import type { Store } from '../store.ts';
import type { SyncFacts } from '../sync/status.ts';
import type { OwnWorks } from '../sync/up/own-work.ts';
import type { OpenYear } from '../sync/year.ts';
import type { ChosenYear } from './chosen-year.ts';
import type { Sealing } from './sealing.ts';

/** The school years open in a workspace. */
export interface OpenYears {
  readonly years: ReadonlyMap<DatabaseName, OpenYear>;
  /** Years that the browser would not open: nothing may be typed there, because nothing would be kept. */
  readonly failed: ReadonlySet<DatabaseName>;
}

/**
 * The work of the person who is signed in: the one object of the page that changes. It is made at sign-in, handed down
 * by context, and ended at sign-out.
 */
export interface Workspace {
  readonly account: AccountName;
  readonly school: SchoolCode | null;
  readonly session: SessionKeeper;
  /** The counts of the header, and the outcome of the last run. */
  readonly facts: Store<SyncFacts>;
  readonly years: Store<OpenYears>;
  readonly sealing: Sealing;
  /** The documents that everybody left on this computer, also in school years that are not open. */
  readonly ownWorks: OwnWorks;
  readonly people: PeopleKeeper;
  readonly chosenYear: ChosenYear;
  /**
   * Opens a school year unless it is open or being opened. One that cannot be opened is tried again when next asked
   * for, and keeps no other year back.
   */
  ensure(year: SchoolYear): void;
  /** Sends and fetches soon, and tells other tabs to look. */
  wake(): void;
  /** Fetches the news of one school year and sends nothing: what a page asks for while it waits for others. */
  look(year: SchoolYear): void;
  /** Seals all drafts, then sends and fetches; a year whose disk takes nothing does not keep the others back. */
  sealAndSync(): void;
  /** Tells that somebody is typing into a cell, or has finished. */
  setEditing(editing: boolean): void;
  /** Reads the open years again from the disk, here and in other tabs: somebody wrote beside them. */
  refresh(): Promise<void>;
  /** The signed-in person knows what this browser threw away. */
  putLostAside(): void;
  /** Stops everything that goes on by itself; nothing that is on the disk is touched. */
  end(): void;
}
