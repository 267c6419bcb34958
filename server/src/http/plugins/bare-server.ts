import { STATUS_CODES } from 'node:http';
import type { FastifyInstance } from 'fastify';

/**
 * Gives the answers that Node's server gives by itself, before any route is asked, the headers of every other answer:
 * 417 to an `Expect` that nobody understands.
 */
export const addBareServerAnswers = (
  app: FastifyInstance,
  headers: Readonly<Record<string, string>>,
): void => {
  app.server.on('checkExpectation', (_request, response) => {
    response.writeHead(417, STATUS_CODES[417], { ...headers, 'content-length': '0', connection: 'close' });
    response.end();
  });
};
