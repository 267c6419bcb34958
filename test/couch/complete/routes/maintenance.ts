import type { FastifyInstance } from 'fastify';
import { type Couch, sourceOf } from '../couch.ts';
import { jsonBody } from '../query.ts';
import { badRequest } from '../refusal.ts';
import { compact } from '../stored/compact.ts';

/** Requests that keep a database small, and requests that clients send out of habit. */
export const addMaintenance = (app: FastifyInstance, couch: Couch): void => {
  app.post('/:db/_compact', async (request, reply) => {
    await compact(sourceOf(couch, request));
    return reply.code(202).send({ ok: true });
  });
  app.post('/:db/_view_cleanup', async (_request, reply) => reply.code(202).send({ ok: true }));
  app.post('/:db/_ensure_full_commit', async (_request, reply) =>
    reply.code(201).send({ ok: true, instance_start_time: '0' }),
  );
  app.get('/:db/_revs_limit', async (request) => couch.memory.of(sourceOf(couch, request).name).revsLimit);
  app.put('/:db/_revs_limit', async (request) => {
    const limit = jsonBody(request);
    if (!Number.isSafeInteger(limit) || Number(limit) < 1)
      throw badRequest('revs_limit is a whole number above 0');
    couch.memory.of(sourceOf(couch, request).name).revsLimit = Number(limit);
    return { ok: true };
  });
  app.get('/:db/_security', async () => ({}));
};
