import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/**
 * What a MAC is for: a row of the log or of the audit, the chain of a log, the key itself, an event of a dossier, a
 * guardian's link to a pupil, its restriction or share, or something that an act of the audit tells of. The MAC of a name that somebody chose is never
 * the MAC of a row.
 */
export type MacPurpose =
  | 'submission'
  | 'log'
  | 'audit'
  | 'key'
  | 'dossier'
  | 'guardian-link'
  | 'guardian-restriction'
  | 'guardian-share'
  | 'promise'
  | 'told';

/** The HMAC-SHA-256 of purpose and text under the chain key, which the database does not hold; hexadecimal. */
export type Mac = (purpose: MacPurpose, text: string) => string;

/** The MAC under a key that is read when the first text needs it: a command that fails before needs no key. */
export const chainMac = (readKey: () => Buffer): Mac => {
  let key: KeyObject | undefined;
  return (purpose, text) => {
    key ??= createSecretKey(readKey());
    return createHmac('sha256', key).update(`${purpose}\n`).update(text).digest('hex');
  };
};
