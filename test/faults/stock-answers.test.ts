import { publish } from '@hocba/server/replication/publish';
import { listQuarantine, listSyncDocs } from '@hocba/server/storage/queries/replication/sync';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRegistryFetch } from '../../school-client/src/registry/registry-fetch.ts';
import { type ReplicationServer, startReplication, TOKEN } from '../fixtures/replication-server.ts';
import {
  type Between,
  idsOf,
  localPouch,
  pull,
  push,
  remoteOver,
  remotePouch,
} from '../fixtures/stock-pouch.ts';

/*
 * The reactions of stock PouchDB to answers that are not the good one, and the answers here, or the acts of the device.
 */

let server: ReplicationServer;
beforeEach(async () => {
  server = await startReplication();
});
afterEach(() => server.close());

const docs = (count: number, more: object = {}, prefix = 'doc') =>
  Array.from({ length: count }, (_, i) => ({ _id: `${prefix}${String(i).padStart(3, '0')}`, ...more }));
const putNotes = async (count: number, prefix = 'note', kind = 'note') =>
  server.db.commit(
    await publish(
      server.db,
      'db',
      docs(count, {}, prefix).map(({ _id: id }) => ({ id, kind, body: { n: 1 } })),
    ),
  );
const held = async (ids: readonly string[]) => (await listSyncDocs(server.db, 'db', ids)).length;
const json = (value: unknown, status = 200) => Response.json(value, { status });
const requestsOf = (what: RegExp) => server.requests.filter((request) => what.test(request)).length;
/** The device's own fetch between stock PouchDB and the server. */
const overDevice =
  (between: Between): Between =>
  (url, init, pass) =>
    createRegistryFetch(
      async () => TOKEN,
      (to, options) => between(to, options, pass),
    ).fetch(url, init);

it('E1: a refused document is never offered again by stock PouchDB; here it is kept whole', async () => {
  const local = localPouch();
  await local.bulkDocs(docs(3, { text: 'x' }));
  server.knobs.denied.add('doc001');
  expect((await push(local, remotePouch(server))).denied).toEqual(['doc001']);
  server.knobs.denied.clear();
  await local.put({ _id: 'later' });
  expect(await push(local, remotePouch(server))).toMatchObject({ docs_written: 1, denied: [] });
  expect(await held(['doc001', 'later'])).toBe(1);
  const [filed] = await listQuarantine(server.db, 'db');
  expect(JSON.parse(filed?.body ?? '')).toMatchObject({ _id: 'doc001', text: 'x' });
});

it('E2: any other word than forbidden stops all that comes behind', async () => {
  const local = localPouch();
  await local.bulkDocs(docs(30));
  server.knobs.denied.add('doc001');
  const conflict: Between = async (url, init, pass) => {
    const answer = await pass(url, init);
    if (!url.endsWith('/_bulk_docs')) return answer;
    return new Response((await answer.text()).replaceAll('forbidden', 'conflict'), answer);
  };
  for (const _ of [1, 2, 3]) {
    await expect(push(local, remoteOver(server, conflict), { batch_size: 10 })).rejects.toBeDefined();
  }
  expect(await held(docs(30).map(({ _id }) => _id))).toBe(9);
  expect(await push(local, remotePouch(server), { batch_size: 10 })).toMatchObject({ ok: true });
  expect(await held(docs(30).map(({ _id }) => _id))).toBe(29);
});

