import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import { refresh, signIn } from '@hocba/shared/contract/auth';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bearerToken, verifyAccessToken } from '../../access-token.ts';
import { type DeviceCookieServices, deviceOf } from '../../device-cookie.ts';
import { networkOf } from '../../network.ts';

/** Files of the app count here too, and forty teachers of a school share one address: so many times wider is a lane. */
const WIDE = 10;
const MINUTE = 60_000;
/** Above it every answer is late already; turning some away keeps the others alive. In milliseconds. */
const MAX_LOOP_DELAY = 1000;
const RETRY_SECONDS = 10;

/** The members by which limits tell requests apart. */
export interface LimitServices extends DeviceCookieServices {
  readonly clock: () => Instant;
  /** Requests of one lane in a minute. */
  readonly perMinute: number;
  /** Mean delay of the event loop, in milliseconds, above which requests are turned away; a second without it. */
  readonly maxLoopDelay?: number | undefined;
}

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

const take = async (limiter: Limiter, request: FastifyRequest): Promise<void> => {
  const outcome = await limiter(request);
  if (!outcome.isAllowed && outcome.isExceeded) {
    throw new RegistryError('RATE_LIMITED', undefined, outcome.ttlInSeconds);
  }
};

/** The account that a token was signed for; whether its session still runs is asked later, from the database. */
const claimedAccount = (app: FastifyInstance, request: FastifyRequest, now: Instant): string | undefined => {
  const token = bearerToken(request);
  if (token === undefined) return undefined;
  try {
    return verifyAccessToken(app, token, now).account;
  } catch {
    return undefined;
  }
};

/**
 * Refuses requests beyond the share of their lane, before the database is asked. Accounts and browsers that this
 * registry knows have lanes of their own, so that a flood without either, from the address of a school, shuts out
 * nobody there who works.
 */
export const addArrivalLimit = async (app: FastifyInstance, services: LimitServices): Promise<void> => {
  await app.register(rateLimit, { global: false });
  const laneOf = (request: FastifyRequest): string => {
    const account = claimedAccount(app, request, services.clock());
    if (account !== undefined) return `account:${account}`;
    const device = deviceOf(request, services);
    return device === undefined ? `address:${networkOf(request.ip)}` : `device:${device}`;
  };
  const limiter = app.createRateLimit({
    max: services.perMinute * WIDE,
    timeWindow: MINUTE,
    keyGenerator: laneOf,
  });
  app.addHook('onRequest', (request) => take(limiter, request));
  await app.register(underPressure, {
    maxEventLoopDelay: services.maxLoopDelay ?? MAX_LOOP_DELAY,
    pressureHandler: () => {
      throw new RegistryError('OVERLOADED', undefined, RETRY_SECONDS);
    },
  });
};

/** Routes by which somebody comes in: other requests of an address must not use up its share of them. */
const ENTRANCES: ReadonlySet<string> = new Set([signIn.path, refresh.path]);

/**
 * Refuses requests of one account beyond its share, and of callers without a session per browser that is known, else
 * per address. Files of the client do not count here: a browser that installs the app fetches a hundred at once, and
 * a staff room of five that did so in one minute would be shut out together.
 */
export const addAccountLimit = (app: FastifyInstance, services: LimitServices): void => {
  const laneOf = (request: FastifyRequest): string => {
    if (request.caller !== null) return `account:${request.caller.account}`;
    if (request.guardian !== null) return `guardian:${request.guardian.id}`;
    const device = deviceOf(request, services);
    if (device !== undefined) return `device:${device}`;
    const entrance = ENTRANCES.has(request.routeOptions.url ?? '');
    return `${entrance ? 'entrance' : 'anonymous'}:${networkOf(request.ip)}`;
  };
  const limiter = app.createRateLimit({
    max: services.perMinute,
    timeWindow: MINUTE,
    keyGenerator: laneOf,
  });
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.file !== true) await take(limiter, request);
  });
};
