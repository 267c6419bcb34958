import type { Downward } from '@hocba/shared/documents/downward';
import type { Instant } from '@hocba/shared/school/identifiers';
import { type LocalDatabase, openLocal } from '../../device/database/pouch.ts';
import type { Locks } from '../../device/lock.ts';

/** Of which life of the registry's data a copy is, and whether it ever was whole. It lies in the copy itself. */
export interface Copy {
  /** The greeting of the registry for this account. */
  readonly epoch: string;
  readonly state: 'loading' | 'whole';
  /** When it was last found whole, or begun. */
  readonly at: Instant;
  /** The number to which the feed was followed. */
  readonly seq: number;
}

/** A copy of what the registry wrote, in a database of its own. */
export interface StoredCopy {
  readonly db: LocalDatabase<Downward>;
  /** Undefined while the database holds nothing. */
  find(): Promise<Copy | undefined>;
  save(copy: Copy): Promise<void>;
}

/** Under which key the database of a copy has the note about it. */
const KEY = 'copy';

/** Opens the database of a copy; an empty one is made when there is none. */
export const openCopy = (locks: Locks, name: string): StoredCopy => {
  const db = openLocal<Downward, Copy>(name);
  return {
    db,
    find: () => db.findNote(KEY),
    // Two tabs may work at once for a moment, when one takes the place of another that seemed to be dead.
    save: ({ epoch, state, at, seq }) =>
      locks.underLock(`hocba-copy-${name}`, () => db.putNote(KEY, { epoch, state, at, seq })),
  };
};
