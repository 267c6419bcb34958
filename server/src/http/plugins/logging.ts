import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { driverCode } from '../../storage/engine/away.ts';
import type { LogTarget } from '../log-output.ts';

/** Frames of a stack only: messages of drivers repeat what was bound to the statement, names and hashes included. */
const frames = (stack: string | undefined): string =>
  (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n');

/** An error as it may stand in a log. */
const describeError = (error: Error & { code?: unknown }) => ({
  type: error.name,
  message: '',
  code: error.code ?? driverCode(error),
  stack: frames(error.stack),
  ...(error.cause instanceof Error
    ? { cause: { type: error.cause.name, stack: frames(error.cause.stack) } }
    : {}),
});

/** JSON lines with the event's name; what could name a person or open a session never gets in. */
export const loggerOptions = (level: string, target: LogTarget): FastifyServerOptions['logger'] => ({
  level,
  base: {},
  messageKey: 'event',
  serializers: {
    err: describeError,
    req: ({ method }) => ({ method }),
    res: ({ statusCode }) => ({ statusCode }),
  },
  redact: [
    '*.password',
    '*.current',
    '*.next',
    '*.token',
    '*.refreshToken',
    '*.accessToken',
    '*.authorization',
  ],
  stream: target,
});

/**
 * The release of the page that asked, when it said so in the form of a version; any other text stays out of
 * the log.
 */
const clientOf = (said: unknown): { client?: string } =>
  typeof said === 'string' && /^[0-9]{1,4}(\.[0-9]{1,4}){2}$/.test(said) ? { client: said } : {};

/**
 * One line per request: route pattern instead of address, so that no id of a person is written. Its members are the
 * numbers and short texts named here, so it is spared the search for secrets, which asks each member for each name and
 * was a thirtieth of what reading a document costs.
 */
export const addRequestLog = (app: FastifyInstance): void => {
  const log = app.log.child({}, { redact: [] });
  app.addHook('onResponse', async (request, reply) => {
    log.info({
      reqId: request.id,
      event: 'request.done',
      method: request.method,
      route: request.is404 ? null : (request.routeOptions.url ?? null),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...clientOf(request.headers['hocba-client']),
    });
  });
};
