import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** The HMAC-SHA-256 of a text under the chain key, which the database does not hold; hexadecimal. */
export type Mac = (text: string) => string;

/** The MAC under a key that is read when the first text needs it: a command that fails before needs no key. */
export const chainMac = (readKey: () => Buffer): Mac => {
  let key: KeyObject | undefined;
  return (text) => {
    key ??= createSecretKey(readKey());
    return createHmac('sha256', key).update(text).digest('hex');
  };
};
