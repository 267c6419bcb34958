import type { FastifyInstance } from 'fastify';
import { findSyncDb } from '../../storage/queries/replication/sync.ts';
import { noDatabase } from '../couch-refusal.ts';
import type { ReplicationOptions } from '../hooks.ts';
import { addAllDocs } from './routes/all-docs.ts';
import { addBulk } from './routes/bulk.ts';
import { addChanges } from './routes/changes.ts';
import { addCopy } from './routes/copy.ts';
import { addDatabases } from './routes/databases.ts';
import { addDocuments } from './routes/documents.ts';
import { addMaintenance } from './routes/maintenance.ts';
import { addMissingRevs } from './routes/missing-revs.ts';
import { addServer } from './routes/server.ts';

/** Everything a CouchDB client expects of a server, but for the functions of design documents. */
export const addCompleteProtocol = <Context>(
  app: FastifyInstance,
  options: ReplicationOptions<Context>,
): void => {
  // Bytes of an attachment arrive under any type.
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: options.bodyLimit }, (_request, body, done) =>
    done(null, body),
  );
  app.addHook('preHandler', async ({ params, routeOptions }) => {
    const { db: name } = params as { db?: string };
    if (name === undefined || /\/:db\/?$/.test(routeOptions.url ?? '')) return;
    if ((await findSyncDb(options.db, name)) === undefined) throw noDatabase();
  });
  addServer(app, options);
  addDatabases(app, options);
  addBulk(app, options);
  addAllDocs(app, options);
  addChanges(app, options);
  addMaintenance(app, options);
  addMissingRevs(app, options);
  addDocuments(app, options);
  addCopy(app, options);
};
