import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { publish } from '@hocba/server/replication/publish';
import { listQuarantine } from '@hocba/server/storage/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type ReplicationServer, startReplication, TOKEN } from './replication-server.ts';

let server: ReplicationServer;
beforeAll(async () => {
  server = await startReplication();
});
afterAll(() => server.close());

const doc = (id: string, more: object = {}) => ({ _id: id, _rev: '1-a', ...more });
const bulk = (name: string, docs: readonly unknown[], more: object = { new_edits: false }) =>
  call(server, 'POST', `/${name}/_bulk_docs`, { docs, ...more });
const seqOf = async (name: string) =>
  ((await call(server, 'GET', `/${name}/`)).json as { update_seq: number }).update_seq;
const forbidden = (id: string, code: string) => ({
  id,
  error: 'forbidden',
  code,
  reason: expect.any(String),
});

describe('documents from outside', () => {
  it('fault 2: are the same when they come again, at once and later, whatever the order of members', async () => {
    const first = [doc('x', { a: 1, b: [2] })];
    const [one, two] = await Promise.all([bulk('db1', first), bulk('db1', first)]);
    const again = await bulk('db1', [doc('x', { b: [2], a: 1 })]);
    const other = await bulk('db1', [{ ...doc('x', { a: 1, b: [2] }), _rev: '1-other' }]);
    for (const { status, json } of [one, two, again, other]) expect([status, json]).toEqual([201, []]);
    expect(await seqOf('db1')).toBe(1);
    expect((await call(server, 'POST', '/db1/_revs_diff', { x: ['1-a'] })).json).toEqual({});
  });

  it('with another body under a known id are refused and filed, once', async () => {
    await bulk('db2', [doc('x', { a: 1 })]);
    for (const _ of [1, 2]) {
      expect((await bulk('db2', [doc('x', { a: 2 })])).json).toEqual([forbidden('x', 'NOT_A_SYNC_DOCUMENT')]);
    }
    expect((await listQuarantine(server.db, 'db2')).map(({ body }) => JSON.parse(body))).toEqual([
      { _id: 'x', _rev: '1-a', a: 2 },
    ]);
  });

  it('are refused alone: malformed, twice in one batch, of a deeper generation', async () => {
    expect(
      (
        await bulk('db3', [
          doc('a'),
          doc('b', { _rev: 'x' }),
          doc('c', { _rev: '2-b', _revisions: { start: 2, ids: ['b', 'a'] } }),
          doc('d', { n: 1 }),
          doc('d', { n: 2 }),
          doc('d', { n: 1 }),
          doc('e', { note: 'line one\nline two' }),
          doc('f', { _attachments: { x: { stub: true, digest: 'md5-x' } } }),
          doc('a'),
          doc('g'),
        ])
      ).json,
    ).toEqual([
      forbidden('b', 'DOCUMENT_MALFORMED'),
      forbidden('c', 'NOT_A_SYNC_DOCUMENT'),
      forbidden('d', 'NOT_A_SYNC_DOCUMENT'),
      forbidden('e', 'DOCUMENT_MALFORMED'),
      forbidden('f', 'DOCUMENT_MALFORMED'),
    ]);
    expect(await seqOf('db3')).toBe(3);
    expect(await listQuarantine(server.db, 'db3')).toHaveLength(5);
  });

  it('without a revision are taken when new, and are told their revision', async () => {
    const { json } = await bulk('db4', [{ _id: 'x', a: 1 }], {});
    expect(json).toEqual([{ ok: true, id: 'x', rev: expect.stringMatching(/^1-[0-9a-f]{32}$/) }]);
    expect((await bulk('db4', [{ _id: 'x', a: 1 }], {})).json).toEqual(json);
    expect((await bulk('db4', [{ _id: 'x', a: 2 }], { new_edits: true })).json).toEqual([
      forbidden('x', 'NOT_A_SYNC_DOCUMENT'),
    ]);
  });

  it('are told what to build on where they may see it, and nothing of what they may not', async () => {
    const docs = ['note', 'secret'].map((kind) => ({ id: kind, kind, body: { a: 1 } }));
    await server.db.commit(await publish(server.db, 'db11', docs));
    const asked = { note: ['9-x'], secret: ['9-x'], nothing: ['9-x'] };
    expect((await call(server, 'POST', '/db11/_revs_diff', asked)).json).toEqual({
      note: { missing: ['9-x'], possible_ancestors: [expect.stringMatching(/^1-/)] },
      secret: { missing: ['9-x'] },
      nothing: { missing: ['9-x'] },
    });
  });

  it('fault 42: cannot change what the registry wrote', async () => {
    await server.db.commit(await publish(server.db, 'db5', [{ id: 'own', kind: 'note', body: { a: 1 } }]));
    const deeper = { _id: 'own', _rev: '9-f', _revisions: { start: 9, ids: ['f'] }, a: 2 };
    for (const [docs, more] of [
      [[doc('own', { a: 2 })], { new_edits: false }],
      [[deeper], { new_edits: false }],
      [[{ _id: 'own', _rev: '1-a', a: 2 }], { new_edits: true }],
      [[{ _id: 'own', a: 2 }], {}],
    ] as const) {
      expect((await bulk('db5', docs, more)).json).toEqual([forbidden('own', 'NOT_A_SYNC_DOCUMENT')]);
    }
    expect((await call(server, 'GET', '/db5/own')).json).toMatchObject({ a: 1 });
    expect(await seqOf('db5')).toBe(1);
  });
});

