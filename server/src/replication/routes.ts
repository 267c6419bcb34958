import { PROBLEMS } from '@hocba/shared/problems';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import { answerError, couchError } from './answers/couch-error.ts';
import { gzipAnswer } from './answers/gzip.ts';
import type { ReplicationOptions } from './hooks.ts';
import { addBulkDocs } from './routes/bulk-docs.ts';
import { addBulkGet } from './routes/bulk-get.ts';
import { addChanges } from './routes/changes.ts';
import { addDocument } from './routes/document.ts';
import { addDatabase, addGreeting } from './routes/greeting.ts';
import { addLocal } from './routes/local.ts';
import { addRevsDiff } from './routes/revs-diff.ts';
import { addSnapshot } from './routes/snapshot.ts';

/** Bodies arrive as bytes: each route reads them strictly, in the way its member names need. */
const takeBytes = (app: FastifyInstance, bodyLimit: number): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
    done(null, body),
  );
};

/**
 * What devices need of the CouchDB replication protocol, and nothing that could change what is stored, as a plugin to
 * register under a prefix.
 */
export const replication =
  <Context, Entry>(options: ReplicationOptions<Context, Entry>): FastifyPluginAsync =>
  async (app) => {
    takeBytes(app, options.bodyLimit);
    app.setErrorHandler(answerError);
    app.setNotFoundHandler((_request, reply) =>
      reply.code(PROBLEMS.NOT_FOUND.status).send(couchError('NOT_FOUND')),
    );
    app.addHook('onSend', gzipAnswer);
    addGreeting(app, options);
    addRevsDiff(app, options);
    addSnapshot(app, options);
    addDatabase(app, options);
    addBulkDocs(app, options);
    addChanges(app, options);
    addBulkGet(app, options);
    addLocal(app, options);
    addDocument(app, options);
  };
