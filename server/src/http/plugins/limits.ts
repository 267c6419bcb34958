import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A school's forty teachers share one address, so an address may do this many times what one account may. */
const ACCOUNTS_BEHIND_AN_ADDRESS = 10;
const MINUTE = 60_000;
/** Above it every answer is late already; turning some away keeps the others alive. In milliseconds. */
const MAX_LOOP_DELAY = 1000;
const RETRY_SECONDS = 10;

/**
 * What counts as one address: an IPv4 address, or the first 64 bits of an IPv6 one, because every household holds
 * 2^64 of the latter.
 */
export const networkOf = (ip: string): string => {
  if (!ip.includes(':') || ip.includes('.')) return ip;
  const [left = '', right] = ip.split('::');
  const groups = left === '' ? [] : left.split(':');
  const missing = right === undefined ? 0 : 8 - groups.length - right.split(':').length;
  const zeros = Array.from({ length: Math.max(0, missing) }, () => '0');
  return [...groups, ...zeros, ...(right ?? '').split(':')].slice(0, 4).join(':');
};

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

const take = async (limiter: Limiter, request: FastifyRequest): Promise<void> => {
  const outcome = await limiter(request);
  if (!outcome.isAllowed && outcome.isExceeded) {
    throw new RegistryError('RATE_LIMITED', undefined, outcome.ttlInSeconds);
  }
};

/** Refuses requests of one address beyond its share, before anything is read or verified. */
export const addAddressLimit = async (app: FastifyInstance, perMinute: number): Promise<void> => {
  await app.register(rateLimit, { global: false });
  const limiter = app.createRateLimit({
    max: perMinute * ACCOUNTS_BEHIND_AN_ADDRESS,
    timeWindow: MINUTE,
    keyGenerator: (request) => `address:${networkOf(request.ip)}`,
  });
  app.addHook('onRequest', (request) => take(limiter, request));
  await app.register(underPressure, {
    maxEventLoopDelay: MAX_LOOP_DELAY,
    pressureHandler: () => {
      throw new RegistryError('OVERLOADED', undefined, RETRY_SECONDS);
    },
  });
};

/**
 * Refuses requests of one account beyond its share, and of everybody who is not signed in per address. Files of the
 * client do not count here: a browser that installs the app fetches a hundred at once, and a staff room of five
 * that did so in one minute would be shut out together.
 */
export const addAccountLimit = (app: FastifyInstance, perMinute: number): void => {
  const limiter = app.createRateLimit({
    max: perMinute,
    timeWindow: MINUTE,
    keyGenerator: (request) =>
      request.caller === null ? `anonymous:${networkOf(request.ip)}` : `account:${request.caller.account}`,
  });
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.file !== true) await take(limiter, request);
  });
};
