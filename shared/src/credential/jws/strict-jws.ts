import { base64url, type CryptoKey, compactVerify } from 'jose';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { type Json, parseStrictJson } from '../../text/strict-json.ts';
import { Refused, type VerifyCode } from '../verify/verdict.ts';
import type { JwsKind } from './kinds.ts';

/** The whole allow-list: `jwk`, `jku`, `x5u`, `crit`, `b64`, `zip` and everything else is refused by not being here. */
const Header = Type.Object(
  {
    alg: Type.Literal('ES256'),
    typ: Type.Optional(Type.String({ maxLength: 40 })),
    kid: Type.String({ minLength: 1, maxLength: 300 }),
  },
  { additionalProperties: false },
);
export type Header = Static<typeof Header>;

/** A signed text taken apart by the strict rules; its signature has not been looked at yet. */
export interface StrictJws {
  readonly header: Header;
  readonly payload: { readonly [name: string]: Json };
}

/** Bytes of a segment that is written the one canonical way: trailing bits and padding would make twins. */
const decodeSegment = (segment: string): Uint8Array => {
  let bytes: Uint8Array;
  try {
    bytes = base64url.decode(segment);
  } catch {
    throw new Refused('TOKEN_NOT_CANONICAL');
  }
  if (base64url.encode(bytes) !== segment) throw new Refused('TOKEN_NOT_CANONICAL');
  return bytes;
};

const parseJson = (bytes: Uint8Array, code: VerifyCode): Json => {
  try {
    return parseStrictJson(bytes);
  } catch {
    throw new Refused(code);
  }
};

/** Header and payload bytes of a compact text with an ES256 signature; throws `Refused`. No trimming, no leniency. */
export const splitJws = (token: string, maxLength: number): { header: Header; payload: Uint8Array } => {
  if (token.length > maxLength) throw new Refused('TOKEN_TOO_LARGE');
  const parts = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/.exec(token);
  if (parts === null) throw new Refused('TOKEN_NOT_COMPACT');
  const [header, payload, signature] = parts.slice(1).map(decodeSegment) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  if (signature.length !== 64) throw new Refused('SIGNATURE_LENGTH');
  const members = parseJson(header, 'HEADER_MALFORMED');
  if (!Value.Check(Header, members)) {
    const { alg } = Object(members) as { alg?: unknown };
    throw new Refused(typeof alg === 'string' && alg !== 'ES256' ? 'HEADER_ALG' : 'HEADER_MEMBER');
  }
  return { header: members, payload };
};

/** The header of a signed text, where it can be read; nothing about it is checked. */
export const headerOf = (token: string): { readonly [name: string]: Json } | undefined => {
  try {
    const header = parseStrictJson(base64url.decode(token.split('.')[0] ?? ''));
    return typeof header === 'object' && header !== null && !Array.isArray(header) ? header : undefined;
  } catch {
    return undefined;
  }
};

/** Takes a compact text of one kind apart; throws `Refused` with the first rule it breaks. */
export const parseJws = (token: string, kind: JwsKind): StrictJws => {
  const { header, payload: bytes } = splitJws(token, kind.maxLength);
  if (header.typ !== kind.typ) throw new Refused('HEADER_TYP');
  const payload = parseJson(bytes, 'PAYLOAD_MALFORMED');
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw new Refused('PAYLOAD_MALFORMED');
  }
  return { header, payload };
};

/** Whether the ES256 signature of a compact text holds under a key; call only after the strict rules. */
export const signatureHolds = async (token: string, key: CryptoKey): Promise<boolean> => {
  try {
    await compactVerify(token, key, { algorithms: ['ES256'] });
    return true;
  } catch {
    return false;
  }
};
