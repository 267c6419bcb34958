import { pipeline, Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { gzipStream, takesGzip } from '../gzip.ts';
import type { ReplicationOptions } from '../hooks.ts';
import { snapshotLines } from '../snapshot.ts';
import { databaseOf } from './request-body.ts';

/**
 * `_snapshot`: everything the caller may see, in one answer, one document per line. It is ours and not CouchDB's: the
 * first pull of a device over a slow line would otherwise be dozens of requests.
 */
export const addSnapshot = <Context>(
  app: FastifyInstance,
  { db, hooks, routeConfig: config }: ReplicationOptions<Context>,
): void => {
  app.get(
    '/:db/_snapshot',
    { config, schema: { summary: 'Streams every visible document for a first pull, as lines of JSON' } },
    async (request, reply) => {
      const name = databaseOf(request);
      const context = await hooks.authorize(request, name);
      const { list: kinds } = await hooks.visibleKinds(context);
      const { uuid: epoch } = await hooks.greeting(request);
      const lines = Readable.from(snapshotLines({ db, name, kinds, epoch }), { highWaterMark: 1 });
      reply.type('application/x-ndjson').header('vary', 'accept-encoding');
      if (!takesGzip(request)) return reply.send(lines);
      reply.header('content-encoding', 'gzip');
      // An error is told by cutting the answer short: the framework destroys it together with the line.
      return reply.send(pipeline(lines, gzipStream(), () => undefined));
    },
  );
};
