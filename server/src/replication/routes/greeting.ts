import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance } from 'fastify';
import { findSyncDb } from '../../storage/queries/replication/sync.ts';
import type { ReplicationOptions } from '../hooks.ts';
import { databaseOf } from './request-body.ts';

/** The version of the protocol that is spoken. */
const VERSION = '3.0.0';

/** Adds the greeting of the server, which names its kind and version. */
export const addGreeting = <Context, Entry>(
  app: FastifyInstance,
  { hooks, routeConfig: config }: ReplicationOptions<Context, Entry>,
): void => {
  app.get(
    '/',
    { config, schema: { summary: 'Says what is served, and in which life of it' } },
    async (request) => ({
      couchdb: 'Welcome',
      version: VERSION,
      vendor: { name: 'hocba' },
      ...(await hooks.greeting(request)),
    }),
  );
};

/** The number that a database is at, and the word that databases are not made from outside. */
export const addDatabase = <Context, Entry>(
  app: FastifyInstance,
  { db, hooks, routeConfig: config }: ReplicationOptions<Context, Entry>,
): void => {
  for (const path of ['/:db', '/:db/']) {
    app.get(path, { config, schema: { summary: 'Says what number a database is at' } }, async (request) => {
      const name = databaseOf(request);
      await hooks.authorize(request, name);
      const seq = (await findSyncDb(db, name))?.seq ?? 0;
      return { db_name: name, update_seq: seq, committed_update_seq: seq, instance_start_time: '0' };
    });
    app.route({
      method: ['PUT', 'DELETE'],
      url: path,
      config,
      schema: { summary: 'Refused: databases are not made or removed from outside' },
      handler: async () => {
        throw new RegistryError('FORBIDDEN', 'databases are not made or removed from outside');
      },
    });
  }
};
