import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { publish } from '@hocba/server/replication/publish';
import { revisionAfter } from '@hocba/server/replication/revision';
import { listQuarantine } from '@hocba/server/storage/queries/replication/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRow } from '../../fixtures/every-row.ts';
import { call, type ReplicationServer, startReplication, TOKEN } from '../../fixtures/replication-server.ts';

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
  it('fault 2: answers are equal when documents come again, at once and later, whatever the order of members', async () => {
    const first = [doc('x', { a: 1, b: [2] })];
    const [one, two] = await Promise.all([bulk('db1', first), bulk('db1', first)]);
    const again = await bulk('db1', [doc('x', { b: [2], a: 1 })]);
    const other = await bulk('db1', [{ ...doc('x', { a: 1, b: [2] }), _rev: '1-other' }]);
    for (const { status, json } of [one, two, again, other]) expect([status, json]).toEqual([201, []]);
    expect(await seqOf('db1')).toBe(1);
    expect((await call(server, 'POST', '/db1/_revs_diff', { x: ['1-a'] })).json).toEqual({});
  });

  it('documents with another body under a known id are refused and filed, once', async () => {
    await bulk('db2', [doc('x', { a: 1 })]);
    for (const _ of [1, 2]) {
      expect((await bulk('db2', [doc('x', { a: 2 })])).json).toEqual([forbidden('x', 'NOT_A_SYNC_DOCUMENT')]);
    }
    expect((await listQuarantine(server.db, 'db2')).map(({ body }) => JSON.parse(body))).toEqual([
      { _id: 'x', _rev: '1-a', a: 2 },
    ]);
  });

  it('documents are refused alone: malformed, twice in one batch, of a deeper generation', async () => {
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

  it('documents without a revision are taken when new, and are told their revision', async () => {
    const { json } = await bulk('db4', [{ _id: 'x', a: 1 }], {});
    expect(json).toEqual([{ ok: true, id: 'x', rev: expect.stringMatching(/^1-[0-9a-f]{32}$/) }]);
    expect((await bulk('db4', [{ _id: 'x', a: 1 }], {})).json).toEqual(json);
    expect((await bulk('db4', [{ _id: 'x', a: 2 }], { new_edits: true })).json).toEqual([
      forbidden('x', 'NOT_A_SYNC_DOCUMENT'),
    ]);
  });

  it('documents are told what to build on if the caller may see it, and nothing of what the caller may not', async () => {
    const docs = ['note', 'secret'].map((kind) => ({ id: kind, kind, body: { a: 1 } }));
    await server.db.commit(await publish(server.db, 'db11', docs));
    const asked = { note: ['9-x'], secret: ['9-x'], nothing: ['9-x'] };
    expect((await call(server, 'POST', '/db11/_revs_diff', asked)).json).toEqual({
      note: { missing: ['9-x'], possible_ancestors: [expect.stringMatching(/^1-/)] },
      secret: { missing: ['9-x'] },
      nothing: { missing: ['9-x'] },
    });
  });

  it('fault 42: documents from outside cannot change what the registry wrote', async () => {
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

describe('a document that a caller may not see', () => {
  it('field 41: a document that a caller may not see is missing in every revision, so that no guess is confirmed', async () => {
    const docs = ['note', 'secret'].map((kind) => ({ id: kind, kind, body: { mark: 85 } }));
    await server.db.commit(await publish(server.db, 'db12', docs));
    const [, secret] = await server.db.query.select().from(server.db.tables.sync_doc);
    const rev = revisionAfter(undefined, '{"mark":85}');
    expect(secret?.winner).toBeDefined();
    expect((await call(server, 'POST', '/db12/_revs_diff', { note: [rev], secret: [rev] })).json).toEqual({
      secret: { missing: [rev] },
    });
  });

  it('field 41: a document that a caller may not see is refused also when the text is guessed right', async () => {
    await server.db.commit(
      await publish(server.db, 'db13', [{ id: 'secret', kind: 'secret', body: { mark: 85 } }]),
    );
    server.knobs.denied.add('secret');
    for (const mark of [85, 80]) {
      expect((await bulk('db13', [doc('secret', { mark })])).json).toEqual([
        forbidden('secret', 'OUT_OF_SCOPE'),
      ]);
    }
    server.knobs.denied.clear();
  });
});

describe('one document that cannot be taken', () => {
  it('field 33: a revision with an empty hash is a revision, as CouchDB’s clients send it', async () => {
    const bare = { _id: 'bare', _rev: '1-', _revisions: { start: 1, ids: [''] }, n: 1 };
    expect((await bulk('db14', [bare])).json).toEqual([]);
    expect((await call(server, 'GET', '/db14/bare')).json).toMatchObject({ _rev: '1-', n: 1 });
    expect((await call(server, 'POST', '/db14/_revs_diff', { bare: ['1-'] })).json).toEqual({});
    const found = await call(server, 'POST', '/db14/_bulk_get?revs=true', {
      docs: [{ id: 'bare', rev: '1-' }],
    });
    expect(found.json).toMatchObject({
      results: [{ docs: [{ ok: { _revisions: { start: 1, ids: [''] } } }] }],
    });
    // Printed as a stock client prints it, which is read in another way.
    const printed = { n: 2, _id: 'printed', _rev: '1-', _revisions: { start: 1, ids: [''] } };
    expect((await bulk('db14', [printed])).json).toEqual([]);
    expect((await call(server, 'GET', '/db14/printed')).json).toMatchObject({ _rev: '1-', n: 2 });
  });

  it.each([
    ['a revision that is none', { _rev: 'x' }],
    ['no revision', { _rev: undefined }],
    ['a revision of two', { _rev: '2-a', _revisions: { start: 2, ids: ['a', 'b'] } }],
    ['a history of another revision', { _rev: '1-a', _revisions: { start: 1, ids: ['b'] } }],
    ['an id that is none', { _id: '_design/x' }],
    ['an id with half a letter', { _id: 'x\ud800' }],
    ['an id that is a number', { _id: 7 }],
    ['no id', { _id: undefined }],
    ['a member of the protocol that is not known', { _attachments: { a: { data: '' } } }],
    ['a deletion', { _deleted: true }],
  ])('field 33: a document that cannot be taken (%s) never refuses its neighbours', async (what, wrong) => {
    const name = 'db15';
    const bad = { ...doc(`bad-${what}`), ...wrong };
    const good = ['before', 'after'].map((place) => doc(`${place}-${what}`));
    const asked = Object.fromEntries(
      [good[0], bad, good[1]].map((one) => [String(one?._id), [String(one?._rev)]]),
    );
    // With half a letter the comparison is no JSON any more; the documents themselves can still be told apart.
    if (String(bad._id).isWellFormed()) {
      const diff = await call(server, 'POST', `/${name}/_revs_diff`, asked);
      expect([diff.status, Object.keys(diff.json as object)]).toEqual([200, Object.keys(asked)]);
    }
    const { status, json } = await bulk(name, [good[0], bad, good[1]] as object[]);
    expect([status, (json as object[]).length]).toEqual([201, 1]);
    for (const one of good) {
      expect((await call(server, 'GET', `/${name}/${encodeURIComponent(String(one._id))}`)).status).toBe(200);
    }
  });
});

describe('ids that are names of an object’s prototype', () => {
  it('fault 40: ids that are names of an object’s prototype are ids like all others', async () => {
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
      '{"__proto__":{"missing":["1-a"]},"constructor":{"missing":["2-b"],"possible_ancestors":["1-a"]},"hasOwnProperty":{"missing":["1-a"]}}',
    );
  });
});

describe('routes that are not for outside', () => {
  it('E8: databases are not made or removed from outside', async () => {
    for (const method of ['PUT', 'DELETE']) {
      expect(await call(server, method, '/db/')).toMatchObject({ status: 403, json: { error: 'forbidden' } });
    }
  });

  it.each([
    ['no token', {}, 'TOKEN_MISSING'],
    ['a wrong token', { authorization: 'Bearer x' }, 'TOKEN_INVALID'],
  ])('a request with %s is answered 401 on every route', async (_, headers, code) => {
    for (const [method, path] of [
      ['GET', '/db/'],
      ['GET', '/db/_changes'],
      ['GET', '/db/x'],
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
  ])('the body %j is 400 on every route that reads one', async (body) => {
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
    ['GET', '/db/_changes?since=x', undefined],
    ['GET', '/db/_changes?limit=-1', undefined],
    ['GET', '/db/_changes?since=1&since=2', undefined],
    ['GET', '/db/_changes?feed=eventsource', undefined],
    ['GET', '/db/_changes?filter=_doc_ids', undefined],
  ])('a body to %s %s with %j is refused as input', async (method, path, body) => {
    expect(await call(server, method, path, body)).toMatchObject({
      status: 400,
      json: { code: 'INVALID_INPUT' },
    });
  });

  it('bodies over the limit are 413, and too many documents are too', async () => {
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

  it('bodies of another type are 415', async () => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'text/plain' };
    const response = await fetch(`${server.url}/db/_bulk_docs`, { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(415);
    expect(await response.json()).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' });
  });
});

describe('checkpoints', () => {
  it('field 39: checkpoints are taken and kept nowhere, whatever they are called', async () => {
    const before = await everyRow(server.db);
    for (const id of ['a.b%3D%3D', '_xW2gYA4LAA9X.VSwYjDnA%3D%3D']) {
      const path = `/db/_local/${id}`;
      const put = (body: object) => call(server, 'PUT', path, body);
      const taken = { status: 201, json: { ok: true, id: `_local/${decodeURIComponent(id)}`, rev: '0-1' } };
      expect(await put({ last_seq: 1 })).toEqual(taken);
      expect(await put({ _rev: '0-1', last_seq: 2 })).toEqual(taken);
      expect(await call(server, 'GET', path)).toMatchObject({ status: 404, json: { error: 'not_found' } });
    }
    expect(await everyRow(server.db)).toEqual(before);
  });
});

describe('the feed', () => {
  it('the feed waits for a change with heartbeats, and ends empty when its time is over', async () => {
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

  it('the feed is compressed for clients that take gzip', async () => {
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
  const folder = join(import.meta.dirname, '../../../server/src/replication');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(15);
  const words = /\b(pupil|student|mark|sheet|class|subject|teacher|school|grade)s?\b/i;
  const found = files.filter((name) => words.test(readFileSync(join(folder, name), 'utf8')));
  expect(found).toEqual([]);
});
