import { readFileSync } from 'node:fs';
import { RegistryError } from '@hocba/shared/problems';
import {
  CompactSign,
  type CryptoKey,
  calculateJwkThumbprint,
  compactVerify,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import { Type } from 'typebox';
import { Value } from 'typebox/value';

const Part = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });

/** HEAD_KEY_FILE: one private Ed25519 key (RFC 8037). */
const HeadKeyFile = Type.Object(
  { kty: Type.Literal('OKP'), crv: Type.Literal('Ed25519'), x: Part, d: Part },
  { additionalProperties: false },
);

/** How the header of a signed head names its kind. */
const HEAD_TYP = 'hocba-head+jwt';

/** The key that signs heads; it signs nothing else, and nothing else signs heads. */
export interface HeadKey {
  /** Thumbprint of the public half (RFC 7638). */
  readonly kid: string;
  /** Compact JWS over exactly this text. */
  sign(text: string): Promise<string>;
  /** The text that this key signed as a head; undefined for every other text. */
  open(jws: string): Promise<string | undefined>;
}

/** The text of a new HEAD_KEY_FILE. */
export const createHeadKey = async (): Promise<string> => {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return `${JSON.stringify(await exportJWK(privateKey), null, 2)}\n`;
};

const parseFile = (path: string, text: string) => {
  try {
    const file: unknown = JSON.parse(text);
    if (Value.Check(HeadKeyFile, file)) return file;
  } catch {
    // Answered below: no part of a key file is ever shown.
  }
  throw new RegistryError('KEY_MISSING', `${path} does not hold one private Ed25519 key`);
};

/** Opens the text of HEAD_KEY_FILE; throws KEY_MISSING when it holds something else. */
export const openHeadKey = async (path: string, text: string): Promise<HeadKey> => {
  const { d, ...publicHalf } = parseFile(path, text);
  const signing = (await importJWK({ ...publicHalf, d }, 'EdDSA')) as CryptoKey;
  const checking = (await importJWK(publicHalf, 'EdDSA')) as CryptoKey;
  const kid = await calculateJwkThumbprint(publicHalf);
  return {
    kid,
    sign: (payload) =>
      new CompactSign(new TextEncoder().encode(payload))
        .setProtectedHeader({ alg: 'EdDSA', typ: HEAD_TYP, kid })
        .sign(signing),
    open: async (jws) => {
      try {
        const { payload, protectedHeader } = await compactVerify(jws, checking, { algorithms: ['EdDSA'] });
        return protectedHeader.typ === HEAD_TYP ? new TextDecoder().decode(payload) : undefined;
      } catch {
        return undefined;
      }
    },
  };
};

/** Reads HEAD_KEY_FILE; throws KEY_MISSING with the command that makes it. */
export const readHeadKey = ({ headKeyFile }: { readonly headKeyFile: string }): Promise<HeadKey> => {
  let text: string;
  try {
    text = readFileSync(headKeyFile, 'utf8');
  } catch {
    throw new RegistryError(
      'KEY_MISSING',
      `${headKeyFile} cannot be read; "hocba keys create --missing" makes it`,
    );
  }
  return openHeadKey(headKeyFile, text);
};
