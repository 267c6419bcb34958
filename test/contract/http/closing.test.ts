import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { addClosing } from '@hocba/server/http/plugins/closing';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import { startRegistry } from '../../fixtures/registry.ts';

/* A registry that is stopped while somebody is being answered: an update must not wait for idle connections. */

const LENGTH = 300_000;
/** Fastify gives an idle connection up after 72 seconds: a registry that waited for it would not close within this limit. */
const LIMIT_MS = 30_000;

/** A registry whose two routes end their answers when told; one has sent its head and half by then. */
const openRegistry = async () => {
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const registry = await startRegistry({
    extend: (app) => {
      const config = { access: 'public' } as const;
      app.get('/test/whole', { config }, async () => {
        begun.resolve();
        await end.promise;
        return { text: 'x'.repeat(LENGTH) };
      });
      app.get('/test/parts', { config }, (_, reply) => {
        const parts = async function* () {
          yield 'x'.repeat(LENGTH / 2);
          begun.resolve();
          await end.promise;
          yield 'x'.repeat(LENGTH / 2);
        };
        return reply.type('text/plain').send(Readable.from(parts()));
      });
    },
  });
  await registry.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = registry.app.server.address() as AddressInfo;
  return { registry, port, begun: begun.promise, end: () => end.resolve() };
};

const textOf = async (answer: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const part of answer.setEncoding('utf8')) text += part;
  return text;
};

it.each(['whole', 'parts'])(
  'an answer begun before closing comes %s, and its connection holds nothing up afterwards',
  async (path) => {
    const { registry, port, begun, end } = await openRegistry();
    const agent = new Agent({ keepAlive: true });
    const answered = once(get({ port, path: `/test/${path}`, agent }), 'response') as Promise<
      [IncomingMessage]
    >;
    await begun;
    // A head that has left can no longer say that the connection ends with it.
    if (path === 'parts') await answered;

    const closed = registry.close();
    // Only then is the connection one that was busy when idle ones were looked for.
    await expect.poll(() => registry.app.server.listening).toBe(false);
    end();
    const [answer] = await answered;
    expect(answer.statusCode).toBe(200);
    expect((await textOf(answer)).match(/x{9,}/)?.[0]).toHaveLength(LENGTH);
    await closed;
    agent.destroy();
  },
  LIMIT_MS,
);

it('a sender of one byte at a time does not hold up a registry that was told to stop', async () => {
  const app = fastify();
  addClosing(app, 100);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  const cut = new Promise<void>((resolve) =>
    socket.on('error', () => undefined).on('close', () => resolve()),
  );
  // One whole request shows that the registry has read what came before it on the connection, part of the next included.
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
  await once(socket, 'data');
  const timer = setInterval(() => socket.write('x'), 20);
  await app.close();
  await cut;
  clearInterval(timer);
});
