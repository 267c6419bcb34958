import { type CryptoKey, calculateJwkThumbprint, importJWK } from 'jose';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { Instant } from '../../school/identifiers.ts';
import { TRUST_LIST_JWS } from '../jws/kinds.ts';
import { parseJws, signatureHolds } from '../jws/strict-jws.ts';
import { IssuerUrl, NumericDate } from '../payload/payload.ts';
import { Refused } from '../verify/verdict.ts';
import { EcPublicKey } from './public-key.ts';

const closed = { additionalProperties: false };

/** One key to trust, for records only, between two times. A retired key stays listed for ever. */
export const TrustedKey = Type.Object(
  {
    kid: Type.String({ maxLength: 300 }),
    jwk: EcPublicKey,
    use: Type.Literal('record'),
    notBefore: Instant,
    notAfter: Instant,
    status: Type.Union([Type.Literal('active'), Type.Literal('retired'), Type.Literal('compromised')]),
    revokedAt: Type.Optional(Instant),
  },
  closed,
);
export type TrustedKey = Static<typeof TrustedKey>;

/** Payload of the trust list: whom to trust, said by a root key that is kept offline. */
export const TrustListPayload = Type.Object(
  {
    v: Type.Literal(1),
    sequence: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    iss: IssuerUrl,
    iat: NumericDate,
    exp: Type.Optional(NumericDate),
    root: EcPublicKey,
    keys: Type.Array(TrustedKey, { maxItems: 100 }),
    /** The keys are for demonstration: nothing they sign has any force. */
    demo: Type.Optional(Type.Literal(true)),
  },
  closed,
);
export type TrustListPayload = Static<typeof TrustListPayload>;

/** A trust list whose signature holds, with its keys ready for use by their `kid`. */
export interface TrustList {
  readonly payload: TrustListPayload;
  readonly rootThumbprint: string;
  readonly keys: ReadonlyMap<string, { readonly trusted: TrustedKey; readonly key: CryptoKey }>;
}

/** `kid` of an issuer's key: a URL that answers with the key and ends in its RFC 7638 thumbprint. */
export const kidOf = (issuer: string, thumbprint: string): string => `${issuer}/keys/${thumbprint}`;

const importKey = async (jwk: EcPublicKey): Promise<CryptoKey> => {
  try {
    return (await importJWK(jwk, 'ES256')) as CryptoKey;
  } catch {
    // Not a point of the curve.
    throw new Refused('TRUST_LIST_MALFORMED');
  }
};

const openKeys = async ({ iss, keys }: TrustListPayload): Promise<TrustList['keys']> => {
  const opened = new Map<string, { trusted: TrustedKey; key: CryptoKey }>();
  for (const trusted of keys) {
    const named = trusted.kid === kidOf(iss, await calculateJwkThumbprint(trusted.jwk));
    if (!named || opened.has(trusted.kid) || trusted.notAfter < trusted.notBefore) {
      throw new Refused('TRUST_LIST_MALFORMED');
    }
    opened.set(trusted.kid, { trusted, key: await importKey(trusted.jwk) });
  }
  return opened;
};

const openList = async (jws: string, rootThumbprint: string | undefined): Promise<TrustList> => {
  const { header, payload } = parseJws(jws, TRUST_LIST_JWS);
  if (!Value.Check(TrustListPayload, payload)) throw new Refused('TRUST_LIST_MALFORMED');
  const thumbprint = await calculateJwkThumbprint(payload.root);
  if (header.kid !== thumbprint) throw new Refused('TRUST_LIST_MALFORMED');
  if (rootThumbprint !== undefined && thumbprint !== rootThumbprint) {
    throw new Refused('TRUST_LIST_OTHER_ROOT');
  }
  if (!(await signatureHolds(jws, await importKey(payload.root)))) throw new Refused('TRUST_LIST_SIGNATURE');
  return { payload, rootThumbprint: thumbprint, keys: await openKeys(payload) };
};

/**
 * Opens a trust list: strict form, schema, signature by the root it names, and that root against `rootThumbprint`
 * when one is given. The caller must have the text from a place it trusts: a list cannot vouch for its own root.
 * Throws `Refused`; the caller judges the time.
 */
export const parseTrustList = async (jws: string, rootThumbprint?: string): Promise<TrustList> => {
  try {
    return await openList(jws, rootThumbprint);
  } catch (error) {
    const refused = error instanceof Refused ? error.code : 'TRUST_LIST_MALFORMED';
    throw new Refused(refused.startsWith('TRUST_LIST') ? refused : 'TRUST_LIST_MALFORMED');
  }
};
