import type { FastifyInstance } from 'fastify';
import { streamPieces } from '../answers/send-pieces.ts';
import { snapshotLines } from '../feed/snapshot.ts';
import type { ReplicationOptions } from '../hooks.ts';
import { databaseOf } from './request-body.ts';

/**
 * `_snapshot`: everything the caller may see, in one answer, one document per line. It is ours and not CouchDB's: the
 * first pull of a device over a slow line would otherwise be dozens of requests.
 */
export const addSnapshot = <Context, Entry>(
  app: FastifyInstance,
  { db, hooks, routeConfig: config }: ReplicationOptions<Context, Entry>,
): void => {
  app.get(
    '/:db/_snapshot',
    { config, schema: { summary: 'Streams every visible document for a first pull, as lines of JSON' } },
    async (request, reply) => {
      const name = databaseOf(request);
      const context = await hooks.authorize(request, name);
      const { list: kinds } = await hooks.visibleKinds(context);
      const { uuid: epoch } = await hooks.greeting(request);
      reply.type('application/x-ndjson');
      return streamPieces(request, reply, snapshotLines({ db, name, kinds, epoch }));
    },
  );
};
