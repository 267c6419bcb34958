import { publish } from '@hocba/server/replication/publish';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLocks } from '../../school-client/src/device/lock.ts';
import { everyRow } from '../fixtures/every-row.ts';
import { call, type ReplicationServer, startReplication } from '../fixtures/replication-server.ts';
import {
  type Between,
  idsOf,
  localPouch,
  pull,
  push,
  remoteOver,
  remotePouch,
} from '../fixtures/stock-pouch.ts';

/* The trust of stock PouchDB in its checkpoints, its cost, and the way that is taken here instead. */

let server: ReplicationServer;
const others: ReplicationServer[] = [];
beforeEach(async () => {
  server = await startReplication();
});
afterEach(async () => {
  for (const one of [server, ...others.splice(0)]) await one.close();
});

const docs = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ _id: `doc${String(from + i).padStart(3, '0')}` }));
const notes = async (to: ReplicationServer, ids: readonly string[]) => {
  const all = ids.map((id) => ({ id, kind: 'note', body: { n: 1 } }));
  await to.db.commit(await publish(to.db, 'db', all));
};
const seqOf = async (of: ReplicationServer) =>
  ((await call(of, 'GET', '/db/')).json as { update_seq: number }).update_seq;
/** Both sides keep checkpoints, as PouchDB does when it is not told otherwise. */
const BOTH = { checkpoint: true };
/** Another server, as a restore leaves it; `uuid` is what its greeting says. */
const restored = async (uuid = 'first') => {
  const other = await startReplication();
  other.knobs.uuid = uuid;
  others.push(other);
  return other;
};
/** Everything that the server keeps, as one text. */
const textOfAll = async () => JSON.stringify(await everyRow(server.db));
const requestsOf = (what: RegExp) => server.requests.filter((request) => what.test(request)).length;

it('E4: answers lost after the commit leave every document once and with one number', async () => {
  const local = localPouch();
  await local.bulkDocs(docs(1, 250));
  let batches = 0;
  const loseEverySecond: Between = async (url, init, pass) => {
    const answer = await pass(url, init);
    if (url.endsWith('/_bulk_docs') && batches++ % 2 === 0) throw new TypeError('connection reset');
    return answer;
  };
  let runs = 1;
  while (!(await push(local, remoteOver(server, loseEverySecond), { batch_size: 50 }).catch(() => false)))
    runs += 1;
  expect(runs).toBeGreaterThan(1);
  expect(await seqOf(server)).toBe(250);
});

it('field 39: stock PouchDB that leaves checkpoints on both sides pushes all, and nothing of them is kept', async () => {
  const local = localPouch();
  await local.bulkDocs(docs(1, 250));
  const inBatches = { ...BOTH, batch_size: 50 };
  expect(await push(local, remotePouch(server), inBatches)).toMatchObject({
    ok: true,
    docs_written: 250,
    denied: [],
  });
  expect(requestsOf(/PUT .*_local/)).toBeGreaterThan(0);
  expect(await textOfAll()).not.toContain('last_seq');
  await local.bulkDocs(docs(251, 260));
  expect(await push(local, remotePouch(server), inBatches)).toMatchObject({ ok: true, docs_written: 10 });
  expect(await seqOf(server)).toBe(260);
});

/** Answers the first requests for something, then none: the line is cut in the middle of a run. */
const cutAfter = (what: string, passed: number): { between: Between; sent: string[] } => {
  const sent: string[] = [];
  const between: Between = (url, init, pass) => {
    if (!url.includes(what)) return pass(url, init);
    if (sent.length === passed) return Promise.reject(new TypeError('connection reset'));
    sent.push(String(init.body));
    return pass(url, init);
  };
  return { between, sent };
};
const namesIn = (bodies: readonly string[]) => new Set(bodies.join().match(/doc[0-9]{3}/g));

