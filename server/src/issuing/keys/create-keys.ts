import { EcPublicKey } from '@hocba/shared/credential/trust/public-key';
import { kidOf, type TrustListPayload } from '@hocba/shared/credential/trust/trust-list';
import type { Instant } from '@hocba/shared/school/identifiers';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { Value } from 'typebox/value';
import { expiryOf, signTrustList } from './trust-list-text.ts';

/** The texts of three new files; the root key is to be kept offline. */
export interface NewKeys {
  /** SIGNING_KEY_FILE: the private key that signs records. */
  readonly signingKeys: string;
  /** TRUST_LIST_FILE: public, signed by the root. */
  readonly trustList: string;
  /** Private root key: signs the next trust list, needed by nothing that runs. */
  readonly rootKey: string;
  /** The thumbprint that a verifier pins. */
  readonly rootThumbprint: string;
}

const YEARS_VALID = 5;
/** Keys for demonstration sign records of years gone by as well. */
const DEMO_SINCE = '2020-01-01T00:00:00.000Z' as Instant;

interface NewKey {
  readonly privateKey: CryptoKey;
  readonly privateJwk: JWK;
  readonly publicJwk: EcPublicKey;
  readonly thumbprint: string;
}

const createKey = async (): Promise<NewKey> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  if (!Value.Check(EcPublicKey, publicJwk)) throw new Error('the new key is not a P-256 key');
  const thumbprint = await calculateJwkThumbprint(publicJwk);
  return { privateKey, privateJwk: await exportJWK(privateKey), publicJwk, thumbprint };
};

/** Validity begins with a whole second, because the time inside a signature has no smaller part. */
const validityOf = ({ now, demo, from = now }: KeyOptions): { notBefore: Instant; notAfter: Instant } => {
  const notBefore = demo ? DEMO_SINCE : (`${from.slice(0, 19)}.000Z` as Instant);
  const until = `${Number(now.slice(0, 4)) + YEARS_VALID}-01-01T00:00:00.000Z` as Instant;
  return { notBefore, notAfter: until };
};

const fileText = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;

interface KeyOptions {
  readonly issuer: string;
  /** Signing keys are valid five years from `now`, those for demonstration also for years before. */
  readonly demo: boolean;
  readonly now: Instant;
  /** An earlier time from which on the key is valid, for records that became final before it was made. */
  readonly from?: Instant;
}

/** Makes a signing key, in memory only: its row of the trust list, and the text of SIGNING_KEY_FILE. */
export const createSigningKey = async (options: KeyOptions) => {
  const { privateJwk, publicJwk, thumbprint } = await createKey();
  const kid = kidOf(options.issuer, thumbprint);
  const validity = validityOf(options);
  const trusted = { kid, jwk: publicJwk, use: 'record', ...validity, status: 'active' } as const;
  return { trusted, signingKeys: fileText({ v: 1, kid, jwk: privateJwk }) };
};

/**
 * Makes a root key, a signing key and the first trust list of an issuer (PUBLIC_URL), in memory only; writing the
 * files is the caller's. The list has an expiry and is to be renewed.
 */
export const createKeys = async (options: KeyOptions): Promise<NewKeys> => {
  const { issuer, demo, now } = options;
  const root = await createKey();
  const { trusted, signingKeys } = await createSigningKey(options);
  const content = { keys: [trusted], ...(demo ? { demo: true as const } : {}) };
  const iat = Math.floor(Date.parse(now) / 1000);
  const list: TrustListPayload = {
    v: 1,
    sequence: 1,
    iss: issuer,
    iat,
    exp: expiryOf(iat, content),
    root: root.publicJwk,
    ...content,
  };
  return {
    signingKeys,
    trustList: await signTrustList(list, root),
    rootKey: fileText({ v: 1, thumbprint: root.thumbprint, jwk: root.privateJwk }),
    rootThumbprint: root.thumbprint,
  };
};
