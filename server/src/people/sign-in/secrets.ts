import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

const Key = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
const SecretsFile = Type.Object({ jwt: Key, pepper: Key }, { additionalProperties: false });

/** What sessions and one-time codes hang on; never in the database, so that a stolen database alone opens nothing. */
export interface Secrets {
  /** Signs access tokens and derives refresh tokens, 32 bytes. */
  readonly jwt: Buffer;
  /** Key of the HMAC over guardians' codes, 32 bytes. */
  readonly pepper: Buffer;
}

/** The text of a new secrets file. */
export const createSecrets = (): string => {
  const file: Static<typeof SecretsFile> = {
    jwt: randomBytes(32).toString('base64url'),
    pepper: randomBytes(32).toString('base64url'),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
};

/** Secrets from the text of a file; throws without showing any of it. */
export const parseSecrets = (text: string): Secrets => {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    file = undefined;
  }
  if (!Value.Check(SecretsFile, file))
    throw new Error('The session key file does not hold two keys of 32 bytes');
  return { jwt: Buffer.from(file.jwt, 'base64url'), pepper: Buffer.from(file.pepper, 'base64url') };
};

/** Reads SESSION_KEY_FILE; throws when it is missing, because a key made silently would end every session. */
export const readSecrets = (path: string): Secrets => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new Error(
      `The session key file ${path} cannot be read; "hocba keys create" makes the first one, and server/OPERATING.md, "Backup", says how to replace a lost one`,
    );
  }
  return parseSecrets(text);
};
