import type { FastifyInstance } from 'fastify';
import type { ReplicationOptions } from '../hooks.ts';
import { bodyObject, databaseOf, restOf } from './request-body.ts';

/** A checkpoint with its five sessions is under 2 KB. */
const MAX_BYTES = 16 * 1024;

/**
 * Checkpoints of devices are kept by the devices. A stock client that tries to leave one here is told that it is taken,
 * because any refusal would end its push; it finds none the next time, compares everything and sends what is missing.
 */
export const addLocal = <Context, Entry>(
  app: FastifyInstance,
  { hooks, routeConfig: config }: ReplicationOptions<Context, Entry>,
): void => {
  const schema = { summary: 'Takes a checkpoint and keeps nothing: a device keeps its checkpoints itself' };
  app.put('/:db/_local/*', { config, schema, bodyLimit: MAX_BYTES }, async (request, reply) => {
    await hooks.authorize(request, databaseOf(request));
    bodyObject(request);
    return reply.code(201).send({ ok: true, id: `_local/${restOf(request)}`, rev: '0-1' });
  });
};