it('field 39: stock PouchDB that is cut off goes on with what is missing, up and down, without a checkpoint here', async () => {
  const local = localPouch();
  await local.bulkDocs(docs(1, 100));
  const inBatches = { ...BOTH, batch_size: 20 };
  const cut = cutAfter('/_bulk_docs', 2);
  await expect(push(local, remoteOver(server, cut.between), inBatches)).rejects.toBeDefined();
  const stored = await seqOf(server);
  expect(stored).toBe(namesIn(cut.sent).size);
  expect(stored).toBeGreaterThan(0);
  const whole = cutAfter('/_bulk_docs', 99);
  await push(local, remoteOver(server, whole.between), inBatches);
  expect([namesIn(whole.sent).size, await seqOf(server)]).toEqual([100 - stored, 100]);

  const down = localPouch();
  const torn = cutAfter('/_bulk_get', 2);
  await pull(down, remoteOver(server, torn.between), inBatches).catch(() => undefined);
  const got = (await idsOf(down)).length;
  expect(got).toBeGreaterThan(0);
  const rest = cutAfter('/_bulk_get', 99);
  await pull(down, remoteOver(server, rest.between), inBatches);
  expect([(await idsOf(down)).length, namesIn(rest.sent).size]).toEqual([100, 100 - got]);
  expect(await textOfAll()).not.toContain('last_seq');
});

it.each([400, 403, 404, 405, 409, 501])(
  'field 39: a checkpoint refused with %s stops a push of stock PouchDB behind its first batch; here it is taken',
  async (status) => {
    let refused = 0;
    const refuse: Between = (url, init, pass) => {
      if (init.method !== 'PUT' || !url.includes('/_local/')) return pass(url, init);
      refused += 1;
      return Promise.resolve(Response.json({ error: 'refused', reason: 'refused' }, { status }));
    };
    const local = localPouch();
    await local.bulkDocs(docs(1, 30));
    const inBatches = { ...BOTH, batch_size: 10 };
    const stopped = local.replicate.to(remoteOver(server, refuse), inBatches);
    let isOver = false;
    const over = () => {
      isOver = true;
    };
    stopped.then(over, over);
    // A conflict it tries again and again, with pauses.
    await expect.poll(() => refused).toBeGreaterThanOrEqual(status === 409 ? 2 : 1);
    if (status === 409) stopped.cancel();
    await expect.poll(() => isOver).toBe(true);
    expect(await seqOf(server)).toBe(10);
    expect(await push(local, remotePouch(server), inBatches)).toMatchObject({ ok: true });
    expect(await seqOf(server)).toBe(30);
  },
);

it('E9, fault 9: a client without the checkpoints is offered everything again, and nothing is stored twice', async () => {
  const local = localPouch();
  await local.bulkDocs(docs(1, 5));
  await push(local, remotePouch(server), BOTH);
  server.requests.length = 0;
  expect(await push(local, remotePouch(server), BOTH)).toMatchObject({ docs_read: 0, docs_written: 0 });
  expect([requestsOf(/_revs_diff/), await seqOf(server)]).toEqual([1, 5]);
  // Lost on the device: another database with the same documents is a device that has forgotten where it was.
  const again = localPouch();
  await again.bulkDocs(docs(1, 5));
  await push(again, remotePouch(server), BOTH);
  expect(await seqOf(server)).toBe(5);
});

it('field 39: stock PouchDB that leaves checkpoints on both sides pulls all, and what is new the next time', async () => {
  await notes(server, ['a', 'b', 'c']);
  const local = localPouch();
  expect(await pull(local, remotePouch(server), BOTH)).toMatchObject({ ok: true, docs_written: 3 });
  await notes(server, ['d']);
  expect(await pull(local, remotePouch(server), BOTH)).toMatchObject({ ok: true, docs_written: 1 });
  expect(await idsOf(local)).toEqual(['a', 'b', 'c', 'd']);
  expect(await textOfAll()).not.toContain('last_seq');
});

it('E9, E15: a loss by a restore is found by a stock client, because no newer checkpoint here hides it', async () => {
  const local = localPouch();
  await local.bulkDocs(docs(1, 3));
  await push(local, remotePouch(server), BOTH);
  const old = await restored();
  await push(local, remotePouch(old), { checkpoint: false });
  await local.bulkDocs(docs(4, 5));
  await push(local, remotePouch(server), BOTH);
  expect(await push(local, remotePouch(old), BOTH)).toMatchObject({ docs_written: 2 });
  expect(await seqOf(old)).toBe(5);
});

