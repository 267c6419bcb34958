import type { FastifyInstance } from 'fastify';

/** How long a request that has not come whole may still come once the registry was told to stop; milliseconds. */
const LAST_REQUESTS_MS = 15_000;

/**
 * Ends each connection with the answer that was on its way when the registry was told to stop. Fastify looks for idle
 * connections once, when closing begins; one that was busy then and falls idle later would hold the stop up for the 72
 * seconds after which an idle connection is given up, and an update with it. Node looks for slow senders until closing
 * begins and no longer, so a sender of one byte a second would hold a stop up for ever: its connection is cut.
 */
export const addClosing = (app: FastifyInstance, lastRequestsMs = LAST_REQUESTS_MS): void => {
  let isClosing = false;
  let timer: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    isClosing = true;
    timer = setTimeout(() => app.server.closeAllConnections(), lastRequestsMs);
  });
  app.addHook('onClose', async () => clearTimeout(timer));
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
  // A head that left before closing began promised to keep the connection; what is written is still handed over.
  app.addHook('onResponse', async (request) => {
    if (isClosing) request.raw.socket.destroySoon();
  });
};
