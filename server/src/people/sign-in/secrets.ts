import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Type } from 'typebox';
import { Value } from 'typebox/value';

const Key = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
const SecretsFile = Type.Object({ jwt: Key, pepper: Key, chain: Key }, { additionalProperties: false });
const PartOfSecrets = Type.Partial(SecretsFile, { additionalProperties: false });

/**
 * What sessions, one-time codes and the chains hang on; never in the database: a stolen database alone opens nothing, and
 * an administrator of the database alone cannot rewrite what people did.
 */
export interface Secrets {
  /** Signs access tokens and derives refresh tokens, 32 bytes. */
  readonly jwt: Buffer;
  /** Key of the HMAC over guardians' codes, 32 bytes. */
  readonly pepper: Buffer;
  /** Key of the HMACs that chain the audit and the submission log, 32 bytes. */
  readonly chain: Buffer;
}

const NAMES = ['jwt', 'pepper', 'chain'] as const;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** SESSION_KEY_FILE cannot be used; the message says what to do and shows nothing of it. */
export class SecretsError extends Error {}

const WRONG = 'The session key file does not hold three keys of 32 bytes';

const CHAIN_COMES_BACK = '; a chain key that the database is under already comes back from its backup alone';

/** The words for a file that lacks these keys. A new chain key opens no database that is under another one. */
const lacks = (names: readonly string[]): string => {
  const chain = names.includes('chain') ? CHAIN_COMES_BACK : '';
  return `The session key file lacks ${names.join(', ')} of its three keys of 32 bytes; "hocba keys create --missing" makes what is missing${chain}`;
};

/** A secrets file with a new key in each place that has none, and the names of the new keys. Throws on any other text. */
export const completeSecrets = (text = '{}'): { readonly text: string; readonly made: readonly string[] } => {
  const file = parse(text);
  if (!Value.Check(PartOfSecrets, file)) throw new SecretsError(WRONG);
  const made = NAMES.filter((name) => file[name] === undefined);
  const whole = NAMES.map((name) => [name, file[name] ?? randomBytes(32).toString('base64url')]);
  return { text: `${JSON.stringify(Object.fromEntries(whole), null, 2)}\n`, made };
};

/** The text of a new secrets file. */
export const createSecrets = (): string => completeSecrets().text;

/** Secrets from the text of a file; throws without showing any of it. */
export const parseSecrets = (text: string): Secrets => {
  const file = parse(text);
  if (!Value.Check(SecretsFile, file)) {
    if (!Value.Check(PartOfSecrets, file)) throw new SecretsError(WRONG);
    throw new SecretsError(lacks(NAMES.filter((name) => file[name] === undefined)));
  }
  const { jwt, pepper, chain } = file;
  return {
    jwt: Buffer.from(jwt, 'base64url'),
    pepper: Buffer.from(pepper, 'base64url'),
    chain: Buffer.from(chain, 'base64url'),
  };
};

/** Reads SESSION_KEY_FILE; throws when it is missing, because a key made silently would end every session. */
export const readSecrets = (path: string): Secrets => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new SecretsError(
      `The session key file ${path} cannot be read; "hocba keys create" makes the first one, and server/OPERATING.md, "Backup", says how to replace a lost one`,
    );
  }
  return parseSecrets(text);
};