describe('ids that are names of an object’s prototype', () => {
  it('fault 40: are ids like all others', async () => {
    const asked = '{"__proto__":["1-a"],"constructor":["1-a","2-b"],"hasOwnProperty":["1-a"]}';
    const ask = async () => JSON.stringify((await call(server, 'POST', '/db6/_revs_diff', asked)).json);
    expect(await ask()).toBe(
      '{"__proto__":{"missing":["1-a"]},"constructor":{"missing":["1-a","2-b"]},"hasOwnProperty":{"missing":["1-a"]}}',
    );
    // Ids with an underscore belong to the protocol, so no document can have this one.
    expect((await bulk('db6', [doc('__proto__', { n: 1 }), doc('constructor', { n: 2 })])).json).toEqual([
      forbidden('__proto__', 'DOCUMENT_MALFORMED'),
    ]);
    expect(await ask()).toBe(
      '{"__proto__":{"missing":["1-a"]},"constructor":{"missing":["2-b"]},"hasOwnProperty":{"missing":["1-a"]}}',
    );
  });
});

describe('what is not for outside', () => {
  it('E8: databases are not made or removed', async () => {
    for (const method of ['PUT', 'DELETE']) {
      expect(await call(server, method, '/db/')).toMatchObject({ status: 403, json: { error: 'forbidden' } });
    }
  });

  it.each([
    ['no token', {}, 'TOKEN_MISSING'],
    ['a wrong token', { authorization: 'Bearer x' }, 'TOKEN_INVALID'],
  ])('%s is answered 401 on every route', async (_, headers, code) => {
    for (const [method, path] of [
      ['GET', '/db/'],
      ['GET', '/db/_changes'],
      ['GET', '/db/x'],
      ['GET', '/db/_local/x'],
      ['PUT', '/db/_local/x'],
      ['POST', '/db/_bulk_docs'],
      ['POST', '/db/_bulk_get'],
      ['POST', '/db/_revs_diff'],
    ] as const) {
      const answer = await call(server, method, path, method === 'GET' ? undefined : '{}', headers);
      expect(answer).toMatchObject({ status: 401, json: { error: 'unauthorized', code } });
    }
  });

  it('another database, an unknown document and an unknown path are 404 in JSON', async () => {
    for (const path of ['/other/', '/other/_changes', '/db/nothing', '/db/_local/nothing', '/db/_design/x']) {
      expect(await call(server, 'GET', path)).toMatchObject({
        status: 404,
        json: { error: 'not_found', code: 'NOT_FOUND' },
      });
    }
    expect(await call(server, 'POST', '/db/_find', {})).toMatchObject({ status: 404 });
  });
});

describe('bodies', () => {
  it.each([
    '',
    '{',
    '{"docs":',
    'null x',
    '{"a":1,"a":2}',
    `${'['.repeat(100)}${']'.repeat(100)}`,
    '\ufeff{}',
  ])('%j is 400 on every route that reads one', async (body) => {
    for (const [method, path] of [
      ['POST', '/db/_bulk_docs'],
      ['POST', '/db/_bulk_get'],
      ['POST', '/db/_revs_diff'],
      ['PUT', '/db/_local/x'],
    ] as const) {
      expect(await call(server, method, path, body)).toMatchObject({
        status: 400,
        json: { error: 'bad_request', code: 'MALFORMED_JSON' },
      });
    }
  });

  it.each([
    ['POST', '/db/_bulk_docs', []],
    ['POST', '/db/_bulk_docs', { docs: 'x' }],
    ['POST', '/db/_bulk_get', { docs: [7] }],
    ['POST', '/db/_bulk_get', { docs: [{ id: 7 }] }],
    ['POST', '/db/_revs_diff', []],
    ['POST', '/db/_revs_diff', { x: 'y' }],
    ['POST', '/db/_revs_diff', { x: [7] }],
    ['PUT', '/db/_local/x', []],
    ['PUT', '/db/_local/x', { _rev: 'x' }],
    ['GET', '/db/_changes?since=x', undefined],
    ['GET', '/db/_changes?limit=-1', undefined],
    ['GET', '/db/_changes?since=1&since=2', undefined],
    ['GET', '/db/_changes?feed=eventsource', undefined],
    ['GET', '/db/_changes?filter=_doc_ids', undefined],
  ])('%s %s with %j is refused as input', async (method, path, body) => {
    expect(await call(server, method, path, body)).toMatchObject({
      status: 400,
      json: { code: 'INVALID_INPUT' },
    });
  });

  it('over the limit are 413, and so are too many documents', async () => {
    const large = await bulk('db', [doc('large', { text: 'x'.repeat(1024 * 1024) })]);
    expect(large).toMatchObject({ status: 413, json: { error: 'too_large', code: 'BODY_TOO_LARGE' } });
    const many = await bulk(
      'db',
      Array.from({ length: 501 }, (_, i) => doc(`d${i}`)),
    );
    expect(many).toMatchObject({ status: 413, json: { code: 'BODY_TOO_LARGE' } });
    const names = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`d${i}`, []]));
    for (const asked of [names, { d: Array(2001).fill('1-a') }]) {
      const answer = await call(server, 'POST', '/db/_revs_diff', asked);
      expect(answer).toMatchObject({ status: 413, json: { code: 'BODY_TOO_LARGE' } });
    }
    const local = await call(server, 'PUT', '/db/_local/x', { text: 'x'.repeat(20_000) });
    expect(local).toMatchObject({ status: 413 });
  });

  it('of another type are 415', async () => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'text/plain' };
    const response = await fetch(`${server.url}/db/_bulk_docs`, { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' });
  });
});

