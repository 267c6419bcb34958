import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { publish } from '@hocba/server/replication/publish';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addClassOfTwo, CLERK, DATABASE, HEAD } from '../../fixtures/class-of-two.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';

/* How much memory one account can make the registry hold. */

const SHEET = '8A1:toan:hk1';
/** A sheet that somebody filled on purpose has nearly as much. */
const BYTES = 400_000;
/** The most answers that one account may have open. */
const MOST_OPEN = 40;

let registry: Registry;
let token: string;
beforeEach(async () => {
  registry = await startRegistry();
  await addClassOfTwo(registry);
  ({ token } = await registry.signIn(CLERK));
});
afterEach(() => registry.close());

const store = async (count: number) => {
  const docs = Array.from({ length: count }, (_, i) => ({
    id: `sheet:${SHEET}${i === 0 ? '' : i}`,
    kind: 'sheet/8A1/toan',
    body: { marks: 'x'.repeat(BYTES) },
  }));
  await registry.db.commit(await publish(registry.db, DATABASE, docs));
};
const bulkGet = (docs: readonly object[], query = '') =>
  registry.inject(token, {
    method: 'POST',
    url: `/sync/${DATABASE}/_bulk_get${query}`,
    payload: { docs },
  });

/** Asks over a real line and reads nothing of the answer; gives the registry's end of the line. */
const askAndWait = async (path: string): Promise<{ answer: IncomingMessage; line: Socket }> => {
  const connected = once(registry.app.server, 'connection') as Promise<[Socket]>;
  const { port } = registry.app.server.address() as AddressInfo;
  const headers = { authorization: `Bearer ${token}` };
  const asked = get({ port, host: '127.0.0.1', path, headers, agent: false });
  const [line] = await connected;
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.on('error', () => undefined);
  return { answer, line };
};
const listen = () => registry.app.listen({ host: '127.0.0.1', port: 0 });

it('a sheet that is asked for two thousand times in one request is answered once', async () => {
  await store(1);
  const { rev } = (await registry.inject(token, { url: `/sync/${DATABASE}/_changes` })).json().results[0]
    .changes[0];
  for (const [asked, query] of [
    [{ id: `sheet:${SHEET}` }, ''],
    [{ id: `sheet:${SHEET}`, rev }, ''],
    [{ id: `sheet:${SHEET}`, rev }, '?latest=true'],
  ] as const) {
    const answer = await bulkGet(
      Array.from({ length: 2000 }, () => asked),
      query,
    );
    expect(answer.json().results).toMatchObject([{ id: `sheet:${SHEET}`, docs: [{ ok: { _rev: rev } }] }]);
    expect(answer.rawPayload.length).toBeLessThan(BYTES * 2);
  }
});

it('an answer of twelve megabytes that its caller does not read waits in the database, not in memory', async () => {
  await store(30);
  await listen();
  const { answer, line } = await askAndWait(`/sync/${DATABASE}/_changes?include_docs=true`);
  await pause(300);
  expect(line.writableLength).toBeLessThan(5_000_000);
  let bytes = 0;
  for await (const piece of answer) bytes += (piece as Buffer).length;
  expect(bytes).toBeGreaterThan(30 * BYTES);
});

it('an account has forty answers open at once and no more; others do not notice, and a line that ends makes room', async () => {
  await store(1);
  await listen();
  const { update_seq: seq } = (await registry.inject(token, { url: `/sync/${DATABASE}` })).json();
  const poll = `/sync/${DATABASE}/_changes?feed=longpoll&since=${seq}`;
  const open: IncomingMessage[] = [];
  for (let i = 0; i < MOST_OPEN; i += 1) open.push((await askAndWait(poll)).answer);
  const beyond = await registry.inject(token, { url: '/auth/me' });
  expect([beyond.statusCode, beyond.json().code, beyond.headers['retry-after']]).toEqual([
    429,
    'RATE_LIMITED',
    '5',
  ]);
  const head = await registry.signIn(HEAD);
  expect((await registry.inject(head.token, { url: '/auth/me' })).statusCode).toBe(200);
  for (const answer of open) answer.destroy();
  await expect
    .poll(async () => (await registry.inject(token, { url: '/auth/me' })).statusCode, { timeout: 10_000 })
    .toBe(200);
});
