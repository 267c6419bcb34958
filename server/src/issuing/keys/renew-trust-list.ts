import type { TrustListPayload } from '@hocba/shared/credential/trust/trust-list';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { type CryptoKey, calculateJwkThumbprint, importJWK } from 'jose';
import { Type } from 'typebox';
import { createSigningKey } from './create-keys.ts';
import { PrivateKey, parseKeyFile, parseTrustListFile } from './key-files.ts';
import { expiryOf, signTrustList } from './trust-list-text.ts';

const RootKeyFile = Type.Object(
  { v: Type.Literal(1), thumbprint: Type.String({ maxLength: 43 }), jwk: PrivateKey },
  { additionalProperties: false },
);

/** A trust list to put in the place of the one before it. */
export interface RenewedList {
  readonly trustList: string;
  readonly sequence: number;
  readonly expires: Instant;
  readonly rootThumbprint: string;
  /** Of a new signing key, when one was asked for: SIGNING_KEY_FILE. */
  readonly signingKeys?: string;
}

/** A new key signs nothing of a time before the first key of its issuer. */
const optionsOf = (
  { iss, keys }: TrustListPayload,
  { from, now }: { readonly from?: Instant | undefined; readonly now: Instant },
) => {
  const first = keys.map(({ notBefore }) => notBefore).sort()[0] ?? now;
  if (from !== undefined && (from < first || from > now)) {
    throw new RegistryError(
      'KEY_MISSING',
      `a new signing key can be valid from ${first} on, and from no later than now`,
    );
  }
  return { issuer: iss, demo: false, now, ...(from === undefined ? {} : { from }) };
};

/**
 * Signs an issuer's trust list anew: the same keys, the next sequence, a later expiry. With `newSigningKey`
 * a new key stands beside the old ones, which go on verifying what they signed. Throws KEY_MISSING when the root key is
 * another one than signed the list, and when the clock stands before the list.
 */
export const renewTrustList = async (given: {
  readonly trustList: string;
  readonly rootKey: string;
  readonly newSigningKey: boolean;
  /** The time from which on the new key is valid, when it is to sign records that became final before it was made. */
  readonly from?: Instant | undefined;
  readonly now: Instant;
}): Promise<RenewedList> => {
  const { payload: before, rootThumbprint } = await parseTrustListFile(given.trustList);
  const { jwk } = parseKeyFile(RootKeyFile, given.rootKey, 'root key');
  const { kty, crv, x, y } = jwk;
  if ((await calculateJwkThumbprint({ kty, crv, x, y })) !== rootThumbprint) {
    throw new RegistryError(
      'KEY_MISSING',
      `the trust list is of the root ${rootThumbprint}, not of this key`,
    );
  }
  const iat = Math.floor(Date.parse(given.now) / 1000);
  if (iat < before.iat) throw new RegistryError('KEY_MISSING', 'the clock stands before the trust list');
  const added = given.newSigningKey ? await createSigningKey(optionsOf(before, given)) : undefined;
  const keys = added === undefined ? before.keys : [...before.keys, added.trusted];
  const exp = expiryOf(iat, { ...before, keys });
  const payload: TrustListPayload = { ...before, sequence: before.sequence + 1, iat, exp, keys };
  const privateKey = (await importJWK({ ...jwk }, 'ES256')) as CryptoKey;
  const trustList = await signTrustList(payload, { privateKey, thumbprint: rootThumbprint });
  const expires = new Date(exp * 1000).toISOString() as Instant;
  const renewed = { trustList, sequence: payload.sequence, expires, rootThumbprint };
  return added === undefined ? renewed : { ...renewed, signingKeys: added.signingKeys };
};
