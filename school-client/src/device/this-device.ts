import { openLocal } from './database/pouch.ts';
import { type Device, type DeviceDoc, openDevice } from './device.ts';

let device: Promise<Device> | undefined;

/** This installation's identity, opened once; what failed is tried again. */
export const thisDevice = (): Promise<Device> => {
  device ??= openDevice(openLocal<DeviceDoc>('device')).catch((error: unknown) => {
    device = undefined;
    throw error;
  });
  return device;
};
