import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance } from 'fastify';

/** Members of a request's head, names and values in turn. */
const countHosts = (rawHeaders: readonly string[]): number =>
  rawHeaders.filter((text, i) => i % 2 === 0 && text.toLowerCase() === 'host').length;

/**
 * Refuses a request that does not name one host. Of two, a proxy may believe the first and the registry the second, and
 * what one of them checked would not hold for the other.
 */
export const addOneHost = (app: FastifyInstance): void => {
  app.addHook('onRequest', async ({ raw: { rawHeaders, httpVersion } }) => {
    const hosts = countHosts(rawHeaders);
    // Before HTTP/1.1 there was no such header.
    if (hosts > 1 || (hosts === 0 && httpVersion !== '1.0')) {
      throw new RegistryError('INVALID_INPUT', `${hosts} Host headers`);
    }
  });
};
