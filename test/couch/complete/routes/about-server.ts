import type { FastifyInstance } from 'fastify';
import type { Couch } from '../couch.ts';
import { newId } from '../edits/incoming-edit.ts';
import { queryCount } from '../query.ts';
import { listSyncDbs } from '../stored/stored-databases.ts';

/** Ids that are given out at a time. */
const MAX_IDS = 1000;

/** Questions of clients to a server rather than of a database. Nobody signs in here: everybody may do everything. */
export const addServer = (app: FastifyInstance, { db }: Couch): void => {
  app.get('/_all_dbs', async () => (await listSyncDbs(db)).sort());
  app.get('/_uuids', async (request) => {
    const length = Math.min(queryCount(request, 'count') ?? 1, MAX_IDS);
    return { uuids: Array.from({ length }, newId) };
  });
  app.get('/_session', async () => ({
    ok: true,
    userCtx: { name: null, roles: ['_admin'] },
    info: { authentication_handlers: [] },
  }));
  app.route({
    method: ['POST', 'DELETE'],
    url: '/_session',
    handler: async () => ({ ok: true, name: null, roles: ['_admin'] }),
  });
  app.get('/_up', async () => ({ status: 'ok' }));
};
