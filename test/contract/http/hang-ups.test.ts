import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { publish } from '@hocba/server/replication/publish';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addClassOfTwo, CLASS, DATABASE, HEAD } from '../../fixtures/class-of-two.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

/* Requests as they come over a bare connection: broken off, and with two names of a host. */

let registry: Registry;
let port: number;
let token: string;
let begun = Promise.withResolvers<void>();

beforeAll(async () => {
  registry = await startRegistry({
    extend: (app) => {
      const config = { access: 'public' } as const;
      app.get('/test/slow', { config }, async () => {
        begun.resolve();
        await new Promise((resolve) => setTimeout(resolve, 100));
        return { text: 'x'.repeat(100_000) };
      });
      app.get('/test/endless', { config }, (_, reply) => {
        const parts = async function* () {
          for (;;) {
            yield 'x'.repeat(10_000);
            begun.resolve();
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
        };
        return reply.type('text/plain').send(Readable.from(parts()));
      });
    },
  });
  await addClassOfTwo(registry);
  ({ token } = await registry.signIn(HEAD));
  const docs = Array.from({ length: 2000 }, (_, i) => ({
    id: `record:${i}`,
    kind: `record/${CLASS}`,
    body: { text: 'x'.repeat(2000) },
  }));
  await registry.db.commit(await publish(registry.db, DATABASE, docs));
  await registry.app.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = registry.app.server.address() as AddressInfo);
});
afterAll(() => registry.close());

const send = (...lines: string[]): Socket => {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  return socket;
};
const heard = (socket: Socket) =>
  new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
const closed = () =>
  new Promise<void>((resolve) => {
    const ask = (): void => {
      registry.app.server.getConnections((_, count) => (count === 0 ? resolve() : void setTimeout(ask, 20)));
    };
    ask();
  });
const head = (path: string) => [
  `GET ${path} HTTP/1.1`,
  'Host: hocba.example',
  `Authorization: Bearer ${token}`,
];

it.each<[string, () => Promise<Socket>]>([
  ...[`/sync/${DATABASE}/_bulk_docs`, '/auth/sign-in', '/rescue'].map(
    (path): [string, () => Promise<Socket>] => [
      `in the middle of its own body for ${path}`,
      async () => {
        const socket = send(
          `POST ${path} HTTP/1.1`,
          'Host: hocba.example',
          `Authorization: Bearer ${token}`,
          'Content-Type: application/json',
          'Content-Length: 1000',
        );
        socket.write('{"docs":[');
        await new Promise((resolve) => setTimeout(resolve, 100));
        return socket;
      },
    ],
  ),
  [
    'before it is answered',
    async () => {
      begun = Promise.withResolvers();
      const socket = send(...head('/test/slow'));
      await begun.promise;
      return socket;
    },
  ],
  [
    'in the middle of an answer that comes in parts',
    async () => {
      const socket = send(...head('/test/endless'));
      await heard(socket);
      return socket;
    },
  ],
  [
    'in the middle of its first pull',
    async () => {
      const socket = send(...head(`/sync/${DATABASE}/_snapshot`));
      await heard(socket);
      return socket;
    },
  ],
  [
    'while it waits for changes',
    async () => {
      const socket = send(...head(`/sync/${DATABASE}/_changes?feed=longpoll&heartbeat=100&since=now`));
      await heard(socket);
      return socket;
    },
  ],
])(
  'field 41: a client that hangs up %s is no error: no line says so, and the others are answered',
  async (_, begin) => {
    const before = registry.logLines.length;
    const socket = await begin();
    socket.resetAndDestroy();
    await closed();
    await new Promise((resolve) => setTimeout(resolve, 200));
    const loud = registry.logLines
      .slice(before)
      .map((line) => JSON.parse(line) as { level: number; status?: number })
      .filter(({ level, status = 0 }) => level >= 40 || status >= 500);
    expect(loud).toEqual([]);
    const health = send('GET /healthz HTTP/1.1', 'Host: hocba.example', 'Connection: close');
    expect(await heard(health)).toMatch(/^HTTP\/1.1 200 /);
  },
);

it.each([
  [['Host: hocba.example', 'Host: evil.example'], 400],
  [['Host: hocba.example', 'hOST: hocba.example'], 400],
  [[], 400],
  [['Host: hocba.example'], 200],
])('field 41: a request with the hosts %j is answered %i', async (hosts, status) => {
  const socket = send('GET /healthz HTTP/1.1', ...hosts, 'Connection: close');
  const answer = await heard(socket);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
});