it('E15: a checkpoint of the device’s own hides the loss until the greeting tells of the restore', async () => {
  const local = localPouch();
  await local.bulkDocs(docs(1, 5));
  await push(local, remotePouch(server));
  const old = await restored();
  const moved = remoteOver(server, (url, init, pass) => pass(url.replace(server.url, old.url), init));
  expect(await push(local, moved)).toMatchObject({ docs_written: 0 });
  expect(await seqOf(old)).toBe(0);
  old.knobs.uuid = 'second';
  const again = remoteOver(server, (url, init, pass) => pass(url.replace(server.url, old.url), init));
  expect(await push(local, again)).toMatchObject({ docs_written: 5 });
  expect(await seqOf(old)).toBe(5);
});

it('E10, fault 8: a number that the feed has not reached is answered from the beginning, not told back', async () => {
  await notes(server, ['a', 'b']);
  for (const query of ['since=999', 'since="999"', 'since=999&feed=longpoll&timeout=100']) {
    const { json } = await call(server, 'GET', `/db/_changes?${query}`);
    const { results, last_seq } = json as { results: { id: string }[]; last_seq: number };
    expect([results.map(({ id }) => id), last_seq]).toEqual([['a', 'b'], 2]);
  }
});

it('E14, fault 8: a feed behind the checkpoint is blind for stock PouchDB until it has passed it', async () => {
  await notes(server, ['a', 'b', 'c', 'd', 'e']);
  const stock = localPouch();
  const device = localPouch();
  for (const local of [stock, device]) await pull(local, remotePouch(server));
  const old = await restored();
  await notes(old, ['a', 'b', 'c', 'new-4']);
  /** The acts of a server that takes any number for its own. */
  const echo: Between = async (url, init, pass) => {
    const since = Number(new URL(url).searchParams.get('since') ?? 0);
    const now = since > (await seqOf(old)) ? Response.json({ results: [], last_seq: since }) : undefined;
    return url.includes('/_changes') && now !== undefined ? now : pass(url, init);
  };
  await pull(stock, remoteOver(old, echo));
  expect(await idsOf(stock)).not.toContain('new-4');
  await pull(device, remotePouch(old));
  expect(await idsOf(device)).toContain('new-4');

  // Once the numbers have passed the checkpoint only another epoch helps, however the feed answers.
  const passed = await restored();
  await notes(passed, ['a', 'b', 'c', 'new-4', 'new-5', 'new-6']);
  await pull(stock, remotePouch(passed));
  expect(await idsOf(stock)).not.toContain('new-4');
  passed.knobs.uuid = 'second';
  await pull(stock, remotePouch(passed));
  expect(await idsOf(stock)).toEqual(['a', 'b', 'c', 'd', 'e', 'new-4', 'new-5', 'new-6']);
});

it('E11: two runs at once do the work twice and harm nothing; here the second finds the lock taken', async () => {
  const local = localPouch();
  await local.bulkDocs(docs(1, 100));
  const one = () => push(local, remotePouch(server));
  await Promise.all([one(), one()]);
  expect(await seqOf(server)).toBe(100);
  expect(requestsOf(/_bulk_docs/)).toBe(2);
  await local.bulkDocs(docs(101, 200));
  server.requests.length = 0;
  const { ifFree } = createLocks();
  const [first, second] = await Promise.all([ifFree('hocba-test-sync', one), ifFree('hocba-test-sync', one)]);
  expect([first?.docs_written, second, requestsOf(/_bulk_docs/)]).toEqual([100, undefined, 1]);
});

it('E13: live replication of one edit costs many requests, a run for a hundred edits fewer', async () => {
  const local = localPouch();
  // As in a shared database, where what goes up is heard again on the way down.
  server.knobs.kinds = ['up'];
  const live = { live: true, retry: true, checkpoint: true, heartbeat: 1000 };
  const up = local.replicate.to(remotePouch(server), live);
  const down = local.replicate.from(remotePouch(server), live);
  await expect.poll(() => requestsOf(/_changes/)).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 200));
  server.requests.length = 0;
  await local.put({ _id: 'one edit' });
  await expect.poll(() => server.requests.length).toBeGreaterThanOrEqual(8);
  for (const running of [up, down]) {
    running.cancel();
    await running.catch(() => undefined);
  }
  server.requests.length = 0;
  await local.bulkDocs(docs(1, 100));
  await push(local, remotePouch(server));
  expect(server.requests.length).toBeLessThan(6);
});
