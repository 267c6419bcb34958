import type { DatabaseName } from '@hocba/shared/school/identifiers';
import { type LedgerFile, openLedger } from './ledger.ts';
import { type Floor, type Outbox, openOutbox } from './outbox.ts';
import { thisDevice } from './this-device.ts';

/** What people did on this device in a school year, and what the registry has said about it. */
export interface OwnWork {
  readonly outbox: Outbox;
  readonly ledger: LedgerFile;
}

/** Opens the work of everybody on this device in a school year. */
export const openOwnWork = async (database: DatabaseName): Promise<OwnWork> => {
  const device = await thisDevice();
  const ledger = openLedger(database, device.home);
  const floor: Floor = async (dev) => (await ledger.load()).acks.get(dev)?.upTo ?? 0;
  return { ledger, outbox: await openOutbox(database, device, floor) };
};
