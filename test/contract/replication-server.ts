import type { AddressInfo } from 'node:net';
import { openPace } from '@hocba/server/pace';
import type { ReplicationHooks } from '@hocba/server/replication/hooks';
import { kindsOf } from '@hocba/server/replication/kinds';
import { replication } from '@hocba/server/replication/routes';
import type { Db } from '@hocba/server/storage/db';
import { migrate } from '@hocba/server/storage/migrate';
import { openStorage } from '@hocba/server/storage/open';
import { RegistryError } from '@hocba/shared/problems';
import fastify from 'fastify';

/** The one reader of these tests. */
export interface Reader {
  readonly account: string;
}

/** What a test may turn while the server runs. */
export interface Knobs {
  uuid: string;
  kinds: string[];
  /** Ids that the hook refuses. */
  denied: Set<string>;
  /** How often the hook was asked. */
  asked: number;
  /** Databases that were told of a commit. */
  committed: string[];
}

export const TOKEN = 'secret-of-the-test';

const hooksOf = (knobs: Knobs): ReplicationHooks<Reader> => ({
  authorize: async (request, name) => {
    if (request.headers.authorization === undefined) throw new RegistryError('TOKEN_MISSING');
    if (request.headers.authorization !== `Bearer ${TOKEN}`) throw new RegistryError('TOKEN_INVALID');
    if (!/^db[0-9]*$/.test(name)) throw new RegistryError('NOT_FOUND');
    return { account: 'reader' };
  },
  acceptDoc: async (doc) => {
    knobs.asked += 1;
    return knobs.denied.has(String(doc._id)) ? { forbidden: 'OUT_OF_SCOPE' } : { kind: 'up', writes: [] };
  },
  visibleKinds: async () => kindsOf(knobs.kinds),
  account: ({ account }) => account,
  greeting: async () => ({ uuid: knobs.uuid }),
  onCommitted: (name) => knobs.committed.push(name),
});

/** The module alone on a loopback port, with simple hooks of its own. */
export interface ReplicationServer {
  readonly url: string;
  readonly db: Db;
  readonly knobs: Knobs;
  /** Method and path of every request so far, without the query. */
  readonly requests: string[];
  close(): Promise<void>;
}

export const startReplication = async (storage = 'memory:'): Promise<ReplicationServer> => {
  const db = await openStorage(storage);
  await migrate(db);
  const knobs: Knobs = { uuid: 'first', kinds: ['note', 'up'], denied: new Set(), asked: 0, committed: [] };
  const requests: string[] = [];
  const app = fastify();
  app.addHook('onRequest', async ({ method, url }) => {
    requests.push(`${method} ${url.split('?')[0]}`);
  });
  await app.register(
    replication({
      db,
      hooks: hooksOf(knobs),
      clock: () => new Date().toISOString(),
      maxBatch: 500,
      bodyLimit: 1024 * 1024,
      pace: openPace(),
      routeConfig: {},
    }),
    { prefix: '/sync' },
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/sync`,
    db,
    knobs,
    requests,
    close: async () => {
      await app.close();
      await db.close();
    },
  };
};

/** One request with the token; the answer as status and JSON. */
export const call = async (
  server: ReplicationServer,
  method: string,
  path: string,
  body?: string | object,
  headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` },
): Promise<{ status: number; json: unknown }> => {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: JSON.parse(text) };
};
