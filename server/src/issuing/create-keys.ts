import { TRUST_LIST_JWS } from '@hocba/shared/credential/strict-jws';
import { EcPublicKey, kidOf, type TrustListPayload } from '@hocba/shared/credential/trust-list';
import type { Instant } from '@hocba/shared/school/identifiers';
import {
  CompactSign,
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  type JWK,
} from 'jose';
import { Value } from 'typebox/value';

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
const validity = (now: Instant, demo: boolean): { notBefore: Instant; notAfter: Instant } => {
  const from = demo ? DEMO_SINCE : (`${now.slice(0, 19)}.000Z` as Instant);
  const until = `${Number(now.slice(0, 4)) + YEARS_VALID}-01-01T00:00:00.000Z` as Instant;
  return { notBefore: from, notAfter: until };
};

/** Signs a trust list by the root key it names. */
const signTrustList = (payload: TrustListPayload, root: NewKey): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: TRUST_LIST_JWS.typ, kid: root.thumbprint })
    .sign(root.privateKey);

const fileText = (content: object): string => `${JSON.stringify(content, null, 2)}\n`;

/**
 * Makes a root key, a signing key and the first trust list of an issuer (PUBLIC_URL), in memory only; writing the
 * files is the caller's. Signing keys are valid five years from `now`, demonstration keys also for years before.
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
    ...validity(now, demo),
    status: 'active',
  } as const;
  const list: TrustListPayload = {
    v: 1,
    sequence: 1,
    iss: issuer,
    iat: Math.floor(Date.parse(now) / 1000),
    root: root.publicJwk,
    keys: [trusted],
    ...(demo ? { demo: true as const } : {}),
  };
  return {
    signingKeys: fileText({ v: 1, kid, jwk: signing.privateJwk }),
    trustList: await signTrustList(list, root),
    rootKey: fileText({ v: 1, thumbprint: root.thumbprint, jwk: root.privateJwk }),
    rootThumbprint: root.thumbprint,
  };
};
