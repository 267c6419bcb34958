import type { Db, Write } from '../engine/db.ts';
import { deleteRows, findRow, replaceRows } from '../engine/rows.ts';

/** Whether an account has signed in before in a browser. */
export const isKnownDevice = async (db: Db, account: string, device: string): Promise<boolean> =>
  (await findRow(db, 'known_device', { account, device })) !== undefined;

/** Notes that an account signed in in a browser. */
export const knowDevice = (account: string, device: string, at: string): Write[] =>
  replaceRows('known_device', { account, device }, [{ account, device, last_at: at }]);

/** Forgets all browsers of an account. */
export const forgetDevicesOf = (account: string): Write => deleteRows('known_device', { account });
