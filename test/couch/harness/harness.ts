import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { ReplicationHooks } from '@hocba/server/replication/hooks';
import { kindsOf } from '@hocba/server/replication/kinds';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import type { Db } from '@hocba/server/storage/engine/db';
import { migrate } from '@hocba/server/storage/engine/migrate';
import { openStorage } from '@hocba/server/storage/engine/open';
import { openPace } from '@hocba/server/turns/pace';
import fastify, { type FastifyInstance } from 'fastify';
import { type FeedEntry, feedEntry, feedLog } from '../../fixtures/feed-log.ts';
import { completeProtocol } from '../complete/complete.ts';
import { KIND } from '../complete/couch.ts';

/** Suites put large attachments into one request. */
const BODY_LIMIT = 256 * 1024 * 1024;

const openHooks = (db: Db, uuid: string): ReplicationHooks<null, FeedEntry> => ({
  authorize: async () => null,
  acceptDoc: async (doc, name) => ({ entry: feedEntry(doc, name, KIND) }),
  log: feedLog(db),
  visibleKinds: async () => kindsOf([KIND]),
  account: () => 'anybody',
  // Suites ask by these members what they talk to: the one that is there says that no design document is run.
  greeting: async () => ({ uuid, 'pouchdb-express-router': 'Welcome!', couchdb: undefined }),
});

/** A page of any origin may talk to the server, as the browser runner of a suite does. */
const allowOrigins = (app: FastifyInstance): void => {
  app.addHook('onRequest', async ({ headers, method }, reply) => {
    reply.headers({
      'access-control-allow-origin': headers.origin ?? '*',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE, OPTIONS',
      'access-control-allow-headers':
        headers['access-control-request-headers'] ?? 'accept, authorization, content-type, origin, referer',
      'access-control-expose-headers': 'content-type, content-length, etag',
      vary: 'origin',
    });
    if (method === 'OPTIONS') return reply.code(204).send();
  });
};

/** The registry's replication with everything open, and the rest of CouchDB's protocol around it. */
export interface Harness {
  readonly url: string;
  readonly db: Db;
  /** Everything it answers, as `GET /:db`. */
  readonly routes: readonly string[];
  /** Requests that the registry's own handlers answered, as `GET /:db/*`. */
  readonly passedOn: string[];
  close(): Promise<void>;
}

/** Starts the harness on a port of this machine; 0 takes a free one. Storage is a database URL, or opened already. */
export const startHarness = async (port: number, storage: string | Db = 'memory:'): Promise<Harness> => {
  const db = typeof storage === 'string' ? await openStorage(storage, TEST_MAC) : storage;
  await migrate(db);
  const app = fastify({ bodyLimit: BODY_LIMIT, routerOptions: { maxParamLength: 4096 } });
  allowOrigins(app);
  const routes: string[] = [];
  const passedOn: string[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    routes.push(...[method].flat().map((each) => `${each} ${url}`));
  });
  await app.register(
    completeProtocol({
      db,
      hooks: openHooks(db, randomUUID()),
      clock: () => new Date().toISOString(),
      maxBatch: Number.POSITIVE_INFINITY,
      bodyLimit: BODY_LIMIT,
      pace: openPace(),
      routeConfig: {},
      passedOn: (pattern) => passedOn.push(pattern),
    }),
  );
  await app.listen({ port, host: 'localhost' });
  const address = app.server.address() as AddressInfo;
  return {
    url: `http://localhost:${address.port}`,
    db,
    routes,
    passedOn,
    close: async () => {
      await app.close();
      await db.close();
    },
  };
};
