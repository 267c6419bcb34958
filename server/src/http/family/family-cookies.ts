import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CookieKind, cookieName, cookieOptions } from '../cookies.ts';

/** Cookies of families: the session, a way in here or at a provider, the language, a share's pass. In seconds; the registry decides earlier. */
const MAX_AGES = {
  family: 90 * 86_400,
  'family-way': 1800,
  'family-identity': 1800,
  'family-language': 365 * 86_400,
  share: 1800,
} as const satisfies Partial<Record<CookieKind, number>>;

/** A cookie of a family's browser. */
export type FamilyCookie = keyof typeof MAX_AGES;

/** The token of a cookie; empty when there is none. */
export const readFamilyCookie = (request: FastifyRequest, publicUrl: string, kind: FamilyCookie): string =>
  request.cookies[cookieName(publicUrl, kind)] ?? '';

/** Hands out a token where no script can read it. On a phone that others use too it goes with the browser. */
export const setFamilyCookie = (
  reply: FastifyReply,
  publicUrl: string,
  cookie: { readonly kind: FamilyCookie; readonly token: string; readonly isShared?: boolean },
): void => {
  const kept = cookie.isShared === true ? {} : { maxAge: MAX_AGES[cookie.kind] };
  reply.setCookie(cookieName(publicUrl, cookie.kind), cookie.token, { ...cookieOptions(publicUrl), ...kept });
};

/** Takes a cookie away. */
export const clearFamilyCookie = (reply: FastifyReply, publicUrl: string, kind: FamilyCookie): void => {
  reply.clearCookie(cookieName(publicUrl, kind), cookieOptions(publicUrl));
};
