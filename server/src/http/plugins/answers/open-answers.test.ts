import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import type { Caller } from '../../../people/caller.ts';
import { addOpenAnswers } from './open-answers.ts';

it('the count of open answers leaves out a caller who hung up while the caller was looked up', async () => {
  const app = fastify();
  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request) => {
    await setTimeout(50);
    request.caller = { account: 'gv.bomon' } as Caller;
  });
  addOpenAnswers(app);
  app.setErrorHandler((error: { code: string }, _request, reply) => reply.code(429).send(error.code));
  app.get('/', async () => 'answer');
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = new URL(address);
  try {
    const hangUp = async () => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
      await setTimeout(10);
      socket.destroy();
    };
    await Promise.all(Array.from({ length: 45 }, hangUp));
    await setTimeout(100);
    expect(await (await fetch(address)).text()).toBe('answer');
  } finally {
    await app.close();
  }
});
