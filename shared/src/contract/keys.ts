import { type Static, Type } from 'typebox';
import { TRUST_LIST_JWS } from '../credential/jws/kinds.ts';
import { EcPublicKey } from '../credential/trust/public-key.ts';
import type { Endpoint } from './endpoint.ts';

const closed = { additionalProperties: false };

/** A public signing key; private members cannot leave through this schema. */
export const PublicJwk = Type.Object(
  {
    ...EcPublicKey.properties,
    kid: Type.String({ maxLength: 300 }),
    alg: Type.Literal('ES256'),
    use: Type.Literal('sig'),
  },
  closed,
);
export type PublicJwk = Static<typeof PublicJwk>;

export const jwks = {
  method: 'GET',
  path: '/.well-known/jwks.json',
  summary: 'The registry’s public signing keys',
  access: 'public',
  response: Type.Object({ keys: Type.Array(PublicJwk, { maxItems: 100 }) }, closed),
  produces: 'application/jwk-set+json',
} as const satisfies Endpoint;

export const key = {
  method: 'GET',
  path: '/keys/:kid',
  summary: 'One public signing key by its thumbprint',
  access: 'public',
  params: Type.Object({ kid: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', maxLength: 43 }) }, closed),
  response: PublicJwk,
  produces: 'application/jwk+json',
} as const satisfies Endpoint;

export const trustList = {
  method: 'GET',
  path: '/trust-list',
  summary: 'The signed list of keys to trust, exact compact text',
  access: 'public',
  response: Type.String({ maxLength: TRUST_LIST_JWS.maxLength }),
  produces: 'text/plain; charset=utf-8',
} as const satisfies Endpoint;
