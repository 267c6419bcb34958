import type { Server } from 'node:http';
import { type FastifyHttpOptions, LogController } from 'fastify';
import type { LogTarget } from './log-output.ts';
import { securityHeaders } from './plugins/answers/headers.ts';
import { isVisit, malformedRequestAnswer, sendProblem } from './plugins/answers/problems.ts';
import { BODY_LIMIT_BYTES } from './plugins/guards/strict-body.ts';
import { loggerOptions } from './plugins/logging.ts';

/** A slow sender holds a socket no longer than this; milliseconds. */
const REQUEST_TIMEOUT = 15_000;
const CONNECTION_TIMEOUT = 10_000;
/** How often Node looks for senders that are too slow; its own 30 seconds would double every limit above. */
const CHECKING_INTERVAL = 2_000;

/** An address that nothing has, for visitors of addresses that cannot be read. */
const UNKNOWN_ADDRESS = '/not-found';

/**
 * The options of Fastify before any plugin: limits, strict validation, and answers to bytes that never become a
 * request.
 */
export const serverOptions = (input: {
  publicUrl: string;
  trustedProxies: readonly string[];
  logLevel: string;
  logTarget: LogTarget;
}): FastifyHttpOptions<Server> => {
  const headers = securityHeaders(input.publicUrl);
  const malformed = malformedRequestAnswer(headers);
  return {
    logger: loggerOptions(input.logLevel, input.logTarget) ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT,
    connectionTimeout: CONNECTION_TIMEOUT,
    // Node cuts off slow bodies only when its limit for headers is not above the one for the whole request.
    http: {
      connectionsCheckingInterval: CHECKING_INTERVAL,
      // A request without a host is refused by a hook, whose answer has the security headers.
      requireHostHeader: false,
      requestTimeout: REQUEST_TIMEOUT,
      headersTimeout: CONNECTION_TIMEOUT,
    },
    requestIdHeader: false,
    routerOptions: { maxParamLength: 200 },
    trustProxy: input.trustedProxies.length === 0 ? false : [...input.trustedProxies],
    // Fastify's defaults would turn an empty mark into 0 and drop what the schema does not know.
    ajv: {
      customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: false },
    },
    // These two answer before any hook runs, so they bring the headers themselves.
    frameworkErrors: (error, request, reply) => {
      reply.headers(headers);
      // No page can be sent from here, so a visitor goes on to an address that has the page of unknown addresses.
      if (error.code === 'FST_ERR_BAD_URL' && isVisit(request)) reply.redirect(UNKNOWN_ADDRESS, 302);
      else sendProblem(error, request, reply);
    },
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end(malformed);
      else socket.destroy();
    },
  };
};
