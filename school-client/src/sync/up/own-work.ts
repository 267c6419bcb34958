import type { DatabaseName } from '@hocba/shared/school/identifiers';
import type { Device } from '../../device/device.ts';
import type { ThisDevice } from '../../device/this-device.ts';
import { isAcked, type LedgerFile, openLedger } from './ledger.ts';
import { type Known, type Outbox, openOutbox } from './outbox.ts';

/** Documents of people on this device in a school year, and the registry's answers to them. */
export interface OwnWork {
  readonly outbox: Outbox;
  readonly ledger: LedgerFile;
}

/**
 * How old a document is, by the clock that wrote it, before it may leave although the registry holds it: a registry that was restored from a
 * backup of the last month gets from its devices what the backup lacks.
 */
export const RESTORABLE_MS = 30 * 24 * 60 * 60 * 1000;

/** Opens the work of everybody on this device in a school year. */
export const openOwnWork = async (device: Device, database: DatabaseName): Promise<OwnWork> => {
  const ledger = openLedger(device.locks, database, device.home);
  const known: Known = {
    floor: async (dev) => (await ledger.load()).acks.get(dev)?.upTo ?? 0,
    mayLeave: async () => {
      const kept = await ledger.load();
      const before = Date.now() - RESTORABLE_MS;
      return (document) => isAcked(kept, document) && Date.parse(document.at) < before;
    },
  };
  return { ledger, outbox: await openOutbox(database, device, known) };
};

/** The own work of the school years that were asked for since the page was opened. */
export interface OwnWorks {
  readonly thisDevice: ThisDevice;
  /** Opened once, because it is looked at after every run; what failed is tried again. */
  of(database: DatabaseName): Promise<OwnWork>;
}

/** Makes the way to the own work of any school year on this device. */
export const createOwnWorks = (thisDevice: ThisDevice): OwnWorks => {
  const opened = new Map<DatabaseName, Promise<OwnWork>>();
  return {
    thisDevice,
    of: (database) => {
      const work = opened.get(database) ?? thisDevice().then((device) => openOwnWork(device, database));
      opened.set(database, work);
      work.catch(() => opened.delete(database));
      return work;
    },
  };
};
