import type { AccountName } from '@hocba/shared/school/identifiers';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { drop, find, keepInDatabase } from '../../device/kept/kept.ts';

/*
 * A device that has not reached the registry for long asks for the password, and in a school without a network the
 * device alone can say whether it is right. It keeps two bytes of a slow hash for that. Two bytes let one wrong
 * password in 65,536 pass, which is enough against a person at the keyboard, who is held up after five tries; and they
 * leave so many passwords possible that a thief of the disk, who can try at any speed, does not learn the right one
 * from them and still has to ask the registry, which counts.
 */

/** Half a second to a second of a school's computer. */
const ROUNDS = 1_000_000;
const BYTES = 2;
const KEY = 'hocba.check';

const Check = Type.Object({
  account: Type.String(),
  salt: Type.Array(Type.Integer(), { minItems: 16, maxItems: 16 }),
  rounds: Type.Integer({ minimum: 1 }),
  mark: Type.Array(Type.Integer(), { minItems: BYTES, maxItems: BYTES }),
});
type Check = Static<typeof Check>;

/** The password as the registry takes it: one typed on another keyboard has the bytes of the first. */
const bytesOf = (password: string) => new TextEncoder().encode(password.normalize('NFC'));

const markOf = async (password: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<number[]> => {
  const key = await crypto.subtle.importKey('raw', bytesOf(password), 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  const bits = await crypto.subtle.deriveBits(parameters, key, 256);
  return [...new Uint8Array(bits)].slice(0, BYTES);
};

/** Keeps what a password can be checked with on this device. Never rejects: without it only the registry can check. */
export const keepCheck = async (account: AccountName, password: string, rounds = ROUNDS): Promise<void> => {
  try {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const mark = await markOf(password, salt, rounds);
    await keepInDatabase(KEY, { account, salt: [...salt], rounds, mark } satisfies Check);
  } catch {
    await drop(KEY);
  }
};

/** Forgets it. Never rejects. */
export const forgetCheck = (): Promise<void> => drop(KEY);

/** Whether a password is the account's, as this device knows it; undefined when it cannot tell. */
export const checkPassword = async (account: AccountName, password: string): Promise<boolean | undefined> => {
  const kept = await find(KEY);
  if (!Value.Check(Check, kept) || kept.account !== account) return undefined;
  try {
    const mark = await markOf(password, new Uint8Array(kept.salt), kept.rounds);
    return mark.every((byte, at) => byte === kept.mark[at]);
  } catch {
    return undefined;
  }
};
