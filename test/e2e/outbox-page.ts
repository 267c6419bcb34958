/* A page with nothing but an outbox: what tabs do to its databases is tried in a real browser. */
import type { Entry } from '@hocba/shared/record/entry';
import type { DatabaseName, DeviceId, UpwardId } from '@hocba/shared/school/identifiers';
import type { Device } from '../../school-client/src/device/device.ts';
import { createLocks } from '../../school-client/src/device/lock.ts';
import { type Outbox, openOutbox } from '../../school-client/src/sync/up/outbox.ts';
import { listGenerations } from '../../school-client/src/sync/up/volumes.ts';

const DEV = 'd000000000001' as DeviceId;
const DATABASE = '08000101-2026-2027' as DatabaseName;
const DEVICE: Device = {
  locks: createLocks(),
  home: DEV,
  current: async () => DEV,
  renew: async () => undefined,
};

/** The registry holds every document whose id a test ends so. */
const isHeld = (id: string): boolean => id.endsWith('H');
const known = {
  floor: async () => 0,
  mayLeave: async () => (document: { _id: string }) => isHeld(document._id),
};

let outbox: Outbox | undefined;

/** The functions of a tab that a test may call. */
export const tab = {
  open: async (): Promise<void> => {
    outbox = await openOutbox(DATABASE, DEVICE, known);
  },
  append: async (id: string): Promise<void> => {
    const entry = { _id: id, v: 1, kind: 'entry', dev: DEV, by: 'toan.8a1', sheet: '8A1:toan:hk1' };
    const rest = { at: '2026-10-01T02:00:00.000Z', cells: [['s000000000001', 'tx1', 85, null]] };
    await outbox?.append(id as UpwardId, (n) => ({ ...entry, ...rest, n }) as unknown as Entry);
  },
  rotate: async (): Promise<void> => outbox?.rotate(({ _id }) => isHeld(_id)),
  ids: async (): Promise<string[]> => {
    await outbox?.refresh();
    return (outbox?.list() ?? []).map(({ _id }) => _id);
  },
  numbers: async (): Promise<number[]> => (outbox?.list() ?? []).map(({ n }) => n),
  generations: (): Promise<number[]> => listGenerations(`outbox-${DATABASE}-${DEV}`),
};

Object.assign(globalThis, { tab });
