import { RegistryError } from '@hocba/shared/problems';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import { submissionLog } from '../log/submission-log.ts';
import { TEST_MAC } from '../storage/engine/chain-mac.fixture.ts';
import { migrate } from '../storage/engine/migrate.ts';
import { openStorage } from '../storage/engine/open.ts';
import type { NewSubmission } from '../storage/queries/submissions.ts';
import { openPace } from '../turns/pace.ts';
import { kindsOf } from './kinds.ts';
import { replication } from './routes.ts';

const start = async (guard: () => void, authorize: () => Promise<string> = async () => 'somebody') => {
  const db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
  const app = fastify({ bodyLimit: 10 });
  app.setErrorHandler((_error, _request, reply) => reply.code(500).send({ form: 'of the application' }));
  app.addHook('onRequest', async () => guard());
  app.get('/other', async () => {
    throw new Error('other');
  });
  const routes = replication<string, NewSubmission>({
    db,
    clock: () => '2026-10-01T00:00:00.000Z',
    maxBatch: 2,
    bodyLimit: 1000,
    routeConfig: {},
    pace: openPace(),
    hooks: {
      authorize,
      acceptDoc: async () => ({ forbidden: 'FORBIDDEN' }),
      log: submissionLog(db),
      visibleKinds: async () => kindsOf([]),
      account: (context) => context,
      greeting: async () => ({ uuid: 'u' }),
    },
  });
  await app.register(routes, { prefix: '/sync' });
  return app;
};

it('replication greets with and without the last slash', async () => {
  const app = await start(() => undefined);
  for (const url of ['/sync', '/sync/']) {
    expect((await app.inject(url)).json()).toMatchObject({ couchdb: 'Welcome', uuid: 'u' });
  }
});

it('replication answers refusals of the application’s own guards in the form replicating clients read', async () => {
  const app = await start(() => {
    throw new RegistryError('RATE_LIMITED', undefined, 7);
  });
  const answer = await app.inject('/sync/d/');
  expect(answer.statusCode).toBe(429);
  expect(answer.headers['retry-after']).toBe('7');
  expect(answer.json()).toEqual({
    error: 'too_many_requests',
    reason: 'Too many requests',
    code: 'RATE_LIMITED',
  });
});

it('replication tells nothing of an error nobody foresaw, and leaves the application its own form', async () => {
  const app = await start(
    () => undefined,
    async () => {
      throw new Error('secret of the database');
    },
  );
  const answer = await app.inject('/sync/d/_changes');
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toMatchObject({ error: 'internal_server_error', code: 'INTERNAL' });
  expect(answer.body).not.toContain('secret');
  expect((await app.inject('/other')).json()).toEqual({ form: 'of the application' });
});

it('E2: errors of single documents are answered with forbidden alone, whatever their code’s status', async () => {
  const app = await start(() => undefined);
  const docs = [
    { _id: 'a', _rev: '1-a' },
    { _id: 'b', _rev: 'x' },
  ];
  const answer = await app.inject({
    method: 'POST',
    url: '/sync/d/_bulk_docs',
    payload: { docs, new_edits: false },
  });
  expect(answer.statusCode).toBe(201);
  expect(answer.json().map(({ error, code }: Record<string, string>) => [error, code])).toEqual([
    ['forbidden', 'FORBIDDEN'],
    ['forbidden', 'DOCUMENT_MALFORMED'],
  ]);
});

it('replication has a body limit of its own, larger than the application’s', async () => {
  const app = await start(() => undefined);
  const send = async (bytes: number) => {
    const payload = { docs: [], padding: 'x'.repeat(bytes) };
    return (await app.inject({ method: 'POST', url: '/sync/d/_bulk_docs', payload })).statusCode;
  };
  expect([await send(500), await send(1000)]).toEqual([201, 413]);
});
