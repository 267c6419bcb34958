import type { FastifyInstance, FastifyRequest } from 'fastify';
import { badRequest } from '../../couch-refusal.ts';
import type { ReplicationOptions } from '../../hooks.ts';
import { databaseOf } from '../../routes/request-body.ts';
import { compact } from '../compact.ts';
import { jsonBody } from '../query.ts';
import { getRevsLimit, putRevsLimit } from '../revs-limit.ts';

/** What keeps a database small, and what clients ask out of habit. */
export const addMaintenance = <Context>(
  app: FastifyInstance,
  { db, hooks, routeConfig: config }: ReplicationOptions<Context>,
): void => {
  const named = async (request: FastifyRequest): Promise<string> => {
    const name = databaseOf(request);
    await hooks.authorize(request, name);
    return name;
  };
  app.post('/:db/_compact', { config }, async (request, reply) => {
    await compact(db, await named(request));
    return reply.code(202).send({ ok: true });
  });
  app.post('/:db/_view_cleanup', { config }, async (request, reply) => {
    await named(request);
    return reply.code(202).send({ ok: true });
  });
  app.post('/:db/_ensure_full_commit', { config }, async (request, reply) => {
    await named(request);
    return reply.code(201).send({ ok: true, instance_start_time: '0' });
  });
  app.get('/:db/_revs_limit', { config }, async (request) => getRevsLimit(db, await named(request)));
  app.put('/:db/_revs_limit', { config }, async (request) => {
    const name = await named(request);
    const limit = jsonBody(request);
    if (!Number.isSafeInteger(limit) || Number(limit) < 1)
      throw badRequest('revs_limit is a whole number above 0');
    await db.commit([putRevsLimit(name, Number(limit))]);
    return { ok: true };
  });
  app.get('/:db/_security', { config }, async (request) => {
    await named(request);
    return {};
  });
};
