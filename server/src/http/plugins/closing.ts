import type { FastifyInstance } from 'fastify';

/**
 * Ends each connection with the answer that was on its way when the registry was told to stop. Fastify looks for idle
 * connections once, when closing begins; one that was busy then and falls idle later would hold the stop up for the 72
 * seconds after which an idle connection is given up, and an update with it.
 */
export const addClosing = (app: FastifyInstance): void => {
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.addHook('onSend', async (_request, reply) => {
    if (isClosing) reply.header('connection', 'close');
  });
  // A head that left before closing began promised to keep the connection; what is written is still handed over.
  app.addHook('onResponse', async (request) => {
    if (isClosing) request.raw.socket.destroySoon();
  });
};
