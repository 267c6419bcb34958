import type { FastifyReply, FastifyRequest } from 'fastify';
import { newDeviceToken, parseDeviceToken } from '../people/sign-in/device-token.ts';
import type { Secrets } from '../people/sign-in/secrets.ts';
import { cookieName, cookieOptions } from './cookies.ts';

/** Browsers keep no cookie longer than 400 days; in seconds. Each sign-in begins them anew. */
const MAX_AGE = 400 * 86_400;

/** The knowledge by which a browser is known again. */
export interface DeviceCookieServices {
  readonly publicUrl: string;
  readonly secrets: Secrets;
}

/** A browser: its id, and the token that proves it. */
export interface NamedDevice {
  readonly id: string;
  readonly token: string;
}

const readToken = (request: FastifyRequest, publicUrl: string): string =>
  request.cookies[cookieName(publicUrl, 'device')] ?? '';

/** The id of the browser that asks, if this registry gave it one. It opens nothing; it only tells browsers apart. */
export const deviceOf = (
  request: FastifyRequest,
  { publicUrl, secrets }: DeviceCookieServices,
): string | undefined => parseDeviceToken(readToken(request, publicUrl), secrets);

/** The browser that asks, with the name it has or a new one. */
export const nameDevice = (request: FastifyRequest, services: DeviceCookieServices): NamedDevice => {
  const known = deviceOf(request, services);
  if (known !== undefined) return { id: known, token: readToken(request, services.publicUrl) };
  const token = newDeviceToken(services.secrets);
  return { id: parseDeviceToken(token, services.secrets) ?? '', token };
};

/** Lets a browser keep its name. */
export const setDeviceCookie = (reply: FastifyReply, publicUrl: string, { token }: NamedDevice): void => {
  reply.setCookie(cookieName(publicUrl, 'device'), token, { ...cookieOptions(publicUrl), maxAge: MAX_AGE });
};
