import { DeviceId, parseIdentifier } from '@hocba/shared/school/identifiers';
import type { Doc, LocalDatabase } from './database/pouch.ts';
import type { Locks } from './lock.ts';

const HOME_KEY = 'hocba.device';
const NOW_KEY = 'hocba.device.now';
const DOC = 'device';
const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** The installation's own document. */
export interface DeviceDoc extends Doc {
  readonly device: string;
  /** The first id of this installation, when it has taken another since. */
  readonly home?: string;
}

/** The identity of this installation. */
export interface Device {
  /** The locks under which its databases are written. */
  readonly locks: Locks;
  /** Its first id: databases are named by it, and keep their names. */
  readonly home: DeviceId;
  /** The id that new documents carry, read from the disk: another tab may have taken a new one. */
  current(): Promise<DeviceId>;
  /** Takes a new id in the place of one that another computer has too; does nothing when that is past already. */
  renew(doubled: DeviceId): Promise<void>;
}

/** A new random device id; bytes from 252 up are drawn again, because they would favour the first letters. */
export const createDeviceId = (): DeviceId => {
  let id = 'd';
  while (id.length < 13) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 252) id += ALPHABET[byte % 36];
  }
  return id as DeviceId;
};

interface Ids {
  readonly home: DeviceId;
  readonly now: DeviceId;
}

const kept = (key: string): DeviceId | undefined => parseIdentifier(DeviceId, localStorage.getItem(key));

/**
 * The ids of this installation, kept in two places because a browser may clear either. The database wins, because the
 * outbox with this device's numbers lies beside it; when only the other place is left, `outbox.ts` goes on with the
 * numbers kept there.
 */
const readIds = async (db: LocalDatabase<DeviceDoc>): Promise<Ids> => {
  const stored = await db.find(DOC);
  const now = parseIdentifier(DeviceId, stored?.device);
  if (now !== undefined) return { home: parseIdentifier(DeviceId, stored?.home) ?? now, now };
  const home = kept(HOME_KEY) ?? createDeviceId();
  return { home, now: kept(NOW_KEY) ?? home };
};

const writeIds = async (db: LocalDatabase<DeviceDoc>, { home, now }: Ids): Promise<void> => {
  localStorage.setItem(HOME_KEY, home);
  localStorage.setItem(NOW_KEY, now);
  const old = await db.find(DOC);
  if (old?.device !== now) {
    const rev = old?._rev === undefined ? {} : { _rev: old._rev };
    await db.put({ _id: DOC, device: now, ...(home === now ? {} : { home }), ...rev });
  }
};

/** Opens the identity of this installation; makes one when there is none. */
export const openDevice = async (db: LocalDatabase<DeviceDoc>, locks: Locks): Promise<Device> => {
  const locked = <T>(work: () => Promise<T>) => locks.underLock('hocba-device', work);
  const first = await locked(async () => {
    const ids = await readIds(db);
    await writeIds(db, ids);
    return ids;
  });
  const { home } = first;
  let last = first.now;
  const current = async (): Promise<DeviceId> => {
    // A mark is saved also when this little database is gone from under the page.
    last = await readIds(db).then(
      ({ now }) => now,
      () => last,
    );
    return last;
  };
  return {
    locks,
    home,
    current,
    renew: (doubled) =>
      locked(async () => {
        if ((await current()) !== doubled) return;
        last = createDeviceId();
        await writeIds(db, { home, now: last });
      }),
  };
};
