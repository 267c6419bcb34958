import { createHmac, createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { calculateJwkThumbprint } from 'jose';

/** A key of the committed test keys: for vectors only, its private half is public. */
export interface TestKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly d: string;
}

export type KeyName = 'root' | 'otherRoot' | 'active' | 'retired' | 'compromised' | 'unlisted';

const keys = JSON.parse(readFileSync(new URL('test-keys.json', import.meta.url), 'utf8')) as {
  keys: Record<KeyName, TestKey>;
};

export const testKey = (name: KeyName): TestKey => keys.keys[name];
export const publicHalf = ({ kty, crv, x, y }: TestKey) => ({ kty, crv, x, y });
export const thumbprintOf = (name: KeyName): Promise<string> =>
  calculateJwkThumbprint(publicHalf(testKey(name)));

const privateKey = (name: KeyName): KeyObject =>
  createPrivateKey({ key: { ...testKey(name) }, format: 'jwk' });

export const encode = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString('base64url');

export type Encoding = 'ieee-p1363' | 'der';

/** Signs whatever it is given, however wrong: header and payload are taken as they are. */
export const signRaw = (
  header: string | Uint8Array,
  payload: string | Uint8Array,
  key: KeyName,
  dsaEncoding: Encoding = 'ieee-p1363',
): string => {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${encode(sign('sha256', Buffer.from(input), { key: privateKey(key), dsaEncoding }))}`;
};

/** The confusion of a public key with a shared secret: a MAC keyed with the public key's own text. */
export const macRaw = (header: string, payload: string, hash: string, key: KeyName): string => {
  const input = `${encode(header)}.${encode(payload)}`;
  const secret = JSON.stringify(publicHalf(testKey(key)));
  return `${input}.${encode(createHmac(hash, secret).update(input).digest())}`;
};

/** The same signed text under another signature of the given bytes. */
export const withSignature = (token: string, signature: Uint8Array): string =>
  `${token.split('.').slice(0, 2).join('.')}.${encode(signature)}`;

export const signatureOf = (token: string): Buffer => Buffer.from(token.split('.')[2] ?? '', 'base64url');
