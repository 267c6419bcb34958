import { Upward } from '@hocba/shared/documents/upward';
import type { UpwardId } from '@hocba/shared/record/entry';
import type { DatabaseName, DeviceId } from '@hocba/shared/school/identifiers';
import { Value } from 'typebox/value';
import type { Device } from './device.ts';
import { underLock } from './lock.ts';
import { type LocalDatabase, openLocal } from './pouch.ts';

/** An upward document with the revision it was stored under; always of generation 1. */
export type Stored = Upward & { readonly _rev: string };

/** What people sealed on this device for one school year: append-only, never changed, never deleted. */
export interface Outbox {
  readonly name: string;
  readonly db: LocalDatabase<Upward>;
  readonly device: Device;
  /** In the order in which they were appended; those of one device id in the order of their numbers. */
  list(): readonly Stored[];
  /** Reads what other tabs appended. */
  refresh(): Promise<void>;
  /**
   * Appends the document `make` gives for the next number of the device id it is told, unless its id is there already.
   * The number is part of the document and the next one follows from those stored, so neither a crash nor a second tab
   * leaves a gap. Throws when the document does not fit its schema.
   */
  append(id: UpwardId, make: (n: number, dev: DeviceId) => Upward): Promise<void>;
}

/** A stored document as its schema knows it. */
export const upwardOf = ({ _rev, ...document }: Stored): Upward => document;

/** The highest number of a device id known elsewhere: should only the outbox be lost, none is given twice. */
export type Floor = (dev: DeviceId) => Promise<number>;

/** Opens this device's outbox of a school year. */
export const openOutbox = async (database: DatabaseName, device: Device, floor: Floor): Promise<Outbox> => {
  const name = `outbox-${database}-${device.home}`;
  const db = openLocal<Upward>(name);
  let seq = 0;
  let stored: readonly Stored[] = [];

  const refresh = async (): Promise<void> => {
    const changes = await db.changesSince(seq);
    seq = Math.max(seq, changes.seq);
    const known = new Set(stored.map(({ _id }) => _id));
    const fresh = (changes.docs as readonly Stored[]).filter(({ _id }) => !known.has(_id));
    if (fresh.length > 0) stored = [...stored, ...fresh];
  };
  const lastOf = async (dev: DeviceId): Promise<number> => {
    const keptFor = Number(localStorage.getItem(`hocba.n.${database}.${dev}`) ?? 0);
    const own = stored.findLast((document) => document.dev === dev)?.n;
    return Math.max(own ?? (await floor(dev)), keptFor);
  };

  const append: Outbox['append'] = (id, make) =>
    underLock(`hocba-${name}`, async () => {
      await refresh();
      if (stored.some(({ _id }) => _id === id)) return;
      const dev = await device.current();
      const n = (await lastOf(dev)) + 1;
      const document = make(n, dev);
      if (document._id !== id || document.n !== n || document.dev !== dev || !Value.Check(Upward, document)) {
        throw new TypeError(`${document.kind} document does not fit its schema`);
      }
      await db.put(document);
      localStorage.setItem(`hocba.n.${database}.${dev}`, String(n));
      await refresh();
    });

  await refresh();
  return { name, db, device, list: () => stored, refresh, append };
};
