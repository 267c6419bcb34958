import { Upward } from '@hocba/shared/documents/upward';
import type { DatabaseName, DeviceId, UpwardId } from '@hocba/shared/school/identifiers';
import { Value } from 'typebox/value';
import type { LocalDatabase } from '../../device/database/pouch.ts';
import type { Device } from '../../device/device.ts';
import { leaveTrace } from '../../device/traces.ts';
import { fillNext, listGenerations, openCurrent, type Volume } from './volumes.ts';

/** An upward document with the revision it was stored under; always of generation 1. */
export type Stored = Upward & { readonly _rev: string };

/** Documents that people sealed on this device for one school year: append-only, never changed. */
export interface Outbox {
  /** The name of `db`. */
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
  /**
   * Goes over to a fresh database without the documents that leave, and destroys the old one. Whatever else happens, a
   * document that stays is in one of them. Does nothing where tabs cannot keep out of each other's way.
   */
  rotate(leaves: (document: Stored) => boolean): Promise<void>;
}

/** A stored document as its schema knows it. */
export const upwardOf = ({ _rev, ...document }: Stored): Upward => document;

/** One device id after the other, as this device took them, each by its numbers: the order of appending. */
const inOrder = (documents: readonly Stored[]): readonly Stored[] => {
  const devices = [...new Set(documents.map(({ dev }) => dev))];
  return devices.flatMap((dev) => documents.filter((d) => d.dev === dev).sort((a, b) => a.n - b.n));
};

/** Knowledge about documents that lies beside the outbox. */
export interface Known {
  /** The highest number of a device id: should only the outbox be lost, none is given twice. */
  readonly floor: (dev: DeviceId) => Promise<number>;
  /** Which documents nobody would miss that a tab left behind when it died. */
  readonly mayLeave: () => Promise<(document: Upward) => boolean>;
}

/** Opens this device's outbox of a school year. */
export const openOutbox = async (database: DatabaseName, device: Device, known: Known): Promise<Outbox> => {
  const base = `outbox-${database}-${device.home}`;
  const locked = <T>(work: () => Promise<T>) => device.locks.underLock(`hocba-${base}`, work);
  const channel = new BroadcastChannel(`hocba-${base}`);
  let volume: Volume = await locked(() => openCurrent(base, known.mayLeave));
  let isSuperseded = false;
  let seq = 0;
  let stored: readonly Stored[] = [];
  channel.onmessage = () => {
    isSuperseded = true;
  };

  /** A tab that slept while another rotated must not write where nobody reads. Under the lock. */
  const follow = async (): Promise<void> => {
    const newest = Math.max(volume.generation, ...(await listGenerations(base)));
    isSuperseded = false;
    if (newest === volume.generation) return;
    volume = await openCurrent(base, known.mayLeave);
    seq = 0;
  };
  const read = async (): Promise<void> => {
    const changes = await volume.db.changesSince(seq);
    seq = Math.max(seq, changes.seq);
    const ids = new Set(stored.map(({ _id }) => _id));
    const fresh = (changes.docs as readonly Stored[]).filter(({ _id }) => !ids.has(_id));
    if (fresh.length > 0) stored = inOrder([...stored, ...fresh]);
  };
  const refresh = async (): Promise<void> => {
    if (isSuperseded) await locked(follow);
    await read();
  };
  const lastOf = async (dev: DeviceId): Promise<number> => {
    const keptFor = Number(localStorage.getItem(`hocba.n.${database}.${dev}`) ?? 0);
    const own = stored.findLast((document) => document.dev === dev)?.n ?? 0;
    return Math.max(own, keptFor, await known.floor(dev));
  };

  const append: Outbox['append'] = (id, make) =>
    locked(async () => {
      await follow();
      await read();
      if (stored.some(({ _id }) => _id === id)) return;
      const dev = await device.current();
      const n = (await lastOf(dev)) + 1;
      const document = make(n, dev);
      const isExpected = document._id === id && document.n === n && document.dev === dev;
      if (!isExpected || !Value.Check(Upward, document)) {
        throw new TypeError(`${document.kind} document does not fit its schema`);
      }
      await volume.db.put(document);
      localStorage.setItem(`hocba.n.${database}.${dev}`, String(n));
      leaveTrace({ database, id, by: document.by, dev });
      await read();
    });

  const rotate: Outbox['rotate'] = async (leaves) => {
    // Without locks another tab could be writing; without a list a volume of a later generation would not be found.
    if (globalThis.navigator?.locks === undefined || indexedDB.databases === undefined) return;
    await locked(async () => {
      await follow();
      await read();
      const before = volume;
      const stay = stored.filter((document) => !leaves(document));
      volume = await fillNext(base, before, stay);
      seq = 0;
      stored = stay;
      await before.db.destroy();
      channel.postMessage('rotated');
    });
  };

  await refresh();
  return {
    get name() {
      return volume.name;
    },
    get db() {
      return volume.db;
    },
    device,
    list: () => stored,
    refresh,
    append,
    rotate,
  };
};