describe('checkpoints', () => {
  it('go from version to version; a stale one is a conflict', async () => {
    const put = (body: object) => call(server, 'PUT', '/db/_local/a.b%3D%3D', body);
    expect(await put({ _id: '_local/a.b==', last_seq: 1 })).toEqual({
      status: 201,
      json: { ok: true, id: '_local/a.b==', rev: '0-1' },
    });
    expect(await put({ last_seq: 2 })).toMatchObject({ status: 409, json: { error: 'conflict' } });
    expect(await put({ _rev: '0-1', last_seq: 2 })).toMatchObject({ status: 201, json: { rev: '0-2' } });
    expect(await put({ _rev: '0-1', last_seq: 3 })).toMatchObject({ status: 409 });
    expect((await call(server, 'GET', '/db/_local/a.b%3D%3D')).json).toEqual({
      _id: '_local/a.b==',
      _rev: '0-2',
      last_seq: 2,
    });
  });

  it('may be named with an underscore in front, as one replication in 64 names its own', async () => {
    const path = '/db/_local/_xW2gYA4LAA9X.VSwYjDnA%3D%3D';
    expect(await call(server, 'PUT', path, { last_seq: 1 })).toMatchObject({ status: 201 });
    expect(await call(server, 'GET', path)).toMatchObject({ status: 200, json: { last_seq: 1 } });
    expect(await call(server, 'PUT', '/db/_local/', { last_seq: 1 })).toMatchObject({ status: 404 });
  });
});

describe('the feed', () => {
  it('waits for a change with heartbeats, and ends empty when its time is over', async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const poll = async (since: number, timeout: number) =>
      (
        await fetch(
          `${server.url}/db7/_changes?feed=longpoll&since=${since}&heartbeat=100&timeout=${timeout}`,
          {
            headers,
          },
        )
      ).text();
    const empty = await poll(0, 350);
    expect(empty).toMatch(/^\n{2,6}\{"results":\[\],"last_seq":0\}$/);
    const waiting = poll(0, 30_000);
    setTimeout(() => {
      void publish(server.db, 'db7', [{ id: 'x', kind: 'note', body: {} }]).then((writes) =>
        server.db.commit(writes),
      );
    }, 50);
    expect(JSON.parse(await waiting)).toMatchObject({ results: [{ id: 'x', seq: 1 }], last_seq: 1 });
    const docs = await call(server, 'GET', '/db7/_changes?include_docs=true&style=all_docs');
    expect(docs.json).toMatchObject({ results: [{ id: 'x', doc: { _id: 'x' } }] });
  });

  it('is compressed for whoever takes gzip', async () => {
    const docs = Array.from({ length: 100 }, (_, i) => ({ id: `d${i}`, kind: 'note', body: { n: i } }));
    await server.db.commit(await publish(server.db, 'db8', docs));
    const { request } = await import('node:http');
    const answer = await new Promise<{ encoding: string | undefined; bytes: Buffer }>((resolve, reject) => {
      const headers = { authorization: `Bearer ${TOKEN}`, 'accept-encoding': 'gzip' };
      request(`${server.url}/db8/_changes`, { headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ encoding: response.headers['content-encoding'], bytes: Buffer.concat(parts) }),
        );
      })
        .on('error', reject)
        .end();
    });
    expect(answer.encoding).toBe('gzip');
    expect(JSON.parse(gunzipSync(answer.bytes).toString()).results).toHaveLength(100);
  });
});

it('replication knows nothing of what the documents are about', () => {
  const folder = join(import.meta.dirname, '../../server/src/replication');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(15);
  const words = /\b(pupil|student|mark|sheet|class|subject|teacher|school|grade)s?\b/i;
  const found = files.filter((name) => words.test(readFileSync(join(folder, name), 'utf8')));
  expect(found).toEqual([]);
});
