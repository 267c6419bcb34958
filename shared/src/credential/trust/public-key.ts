import { type Static, Type } from 'typebox';

const Coordinate = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', maxLength: 43 });

/** A public P-256 key by its required members alone; a private member does not fit. */
export const EcPublicKey = Type.Object(
  { kty: Type.Literal('EC'), crv: Type.Literal('P-256'), x: Coordinate, y: Coordinate },
  { additionalProperties: false },
);
export type EcPublicKey = Static<typeof EcPublicKey>;
