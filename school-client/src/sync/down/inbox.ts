import type { Downward } from '@hocba/shared/documents/downward';
import type { AccountName, DatabaseName } from '@hocba/shared/school/identifiers';
import type { LocalDatabase } from '../../device/database/pouch.ts';
import type { Locks } from '../../device/lock.ts';
import { type Copy, openCopy, type StoredCopy } from './copy.ts';

/** The documents of the registry for one account and school year; may be thrown away at any time and fetched again. */
export interface Inbox {
  /** Where a pull goes: the copy being fetched, or the one that is shown. */
  readonly db: LocalDatabase<Downward>;
  /** Registry documents by id, of the last copy that was whole; the map is replaced, never changed. */
  docs(): ReadonlyMap<string, Downward>;
  /** Ids of documents in a form that came after this page: they are kept, and nothing may be read out of them. */
  newer(): ReadonlySet<string>;
  /** Whether `docs` is everything, and not empty because a first fetch has not come to its end. */
  isWhole(): boolean;
  /** The state of the copy in `db`; undefined when it holds nothing. */
  findCopy(): Promise<Copy | undefined>;
  /** Writes down what `db` holds now; a whole copy takes the place of the one that is shown. */
  saveCopy(copy: Copy): Promise<void>;
  /** Reads what a pull of this or another tab brought. */
  refresh(): Promise<void>;
  /** Makes the next pull begin another copy: this one may be ahead of the registry, and would never be corrected. */
  distrust(): Promise<void>;
  /** Begins another copy beside the one that is shown, which stays until the new one is whole. */
  startAgain(copy: Copy): Promise<void>;
  /** Throws everything away. */
  reset(): Promise<void>;
  /** Throws everything away for good: a run that is still under way makes no database again. */
  leave(): Promise<void>;
}

/** The version of registry documents that this page reads. */
const VERSION: number = 1;

type Place = 0 | 1;
const PLACES = [0, 1] as const;

/** Of two whole copies, one was to be thrown away when its tab was: the older. */
const newestWhole = (copies: readonly (Copy | undefined)[]): Place | undefined =>
  PLACES.filter((place) => copies[place]?.state === 'whole').sort((a, b) =>
    (copies[a]?.at ?? '') < (copies[b]?.at ?? '') ? 1 : -1,
  )[0];

/** Opens the inbox of an account. */
export const openInbox = async (
  locks: Locks,
  database: DatabaseName,
  account: AccountName,
): Promise<Inbox> => {
  const name = `inbox-${database}-${account}`;
  const open = (place: Place) => openCopy(locks, place === 0 ? name : `${name}-2`);
  // A database destroyed under another tab's hands is closed there; that tab must open the new one.
  const channel = new BroadcastChannel(`hocba-${name}`);
  const copies: Record<Place, StoredCopy> = [open(0), open(1)];
  let shown: Place | undefined;
  let target: Place = 0;
  let docs: ReadonlyMap<string, Downward> = new Map();
  let newer: ReadonlySet<string> = new Set();
  let seq = 0;

  const show = (place: Place | undefined): void => {
    if (place === shown) return;
    shown = place;
    seq = 0;
    if (place !== undefined) return;
    docs = new Map();
    newer = new Set();
  };
  const look = async (): Promise<void> => {
    const found = await Promise.all(PLACES.map((place) => copies[place].find()));
    show(newestWhole(found));
    target = PLACES.find((place) => found[place]?.state === 'loading') ?? shown ?? 0;
  };
  let isLeft = false;
  const refresh = async (): Promise<void> => {
    if (isLeft) return;
    await look();
    // Half a class must never look like a whole one.
    if (shown === undefined) return;
    const isOther = seq === 0;
    const changes = await copies[shown].db.changesSince(seq);
    seq = Math.max(seq, changes.seq);
    if (!isOther && changes.docs.length === 0 && changes.deleted.length === 0) return;
    const next = new Map(isOther ? [] : docs);
    const unread = new Set(isOther ? [] : newer);
    for (const doc of changes.docs) {
      const isNewer = doc.v > VERSION;
      if (isNewer) next.delete(doc._id);
      else next.set(doc._id, doc);
      if (isNewer) unread.add(doc._id);
      else unread.delete(doc._id);
    }
    for (const id of changes.deleted) {
      next.delete(id);
      unread.delete(id);
    }
    docs = next;
    newer = unread;
  };
  const empty = async (place: Place): Promise<void> => {
    await copies[place].db.destroy();
    // An inbox that was left meanwhile is made no second time: its person has gone, and nobody would wipe it.
    if (isLeft) return;
    copies[place] = open(place);
    channel.postMessage(place);
  };
  channel.onmessage = ({ data: place }: MessageEvent<Place>) => {
    copies[place] = open(place);
    if (place === shown) show(undefined);
  };
  try {
    await refresh();
  } catch {
    // Damaged on the disk: it is only a copy, and is fetched again.
    for (const place of PLACES) await empty(place);
    await refresh();
  }
  return {
    get db() {
      return copies[target].db;
    },
    docs: () => docs,
    newer: () => newer,
    isWhole: () => shown !== undefined,
    findCopy: () => copies[target].find(),
    saveCopy: async (copy) => {
      await copies[target].save(copy);
      if (copy.state === 'whole' && shown !== undefined && shown !== target) await empty(shown);
    },
    refresh,
    distrust: async () => {
      const copy = await copies[target].find();
      if (copy !== undefined) await copies[target].save({ ...copy, epoch: '' });
    },
    startAgain: async (copy) => {
      target = shown === 0 ? 1 : 0;
      await empty(target);
      await copies[target].save(copy);
    },
    reset: async () => {
      for (const place of PLACES) await empty(place);
      show(undefined);
      target = 0;
    },
    leave: async () => {
      isLeft = true;
      channel.close();
      show(undefined);
      await Promise.allSettled(PLACES.map((place) => copies[place].db.destroy()));
    },
  };
};
