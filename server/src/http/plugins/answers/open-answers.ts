import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance } from 'fastify';

/**
 * Answers of one account that may be open at one moment: a clerk at five computers waits for changes of four school
 * years at each, and works besides.
 */
const MOST_OPEN = 40;
const RETRY_SECONDS = 5;

/**
 * Refuses a request of an account that has too many answers open. Each holds memory until its caller has read it, and
 * each that waits for changes looks again at every commit, so that the number of requests in a minute alone is no bound.
 */
export const addOpenAnswers = (app: FastifyInstance): void => {
  const open = new Map<string, number>();
  app.addHook('onRequest', async (request, reply) => {
    // A caller who hung up while the database said who it is has no answer that could end.
    if (request.caller === null || reply.raw.closed) return;
    const { account } = request.caller;
    const before = open.get(account) ?? 0;
    if (before >= MOST_OPEN) throw new RegistryError('RATE_LIMITED', undefined, RETRY_SECONDS);
    open.set(account, before + 1);
    // Told once, whether the answer was read to its end or its caller hung up.
    reply.raw.once('close', () => {
      const left = (open.get(account) ?? 1) - 1;
      if (left > 0) open.set(account, left);
      else open.delete(account);
    });
  });
};
