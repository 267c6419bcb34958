import { REFRESH_HEADER } from '@hocba/shared/contract/auth';
import { RegistryError } from '@hocba/shared/problems';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieName, cookieOptions } from './cookies.ts';

/** The longest life of a session, in seconds; the registry decides earlier. */
const MAX_AGE = 30 * 86_400;

/** The refresh token a request brings; empty when none. */
export const readRefreshCookie = (request: FastifyRequest, publicUrl: string): string =>
  request.cookies[cookieName(publicUrl, 'refresh')] ?? '';

/** Hands out a refresh token where no script can read it. */
export const setRefreshCookie = (reply: FastifyReply, publicUrl: string, token: string): void => {
  reply.setCookie(cookieName(publicUrl, 'refresh'), token, { ...cookieOptions(publicUrl), maxAge: MAX_AGE });
};

/** Takes the refresh token away. */
export const clearRefreshCookie = (reply: FastifyReply, publicUrl: string): void => {
  reply.clearCookie(cookieName(publicUrl, 'refresh'), cookieOptions(publicUrl));
};

/**
 * Throws CROSS_SITE unless our own pages sent the request: the header cannot be sent across sites without our
 * leave, and the browser itself says where it comes from. Other clients send the header and no origin.
 */
export const checkSameSite = (request: FastifyRequest, publicUrl: string): void => {
  const { origin, [REFRESH_HEADER]: mark, 'sec-fetch-site': site } = request.headers;
  const sameOrigin = origin === undefined || origin === publicUrl;
  const sameSite = site === undefined || site === 'same-origin';
  if (mark === undefined || !sameOrigin || !sameSite) throw new RegistryError('CROSS_SITE');
};
