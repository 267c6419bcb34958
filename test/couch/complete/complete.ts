import { answerError } from '@hocba/server/replication/answers/couch-error';
import type { ReplicationOptions } from '@hocba/server/replication/hooks';
import { replication } from '@hocba/server/replication/routes';
import { databaseOf } from '@hocba/server/replication/routes/request-body';
import { findSyncDb } from '@hocba/server/storage/queries/replication/sync';
import type { RegistryError } from '@hocba/shared/problems';
import type {
  FastifyError,
  FastifyInstance,
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import type { FeedEntry } from '../../fixtures/feed-log.ts';
import type { Couch, Instead } from './couch.ts';
import { isCouchRefusal, noDatabase, refusalBody } from './refusal.ts';
import { addServer } from './routes/about-server.ts';
import { addAllDocs } from './routes/all-docs.ts';
import { giveBatch, takeBatch } from './routes/bulk.ts';
import { readChanges } from './routes/changes.ts';
import { addCopy } from './routes/copy.ts';
import { addDatabases, createDatabase, removeDatabase, tellMore } from './routes/databases.ts';
import { addDocuments, putDocument, readDocument } from './routes/documents.ts';
import { addMaintenance } from './routes/maintenance.ts';
import { addMissingRevs } from './routes/missing-revs.ts';
import { openMemory } from './stored/memory.ts';

/** The options of the registry's plugin, and the listener that is told when it answers by itself. */
type Options = ReplicationOptions<null, FeedEntry> & Pick<Couch, 'passedOn'>;

/** Requests that the registry answers in its own way, by method and pattern, and what looks at them first. */
const insteadOf = (app: FastifyInstance, couch: Couch): Readonly<Record<string, Instead>> => ({
  'PUT /:db': createDatabase(couch),
  'DELETE /:db': removeDatabase(couch),
  'POST /:db/_bulk_docs': takeBatch(couch),
  'POST /:db/_bulk_get': giveBatch(couch),
  'GET /:db/_changes': readChanges(app, couch),
  'POST /:db/_changes': readChanges(app, couch),
  'GET /:db/*': readDocument(couch),
  'PUT /:db/_local/*': putDocument(couch),
});

const patternOf = ({ method, routeOptions: { url = '' } }: FastifyRequest): string =>
  `${method === 'HEAD' ? 'GET' : method} ${url === '/:db/' ? '/:db' : url}`;

const answerRefusal = (error: unknown, reply: FastifyReply): FastifyReply => {
  if (!isCouchRefusal(error)) throw error;
  return reply.code(error.status).send(refusalBody(error));
};

/** Looks at every request before the handler of its route, and answers it when it is not one of a device. */
const goBefore = (app: FastifyInstance, couch: Couch): void => {
  const instead = insteadOf(app, couch);
  app.addHook('preHandler', async (request, reply) => {
    const pattern = patternOf(request);
    try {
      const isOfDatabase = pattern.includes('/:db/') || pattern === 'GET /:db';
      if (isOfDatabase && (await findSyncDb(couch.db, databaseOf(request))) === undefined) throw noDatabase();
      const answer = await instead[pattern]?.(request, reply);
      if (answer !== undefined && !reply.sent) return reply.send(answer);
      if (pattern in instead) couch.passedOn(pattern);
    } catch (error) {
      return answerRefusal(error, reply);
    }
  });
  app.addHook('preSerialization', async (request, _reply, payload: unknown) =>
    patternOf(request) === 'GET /:db' &&
    payload !== null &&
    typeof payload === 'object' &&
    'update_seq' in payload
      ? { ...payload, ...(await tellMore(couch, databaseOf(request))) }
      : payload,
  );
};

/** A client of CouchDB sends JSON under any type or none; only the bytes of attachments have types of their own. */
const readAnyType = (app: FastifyInstance): void => {
  app.addHook('onRequest', async ({ raw: { headers }, routeOptions: { url } }) => {
    if (url !== '/:db/*') headers['content-type'] = 'application/json';
  });
};

/** Requests that the registry has no routes for. */
const addMore =
  (couch: Couch, bodyLimit: number): FastifyPluginAsync =>
  async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) =>
      done(null, body),
    );
    app.setErrorHandler((error: FastifyError | RegistryError, request, reply) =>
      isCouchRefusal(error) ? answerRefusal(error, reply) : answerError(error, request, reply),
    );
    addServer(app, couch);
    addDatabases(app, couch);
    addAllDocs(app, couch);
    addMaintenance(app, couch);
    addMissingRevs(app, couch);
    addDocuments(app, couch);
    addCopy(app, couch);
  };

/**
 * Everything a CouchDB client expects of a server, but for the functions of design documents: the registry's own plugin
 * with its own handlers, of which each goes first where it answers as CouchDB would, and around it what no device asks for.
 */
export const completeProtocol =
  (options: Options): FastifyPluginAsync =>
  async (app) => {
    const { db, clock, bodyLimit, passedOn } = options;
    const couch: Couch = { db, clock, passedOn, memory: openMemory() };
    readAnyType(app);
    goBefore(app, couch);
    await app.register(replication(options));
    await app.register(addMore(couch, bodyLimit));
  };
