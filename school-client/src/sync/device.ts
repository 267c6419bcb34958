import { DeviceId, parseIdentifier } from '@hocba/shared/school/identifiers';
import type { Doc, LocalDatabase } from './pouch.ts';

const KEY = 'hocba.device';
const DOC = 'device';
const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** The installation's own document. */
export interface DeviceDoc extends Doc {
  readonly device: string;
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

/**
 * The id of this installation, kept in two places because a browser may clear either. The database wins, because the
 * outbox with this device's numbers lies beside it; when only the other place is left, `outbox.ts` goes on with the
 * numbers kept there.
 */
export const getDeviceId = async (db: LocalDatabase<DeviceDoc>): Promise<DeviceId> => {
  const stored = parseIdentifier(DeviceId, (await db.find(DOC))?.device);
  const id = stored ?? parseIdentifier(DeviceId, localStorage.getItem(KEY)) ?? createDeviceId();
  if (stored === undefined) await db.put({ _id: DOC, device: id });
  localStorage.setItem(KEY, id);
  return id;
};
