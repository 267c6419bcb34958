import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGunzip } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TEACHER } from '../fixtures/class-of-two.ts';
import { type Computer, type Office, ONE, openOffice } from './office.ts';

/*
 * The things between device and registry: proxies that keep, hold back or repack answers, portals that answer
 * themselves, cut answers.
 */

let office: Office;
let teacher: Computer;
beforeEach(async () => {
  office = await openOffice();
  teacher = await office.open();
});
afterEach(() => office.close());

/** The head of an answer and the pieces of its body, unpacked, until it ends or the pieces are enough. */
const listen = async (
  path: string,
  headers: Record<string, string>,
  areEnough: (pieces: readonly string[]) => boolean = () => false,
) => {
  const { token } = await office.registry.signIn(TEACHER);
  const { port } = office.registry.app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/sync/${office.database}/${path}`;
  return new Promise<{ headers: NodeJS.Dict<string | string[]>; pieces: string[] }>((resolve, reject) => {
    const sent = request(url, { headers: { authorization: `Bearer ${token}`, ...headers } }, (answer) => {
      const pieces: string[] = [];
      const body = answer.headers['content-encoding'] === 'gzip' ? answer.pipe(createGunzip()) : answer;
      const end = () => {
        resolve({ headers: answer.headers, pieces });
        sent.destroy();
      };
      body.on('data', (piece: Buffer) => {
        pieces.push(piece.toString());
        if (areEnough(pieces)) end();
      });
      body.on('end', end);
    });
    sent.on('error', reject).end();
  });
};

it('fault 17: heartbeats of a waiting feed leave at once, also for readers that take gzip, and nobody may keep the answer', async () => {
  for (const headers of [{}, { 'accept-encoding': 'gzip' }]) {
    // Three pieces of a feed that goes on waiting: heartbeats that were held back would come as one piece at its end.
    const areThree = (pieces: readonly string[]) => pieces.length === 3;
    const heard = await listen('_changes?feed=longpoll&heartbeat=100&since=now', headers, areThree);
    expect(heard.headers['x-accel-buffering']).toBe('no');
    expect(heard.pieces.join('')).toMatch(/^\n+$/);
    expect(heard.headers['cache-control']).toBe('no-store');
  }
});

it('fault 17: an answer says to proxies that it depends on the compression asked for, and comes plain where a proxy takes that away', async () => {
  for (const column of ['tx1', 'tx2', 'tx3', 'gk', 'ck'] as const) await teacher.enter(column, 80);
  await teacher.sync();
  const packed = await listen('_changes?include_docs=true', { 'accept-encoding': 'gzip' });
  const plain = await listen('_changes?include_docs=true', {});
  expect([packed.headers['content-encoding'], plain.headers['content-encoding']]).toEqual([
    'gzip',
    undefined,
  ]);
  expect(
    [packed.headers.vary, plain.headers.vary].map((vary) => /accept-encoding/i.test(String(vary))),
  ).toEqual([true, true]);
  expect(packed.pieces.join('')).toBe(plain.pieces.join(''));
  expect(packed.headers['cache-control']).toBe('no-store');
});

const page = () => new Response('<html>sign in</html>', { headers: { 'content-type': 'text/html' } });
const ANSWERS: [string, () => Response][] = [
  ['a page with 200', page],
  ['a page with 200 that calls itself JSON', () => Response.json('<html>sign in</html>')],
  ['a redirect', () => Response.redirect('http://portal.example/', 302)],
  ['a 404 in JSON', () => Response.json({ error: 'not_found' }, { status: 404 })],
  ['an empty list in JSON', () => Response.json([])],
  ['an empty object in JSON', () => Response.json({})],
  [
    'a page with 511',
    () => new Response('sign in', { status: 511, headers: { 'content-type': 'text/html' } }),
  ],
];

it.each(ANSWERS)(
  'fault 15: an answer of a portal (%s) is no receipt, and nothing is created',
  async (_, answer) => {
    await teacher.sync();
    await teacher.enter('tx1', 80);
    for (const path of ['', '_revs_diff', '_bulk_docs', '_acks', '_changes', '_bulk_get']) {
      office.network.fault = async (url, pass) => (url.includes(`/${path}`) ? answer() : pass());
      office.network.requests.length = 0;
      await teacher.run().catch(() => undefined);
      const held = (await office.log()).length;
      expect(teacher.unsent()).toBeGreaterThanOrEqual(1 - held);
      expect(office.network.requests.filter((request) => request.startsWith('PUT'))).toEqual([]);
    }
    office.network.fault = undefined;
    await teacher.sync();
    await teacher.sync();
    expect([teacher.unsent(), (await office.log()).length]).toEqual([0, 1]);
    expect(teacher.shown('tx1')).toMatchObject({ value: 80, state: 'registry' });
  },
);

it.each(['_revs_diff', '_bulk_docs', '_acks', '_changes', '_bulk_get'])(
  'fault 18: an answer to %s that ends in the middle counts as none, and the next run makes it good',
  async (path) => {
    await teacher.sync();
    await teacher.enter('tx1', 80);
    let cut = 0;
    office.network.fault = async (url, pass) => {
      const answer = await pass();
      if (!url.includes(path)) return answer;
      cut += 1;
      const text = await answer.text();
      return new Response(text.slice(0, Math.ceil(text.length / 2) - 1), answer);
    };
    await teacher.sync().catch(() => undefined);
    expect(cut).toBeGreaterThan(0);
    office.network.fault = undefined;
    await teacher.sync();
    await teacher.sync();
    expect([teacher.unsent(), (await office.log()).length]).toEqual([0, 1]);
    expect(teacher.shown('tx1', ONE)).toMatchObject({ value: 80, state: 'registry' });
  },
);

it.each([
  [429, 'RATE_LIMITED'],
  [500, 'INTERNAL'],
  [503, 'OVERLOADED'],
  [507, 'STORAGE_FULL'],
])(
  'fault 1: a registry that answers %i has taken nothing, and no run that meets it counts as done',
  async (status, code) => {
    await teacher.sync();
    await teacher.enter('tx1', 80);
    const body = { error: 'x', reason: 'x', code };
    for (const path of ['_revs_diff', '_bulk_docs', '_acks', '/sync/', '_changes']) {
      const ends = path === '/sync/' ? /\/sync\/$/ : new RegExp(`/${path}`);
      office.network.fault = async (url, pass) => (ends.test(url) ? Response.json(body, { status }) : pass());
      const before = teacher.facts().syncedAt;
      await expect(teacher.run()).rejects.toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) });
      expect(teacher.facts().syncedAt).toBe(before);
      expect(teacher.unsent()).toBeGreaterThanOrEqual(1 - (await office.log()).length);
    }
    office.network.fault = undefined;
    await teacher.sync();
    await teacher.sync();
    expect([teacher.unsent(), teacher.facts().refused, (await office.log()).length]).toEqual([0, 0, 1]);
    expect(teacher.shown('tx1')).toMatchObject({ value: 80, state: 'registry' });
  },
);

it.each([
  [429, 'RATE_LIMITED'],
  [503, 'OVERLOADED'],
])(
  'field 7: the pause that a registry asks for with %i reaches the loop, at any request of a run',
  async (status, code) => {
    await teacher.sync();
    await teacher.enter('tx1', 80);
    for (const ends of [/_revs_diff/, /_bulk_docs/, /_acks/, /\/sync\/$/, /_changes/]) {
      office.network.fault = async (url, pass) =>
        ends.test(url)
          ? Response.json({ error: 'x', reason: 'x', code }, { status, headers: { 'retry-after': '30' } })
          : pass();
      await expect(teacher.run()).rejects.toMatchObject({ code, retryAfterSeconds: 30 });
    }
  },
);

it('fault 16: a feed that somebody waits on does not hold up a registry that stops', async () => {
  await teacher.sync();
  const { token } = await office.registry.signIn(TEACHER);
  const agent = new Agent({ keepAlive: true });
  const url = `${office.network.base}/sync/${office.database}/_changes?feed=longpoll&heartbeat=100&since=now`;
  const heard = await new Promise<{ text: string; closed: Promise<void> }>((resolve, reject) => {
    request(url, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      let text = '';
      let closed: Promise<void> | undefined;
      answer.on('data', (piece: Buffer) => {
        text += piece;
        closed ??= office.registry.close();
      });
      answer.on('end', () => closed && resolve({ text, closed }));
    })
      .on('error', reject)
      .end();
  });
  expect(heard.text).toMatch(/"last_seq":[0-9]+[^{}]*\}$/);
  await heard.closed;
  agent.destroy();
  office = await openOffice();
  // A feed that is left alone waits for a minute, so the limit of this test is the assertion.
}, 40_000);
