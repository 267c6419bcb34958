import jwt, { type FastifyJWTOptions, type SignPayloadType } from '@fastify/jwt';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { SessionClaims } from '../people/sign-in/session.ts';

/** Ten minutes: longer than one sitting at the refresh route, shorter than a stolen token is worth. */
export const ACCESS_TOKEN_SECONDS = 600;
/** RFC 9068's type, so that nothing else signed by this house can pass for one. */
const TYPE = 'at+jwt';
/** Clocks of two machines behind one address differ; seconds. */
const SKEW_SECONDS = 30;

/** Exactly three canonical base64url parts; the verifier would take a second spelling of the same bytes. */
const CANONICAL = /^[A-Za-z0-9_-]{10,200}\.[A-Za-z0-9_-]{10,1500}\.[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;

const Claims = Type.Object({
  iss: Type.String(),
  aud: Type.String(),
  sub: Type.String(),
  sid: Type.String(),
  ver: Type.Integer(),
  jti: Type.String(),
  iat: Type.Integer(),
  exp: Type.Integer(),
});
type Claims = Static<typeof Claims>;

/** Time is judged by our own clock afterwards; everything else by the verifier. */
const verifyOptions = (publicUrl: string): NonNullable<FastifyJWTOptions['verify']> => ({
  algorithms: ['HS256'],
  allowedIss: publicUrl,
  allowedAud: publicUrl,
  requiredClaims: ['iss', 'aud', 'sub', 'sid', 'ver', 'jti', 'iat', 'exp'],
  checkTyp: TYPE,
  ignoreExpiration: true,
  cache: false,
});

/** Registers the signer and verifier of access tokens. */
export const addAccessTokens = async (
  app: FastifyInstance,
  { publicUrl, secret }: { publicUrl: string; secret: Buffer },
): Promise<void> => {
  await app.register(jwt, {
    secret,
    sign: { algorithm: 'HS256', header: { alg: 'HS256', typ: TYPE } },
    verify: verifyOptions(publicUrl),
  });
};

const seconds = (at: Instant): number => Math.floor(Date.parse(at) / 1000);

/** A new access token of a session. */
export const signAccessToken = (
  app: FastifyInstance,
  publicUrl: string,
  { account, session, securityVersion }: SessionClaims,
  { now, id }: { now: Instant; id: string },
): string => {
  const iat = seconds(now);
  const claims: Claims = {
    iss: publicUrl,
    aud: publicUrl,
    sub: account,
    sid: session,
    ver: securityVersion,
    jti: id,
    iat,
    exp: iat + ACCESS_TOKEN_SECONDS,
  };
  return app.jwt.sign(claims as SignPayloadType);
};

const BEARER = /^Bearer ([^ ]+)$/i;

/** The access token that a request brings; empty when the header holds none, undefined without the header. */
export const bearerToken = (request: FastifyRequest): string | undefined => {
  const header = request.headers.authorization;
  return header === undefined ? undefined : (BEARER.exec(header)?.[1] ?? '');
};

/** Tokens whose signature held, with what they claim: checking a signature is a large part of a small request. */
const VERIFIED = 2000;
const verified = new WeakMap<FastifyInstance, Map<string, Claims>>();

/** Verifies everything but the time; the same text was signed by the same key the second time too. */
const claimsOf = (app: FastifyInstance, token: string): Claims => {
  const known = verified.get(app) ?? new Map<string, Claims>();
  verified.set(app, known);
  const before = known.get(token);
  if (before !== undefined) return before;
  const claims: unknown = app.jwt.verify(token);
  if (!Value.Check(Claims, claims)) throw new RegistryError('TOKEN_INVALID');
  known.set(token, claims);
  if (known.size > VERIFIED) known.delete(known.keys().next().value ?? '');
  return claims;
};

/**
 * The claims of an access token. Throws TOKEN_INVALID or TOKEN_EXPIRED for whatever is wrong with it: a fault of an
 * anonymous caller must never look like a fault of ours.
 */
export const verifyAccessToken = (app: FastifyInstance, token: string, now: Instant): SessionClaims => {
  if (!CANONICAL.test(token)) throw new RegistryError('TOKEN_INVALID');
  let claims: Claims;
  try {
    claims = claimsOf(app, token);
  } catch {
    throw new RegistryError('TOKEN_INVALID');
  }
  if (claims.iat > seconds(now) + SKEW_SECONDS) throw new RegistryError('TOKEN_INVALID');
  if (claims.exp <= seconds(now)) throw new RegistryError('TOKEN_EXPIRED');
  return { account: claims.sub, session: claims.sid, securityVersion: claims.ver };
};
