import type { FastifyInstance } from 'fastify';
import { listSyncDbs } from '../../../storage/queries/replication/sync-databases.ts';
import type { ReplicationOptions } from '../../hooks.ts';
import { newId } from '../incoming-edit.ts';
import { queryCount } from '../query.ts';

/** Ids that are given out at a time. */
const MAX_IDS = 1000;

/** What clients ask of a server rather than of a database. Nobody signs in here: everybody may do everything. */
export const addServer = <Context>(
  app: FastifyInstance,
  { db, routeConfig: config }: ReplicationOptions<Context>,
): void => {
  app.get('/_all_dbs', { config }, async () => (await listSyncDbs(db)).sort());
  app.get('/_uuids', { config }, async (request) => {
    const length = Math.min(queryCount(request, 'count') ?? 1, MAX_IDS);
    return { uuids: Array.from({ length }, newId) };
  });
  app.get('/_session', { config }, async () => ({
    ok: true,
    userCtx: { name: null, roles: ['_admin'] },
    info: { authentication_handlers: [] },
  }));
  app.route({
    method: ['POST', 'DELETE'],
    url: '/_session',
    config,
    handler: async () => ({ ok: true, name: null, roles: ['_admin'] }),
  });
  app.get('/_up', { config }, async () => ({ status: 'ok' }));
};