it('E5, fault 10: a token refused once ends stock PouchDB for good; a device renews it and goes on', async () => {
  let refusals = 1;
  const refuseOnce: Between = (url, init, pass) =>
    url.includes('_revs_diff') && refusals-- > 0
      ? Promise.resolve(json({ error: 'unauthorized', code: 'TOKEN_EXPIRED' }, 401))
      : pass(url, init);
  const local = localPouch();
  await local.bulkDocs(docs(3));
  const ended = await new Promise((resolve) => {
    const running = local.replicate.to(remoteOver(server, refuseOnce), { live: true, retry: true });
    running.on('error', resolve);
    running.catch(() => undefined);
  });
  expect(ended).toMatchObject({ status: 401 });
  server.requests.length = 0;
  await local.put({ _id: 'later' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(server.requests).toEqual([]);

  refusals = 1;
  const asked: (string | undefined)[] = [];
  const token = async (refused?: string) => {
    asked.push(refused);
    return refused === undefined ? 'too old' : TOKEN;
  };
  const registry = createRegistryFetch(token, (url, init) => fetch(url, init));
  const overRegistry = remoteOver(server, (url, init) => registry.fetch(url, init));
  expect(await push(local, overRegistry)).toMatchObject({ docs_written: 4 });
  expect(asked).toContain('too old');
});

it('E6: a batch that is too large goes again as it is, and passes when it is made smaller', async () => {
  const local = localPouch();
  await local.bulkDocs(docs(20, { text: 'x'.repeat(60_000) }));
  for (const _ of [1, 2]) {
    await expect(push(local, remotePouch(server), { batch_size: 20 })).rejects.toMatchObject({ status: 413 });
  }
  expect(await held(docs(20).map(({ _id }) => _id))).toBe(0);
  expect(await push(local, remotePouch(server), { batch_size: 5 })).toMatchObject({ docs_written: 20 });
});

it('E7, fault 14: one body that cannot be had costs stock PouchDB the page; here it is left out', async () => {
  await putNotes(10);
  await putNotes(1, 'hidden', 'hidden');
  await putNotes(10, 'other');
  server.knobs.kinds = ['note', 'hidden'];
  /** The right to see one document goes between the list of changes and the bodies. */
  const hide: Between = (url, init, pass) => {
    if (url.includes('/_bulk_get')) server.knobs.kinds = ['note'];
    return pass(url, init);
  };
  const withError: Between = async (url, init, pass) => {
    const answer = await hide(url, init, pass);
    if (!url.includes('/_bulk_get')) return answer;
    const { results } = (await answer.json()) as { results: object[] };
    const error = { id: 'hidden000', rev: '1-x', error: 'forbidden', reason: 'no' };
    return json({ results: [...results, { id: 'hidden000', docs: [{ error }] }] });
  };
  const stuck = localPouch();
  for (const _ of [1, 2]) {
    server.knobs.kinds = ['note', 'hidden'];
    await expect(pull(stuck, remoteOver(server, withError))).rejects.toThrow('problem getting docs');
  }
  server.knobs.kinds = ['note', 'hidden'];
  const local = localPouch();
  expect(await pull(local, remoteOver(server, hide))).toMatchObject({ ok: true, docs_written: 20 });
  expect(await idsOf(local)).not.toContain('hidden000');
});

it('E8, fault 15: stock PouchDB answers a 404 in JSON by making a database; a device asks for none', async () => {
  const asked: string[] = [];
  const portal: Between = async (url, init) => {
    asked.push(`${init.method ?? 'GET'} ${new URL(url).pathname}`);
    return json({ message: 'please sign in to the network' }, 404);
  };
  const local = localPouch();
  await local.bulkDocs(docs(1));
  const stock = remotePouch(server, 'db', TOKEN, portal, {});
  await expect(push(local, stock)).rejects.toBeDefined();
  expect(asked).toContain('PUT /sync/db/');
  asked.length = 0;
  await expect(push(local, remoteOver(server, overDevice(portal)))).rejects.toBeDefined();
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((request) => request.startsWith('PUT'))).toEqual([]);
});

it('E17, fault 16: a feed that falls silent is waited for without end; a device gives up and says so', async () => {
  let given = 0;
  const silent: Between = (url, init, pass) => {
    if (!url.includes('/_changes')) return pass(url, init);
    given += 1;
    return new Promise((_, reject) =>
      init.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
    );
  };
  const stock = localPouch().replicate.from(remoteOver(server, silent), { heartbeat: 20, timeout: 100 });
  let ended = false;
  const end = () => {
    ended = true;
  };
  stock.then(end, end);
  await expect.poll(() => given).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(ended).toBe(false);
  stock.cancel();

  const real = AbortSignal.timeout.bind(AbortSignal);
  const limits: number[] = [];
  const spy = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    limits.push(ms);
    return real(ms / 300);
  });
  try {
    const registry = createRegistryFetch(
      async () => TOKEN,
      (url, init) => silent(url, init, fetch),
    );
    const remote = remoteOver(server, (url, init) => registry.fetch(url, init));
    await expect(pull(localPouch(), remote)).rejects.toBeDefined();
    expect(registry.trouble()?.code).toBe('OFFLINE');
    expect(Math.max(...limits)).toBeLessThanOrEqual(30_000);
  } finally {
    spy.mockRestore();
  }
});

it('E18: one failed request for bodies turns stock PouchDB to single ones for good; a device asks again', async () => {
  await putNotes(30);
  const failOnce = (): Between => {
    let failed = false;
    return (url, init, pass) => {
      if (failed || !url.includes('/_bulk_get')) return pass(url, init);
      failed = true;
      throw new TypeError('connection reset');
    };
  };
  const stock = localPouch();
  await pull(stock, remoteOver(server, failOnce()));
  expect(requestsOf(/GET .*note/)).toBe(30);
  await putNotes(10, 'note-of-later');
  await pull(stock, remotePouch(server));
  expect(requestsOf(/GET .*note/)).toBe(40);

  // Another address, because PouchDB keeps what it believes of this one.
  await server.close();
  server = await startReplication();
  await putNotes(30);
  const careful = localPouch();
  await pull(careful, remoteOver(server, overDevice(failOnce())));
  expect([requestsOf(/GET .*note/), (await idsOf(careful)).length]).toEqual([0, 30]);
});
