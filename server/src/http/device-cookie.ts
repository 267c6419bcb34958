import type { FastifyReply, FastifyRequest } from 'fastify';
import { newDeviceToken, parseDeviceToken } from '../people/device-token.ts';
import type { Secrets } from '../people/secrets.ts';
import { cookieName, cookieOptions } from './cookies.ts';

/** Browsers keep no cookie longer than 400 days; in seconds. Each sign-in begins them anew. */
const MAX_AGE = 400 * 86_400;

/** What is needed to know a browser again. */
export interface DeviceCookieServices {
  readonly publicUrl: string;
  readonly secrets: Secrets;
}

const readToken = (request: FastifyRequest, publicUrl: string): string =>
  request.cookies[cookieName(publicUrl, 'device')] ?? '';

/** The id of the browser that asks, if this registry gave it one. It opens nothing; it only tells browsers apart. */
export const deviceOf = (
  request: FastifyRequest,
  { publicUrl, secrets }: DeviceCookieServices,
): string | undefined => parseDeviceToken(readToken(request, publicUrl), secrets);

/** Names a browser that has no name yet, or keeps the name it has; answers the id. */
export const nameDevice = (
  request: FastifyRequest,
  reply: FastifyReply,
  { publicUrl, secrets }: DeviceCookieServices,
): string => {
  const brought = readToken(request, publicUrl);
  const token = parseDeviceToken(brought, secrets) === undefined ? newDeviceToken(secrets) : brought;
  reply.setCookie(cookieName(publicUrl, 'device'), token, { ...cookieOptions(publicUrl), maxAge: MAX_AGE });
  return token.split('.', 1)[0] ?? '';
};
