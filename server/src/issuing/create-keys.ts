import { EcPublicKey, kidOf, type TrustListPayload } from '@hocba/shared/credential/trust-list';
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
  /** What a verifier pins. */
  readonly rootThumbprint: string;
}

const YEARS_VALID = 5;
/** Keys for demonstration sign records of years gone by as well. */
const DEMO_SINCE = '2020-01-01T00:00:00.000Z' as Instant;

/** A key pair as it is written into files. */
export interface NewKey {
  readonly privateKey: CryptoKey;
  readonly privateJwk: JWK;
  readonly publicJwk: EcPublicKey;
  readonly thumbprint: string;
}

/** Makes a key pair, in memory only. */
export const createKey = async (): Promise<NewKey> => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  if (!Value.Check(EcPublicKey, publicJwk)) throw new Error('the new key is not a P-256 key');
  const thumbprint = await calculateJwkThumbprint(publicJwk);
  return { privateKey, privateJwk: await exportJWK(privateKey), publicJwk, thumbprint };
};

/** How long a new signing key is valid: it begins with a whole second, because the time inside a signature has no smaller part. */
export const validityOf = (now: Instant, demo: boolean): { notBefore: Instant; notAfter: Instant } => {
  const from = demo ? DEMO_SINCE : (`${now.slice(0, 19)}.000Z` as Instant);
  const until = `${Number(now.slice(0, 4)) + YEARS_VALID}-01-01T00:00:00.000Z` as Instant;
  return { notBefore: from, notAfter: until };
};

const fileText = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;

/** The text of SIGNING_KEY_FILE. */
export const signingKeyText = (kid: string, { privateJwk }: NewKey): string =>
  fileText({ v: 1, kid, jwk: privateJwk });

/**
 * Makes a root key, a signing key and the first trust list of an issuer (PUBLIC_URL), in memory only; writing the
 * files is the caller's. Signing keys are valid five years from `now`, demonstration keys also for years before; the list
 * has an expiry and is to be renewed.
 */
export const createKeys = async (options: {
  readonly issuer: string;
  readonly demo: boolean;
  readonly now: Instant;
}): Promise<NewKeys> => {
  const { issuer, demo, now } = options;
  const [root, signing] = await Promise.all([createKey(), createKey()]);
  const kid = kidOf(issuer, signing.thumbprint);
  const trusted = {
    kid,
    jwk: signing.publicJwk,
    use: 'record',
    ...validityOf(now, demo),
    status: 'active',
  } as const;
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
    signingKeys: signingKeyText(kid, signing),
    trustList: await signTrustList(list, root),
    rootKey: fileText({ v: 1, thumbprint: root.thumbprint, jwk: root.privateJwk }),
    rootThumbprint: root.thumbprint,
  };
};
