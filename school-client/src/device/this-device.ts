import { openLocal } from './database/pouch.ts';
import { type Device, type DeviceDoc, openDevice } from './device.ts';
import type { Locks } from './lock.ts';

/** Gives this installation's identity; it is opened once, and what failed is tried again. */
export type ThisDevice = () => Promise<Device>;

/** Makes the way to this installation's identity. */
export const createThisDevice = (locks: Locks): ThisDevice => {
  let device: Promise<Device> | undefined;
  return () => {
    device ??= openDevice(openLocal<DeviceDoc>('device'), locks).catch((error: unknown) => {
      device = undefined;
      throw error;
    });
    return device;
  };
};
