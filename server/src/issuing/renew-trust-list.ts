import {
  EcPublicKey,
  kidOf,
  parseTrustList,
  type TrustList,
  type TrustListPayload,
} from '@hocba/shared/credential/trust-list';
import { Refused } from '@hocba/shared/credential/verdict';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { type CryptoKey, calculateJwkThumbprint, importJWK } from 'jose';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { createKey, signingKeyText, validityOf } from './create-keys.ts';
import { expiryOf, signTrustList } from './trust-list-text.ts';

const closed = { additionalProperties: false };

const RootKeyFile = Type.Object(
  {
    v: Type.Literal(1),
    thumbprint: Type.String({ maxLength: 43 }),
    jwk: Type.Object(
      { ...EcPublicKey.properties, d: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }) },
      closed,
    ),
  },
  closed,
);

const parseRootKey = (text: string): Static<typeof RootKeyFile> => {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    file = undefined;
  }
  if (!Value.Check(RootKeyFile, file)) {
    throw new RegistryError('KEY_MISSING', 'the root key file does not hold one private P-256 key');
  }
  return file;
};

const openList = async (text: string): Promise<TrustList> => {
  try {
    return await parseTrustList(text.trim());
  } catch (error) {
    throw error instanceof Refused ? new RegistryError('KEY_MISSING', `trust list: ${error.code}`) : error;
  }
};

/** A trust list to put in the place of the one before it. */
export interface RenewedList {
  readonly trustList: string;
  readonly sequence: number;
  readonly expires: Instant;
  readonly rootThumbprint: string;
  /** Of a new signing key, when one was asked for: SIGNING_KEY_FILE. */
  readonly signingKeys?: string;
}

/** A new key beside the old ones: what those signed is verified by them for decades. */
const addKey = async (iss: string, now: Instant) => {
  const signing = await createKey();
  const kid = kidOf(iss, signing.thumbprint);
  const validity = validityOf(now, false);
  const trusted = { kid, jwk: signing.publicJwk, use: 'record', ...validity, status: 'active' } as const;
  return { keys: [trusted], signingKeys: signingKeyText(kid, signing) };
};

/**
 * Signs an issuer's trust list anew: the same keys, the next sequence, a later expiry; with `newSigningKey` also a
 * key more. Throws KEY_MISSING when the root key is another one than signed the list, and when the clock stands before the
 * list.
 */
export const renewTrustList = async (given: {
  readonly trustList: string;
  readonly rootKey: string;
  readonly newSigningKey: boolean;
  readonly now: Instant;
}): Promise<RenewedList> => {
  const [{ payload: before, rootThumbprint }, { jwk }] = [
    await openList(given.trustList),
    parseRootKey(given.rootKey),
  ];
  const { kty, crv, x, y } = jwk;
  if ((await calculateJwkThumbprint({ kty, crv, x, y })) !== rootThumbprint) {
    throw new RegistryError(
      'KEY_MISSING',
      `the trust list is of the root ${rootThumbprint}, not of this key`,
    );
  }
  const iat = Math.floor(Date.parse(given.now) / 1000);
  if (iat < before.iat) throw new RegistryError('KEY_MISSING', 'the clock stands before the trust list');
  const added = given.newSigningKey ? await addKey(before.iss, given.now) : { keys: [] };
  const keys = [...before.keys, ...added.keys];
  const exp = expiryOf(iat, { ...before, keys });
  const payload: TrustListPayload = { ...before, sequence: before.sequence + 1, iat, exp, keys };
  const privateKey = (await importJWK({ ...jwk }, 'ES256')) as CryptoKey;
  const trustList = await signTrustList(payload, { privateKey, thumbprint: rootThumbprint });
  const expires = new Date(exp * 1000).toISOString() as Instant;
  const { keys: _, ...files } = added;
  return { trustList, sequence: payload.sequence, expires, rootThumbprint, ...files };
};
