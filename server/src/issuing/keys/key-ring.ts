import { readFileSync } from 'node:fs';
import type { PublicJwk } from '@hocba/shared/contract/keys';
import { type JwsKind, RECORD_JWS } from '@hocba/shared/credential/jws/kinds';
import { kidOf, type TrustList } from '@hocba/shared/credential/trust/trust-list';
import { RegistryError } from '@hocba/shared/problems';
import { CompactSign, type CryptoKey, importJWK } from 'jose';
import { type Static, Type } from 'typebox';
import { PrivateKey, parseKeyFile, parseTrustListFile } from './key-files.ts';

const SigningKeyFile = Type.Object(
  {
    v: Type.Literal(1),
    kid: Type.String({ maxLength: 300 }),
    jwk: PrivateKey,
  },
  { additionalProperties: false },
);
type SigningKeyFile = Static<typeof SigningKeyFile>;

/** Signs one text; a key file today, a hardware module behind the same two members tomorrow. */
export interface Signer {
  readonly kid: string;
  /** Compact JWS over exactly this text; a record unless another kind is named. */
  sign(text: string, kind?: JwsKind): Promise<string>;
}

/** The registry's keys as a running process holds them. */
export interface KeyRing {
  /** The keys are for demonstration: what they sign has no force. */
  readonly demo: boolean;
  readonly issuer: string;
  /** Exact text, as published and put into bundles. */
  readonly trustList: string;
  readonly trust: TrustList;
  readonly signer: Signer;
  /** Every listed key by its thumbprint, retired ones too: a record is checked for decades. */
  readonly publicKeys: ReadonlyMap<string, PublicJwk>;
}

/**
 * The key must be the one that verifiers will look for, or everything signed would be thrown away by the
 * self-check.
 */
const requireListed = ({ kid, jwk }: SigningKeyFile, trust: TrustList, issuer: string): void => {
  const listed = trust.keys.get(kid)?.trusted;
  if (trust.payload.iss !== issuer) {
    throw new RegistryError('KEY_MISSING', `the trust list is of ${trust.payload.iss}, not of ${issuer}`);
  }
  if (listed?.status !== 'active' || listed.jwk.x !== jwk.x || listed.jwk.y !== jwk.y) {
    throw new RegistryError('KEY_MISSING', 'the signing key is not an active key of the trust list');
  }
};

const signerOf = (kid: string, key: CryptoKey): Signer => ({
  kid,
  sign: (text, { typ } = RECORD_JWS) =>
    new CompactSign(new TextEncoder().encode(text)).setProtectedHeader({ alg: 'ES256', typ, kid }).sign(key),
});

const publicKeysOf = ({ payload, keys }: TrustList): Map<string, PublicJwk> => {
  const prefix = kidOf(payload.iss, '').length;
  return new Map(
    [...keys.values()].map(({ trusted: { kid, jwk } }) => [
      kid.slice(prefix),
      { ...jwk, kid, alg: 'ES256', use: 'sig' } as const,
    ]),
  );
};

const secondsOf = (time: string): number => Math.floor(Date.parse(time) / 1000);

/**
 * Throws RECORD_NOT_SIGNABLE when verifiers would not believe the signing key for a record of this time, in seconds: the
 * record became final before the key began, or after it ended. No further try can mend it, and another key can.
 */
export const requireKeyOfTime = ({ signer, trust }: Pick<KeyRing, 'signer' | 'trust'>, iat: number): void => {
  const key = trust.keys.get(signer.kid)?.trusted;
  if (key === undefined || (iat >= secondsOf(key.notBefore) && iat <= secondsOf(key.notAfter))) return;
  const at = new Date(iat * 1000).toISOString();
  throw new RegistryError(
    'RECORD_NOT_SIGNABLE',
    `the record is of ${at}, and the signing key is valid from ${key.notBefore} to ${key.notAfter}; "hocba keys renew --signing-key --from TIME" makes one for that time`,
  );
};

/** Opens the ring from the texts of both files. Throws KEY_MISSING when they do not fit each other or the issuer. */
export const openKeyRing = async (files: {
  readonly signingKeys: string;
  readonly trustList: string;
  /** PUBLIC_URL. */
  readonly issuer: string;
}): Promise<KeyRing> => {
  const file = parseKeyFile(SigningKeyFile, files.signingKeys, 'signing key');
  const trustList = files.trustList.trim();
  const trust = await parseTrustListFile(trustList);
  requireListed(file, trust, files.issuer);
  const key = (await importJWK({ ...file.jwk }, 'ES256')) as CryptoKey;
  return {
    demo: trust.payload.demo === true,
    issuer: files.issuer,
    trustList,
    trust,
    signer: signerOf(file.kid, key),
    publicKeys: publicKeysOf(trust),
  };
};

const readKeyFile = (path: string, whenLost: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    const detail = `${path} cannot be read; "hocba keys create" makes the first one, ${whenLost}`;
    throw new RegistryError('KEY_MISSING', detail);
  }
};

/** Reads SIGNING_KEY_FILE and TRUST_LIST_FILE; throws KEY_MISSING, because the registry never makes keys by itself. */
export const readKeyRing = (config: {
  readonly signingKeyFile: string;
  readonly trustListFile: string;
  readonly publicUrl: string;
}): Promise<KeyRing> =>
  openKeyRing({
    signingKeys: readKeyFile(config.signingKeyFile, '"hocba keys renew --signing-key" another'),
    trustList: readKeyFile(config.trustListFile, 'a lost one comes back from the backup'),
    issuer: config.publicUrl,
  });
