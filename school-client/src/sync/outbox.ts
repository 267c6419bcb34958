import { Upward } from '@hocba/shared/documents/upward';
import type { UpwardId } from '@hocba/shared/record/entry';
import type { DatabaseName, DeviceId } from '@hocba/shared/school/identifiers';
import { Value } from 'typebox/value';
import { underLock } from './lock.ts';
import { type LocalDatabase, openLocal } from './pouch.ts';

/** An upward document with the revision it was stored under; always of generation 1. */
export type Stored = Upward & { readonly _rev: string };

/** What people sealed on this device for one school year: append-only, never changed, never deleted. */
export interface Outbox {
  readonly name: string;
  readonly db: LocalDatabase<Upward>;
  readonly dev: DeviceId;
  /** In the order of their numbers. */
  list(): readonly Stored[];
  /** Reads what other tabs appended. */
  refresh(): Promise<void>;
  /**
   * Appends the document `make` gives for the next number, unless its id is there already. The number is part of the
   * document and the next one follows from those stored, so neither a crash nor a second tab leaves a gap.
   * Throws when the document does not fit its schema.
   */
  append(id: UpwardId, make: (n: number) => Upward): Promise<void>;
}

/** A stored document as its schema knows it. */
export const upwardOf = ({ _rev, ...document }: Stored): Upward => document;

/** Opens this device's outbox of a school year. */
export const openOutbox = async (database: DatabaseName, dev: DeviceId): Promise<Outbox> => {
  const name = `outbox-${database}-${dev}`;
  // Should the browser clear the database and not this, then numbers go on and none is given twice.
  const floorKey = `hocba.n.${database}`;
  const db = openLocal<Upward>(name);
  let seq = 0;
  let stored: readonly Stored[] = [];

  const refresh = async (): Promise<void> => {
    const changes = await db.changesSince(seq);
    seq = Math.max(seq, changes.seq);
    const known = new Set(stored.map(({ _id }) => _id));
    const fresh = (changes.docs as readonly Stored[]).filter(({ _id }) => !known.has(_id));
    if (fresh.length > 0) stored = [...stored, ...fresh].sort((a, b) => a.n - b.n);
  };

  const append = (id: UpwardId, make: (n: number) => Upward): Promise<void> =>
    underLock(`hocba-${name}`, async () => {
      await refresh();
      if (stored.some(({ _id }) => _id === id)) return;
      const n = Math.max(stored.at(-1)?.n ?? 0, Number(localStorage.getItem(floorKey) ?? 0)) + 1;
      const document = make(n);
      if (document._id !== id || document.n !== n || !Value.Check(Upward, document)) {
        throw new TypeError(`${document.kind} document does not fit its schema`);
      }
      await db.put(document);
      localStorage.setItem(floorKey, String(n));
      await refresh();
    });

  await refresh();
  return { name, db, dev, list: () => stored, refresh, append };
};
