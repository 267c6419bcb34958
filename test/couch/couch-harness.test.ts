import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Harness, startHarness } from './harness/harness.ts';

let harness: Harness;
let name = '';
let serial = 0;
beforeAll(async () => {
  harness = await startHarness(0);
});
afterAll(() => harness.close());
beforeEach(async () => {
  serial += 1;
  name = `db${serial}`;
  expect((await call('', 'PUT')).status).toBe(201);
});

const call = async (path: string, method = 'GET', body?: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${harness.url}/${name}${path}`, {
    method,
    ...(body === undefined
      ? { headers }
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }),
  });
  return { status: answer.status, json: await answer.json() };
};
const put = async (id: string, body: object): Promise<string> => (await call(`/${id}`, 'PUT', body)).json.rev;

describe('the harness', () => {
  it('the harness greets as a server that runs no design document, to pages of any origin', async () => {
    const answer = await fetch(`${harness.url}/`, { headers: { origin: 'http://127.0.0.1:8000' } });
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://127.0.0.1:8000');
    const greeting = await answer.json();
    expect(Object.keys(greeting)).toContain('pouchdb-express-router');
    expect(Object.keys(greeting)).not.toContain('couchdb');
    expect(greeting.uuid).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('the harness makes a database once, and removes it with all that was in it', async () => {
    expect(await call('', 'PUT')).toMatchObject({ status: 412, json: { error: 'file_exists' } });
    await put('a', { n: 1 });
    expect((await call('')).json).toMatchObject({ doc_count: 1, update_seq: 1 });
    expect((await call('', 'DELETE')).json).toEqual({ ok: true });
    expect(await call('/a')).toMatchObject({ status: 404, json: { error: 'not_found' } });
    await call('', 'PUT');
    expect((await call('')).json).toMatchObject({ doc_count: 0, update_seq: 0 });
  });
});

describe('documents', () => {
  it('a document is edited, refused with an older revision, deleted, and written again behind its deletion', async () => {
    const first = await put('a', { n: 1 });
    const second = await put('a', { _rev: first, n: 2 });
    expect(await call('/a', 'PUT', { _rev: first, n: 3 })).toMatchObject({
      status: 409,
      json: { error: 'conflict' },
    });
    expect((await call(`/a?rev=${first}`)).json).toMatchObject({ n: 1 });
    expect((await call(`/a?rev=${second}`, 'DELETE')).json).toMatchObject({ ok: true });
    expect(await call('/a')).toMatchObject({ status: 404, json: { reason: 'deleted' } });
    expect(await put('a', { n: 4 })).toMatch(/^4-/);
    await call('/_compact', 'POST');
    const { json } = await call('/a?revs_info=true');
    expect(json._revs_info.map(({ status }: { status: string }) => status)).toEqual([
      'available',
      'missing',
      'missing',
      'missing',
    ]);
  });

  it('documents get one revision for one edit, in whatever order it is written down', async () => {
    const [a, b] = [
      await put('a', { x: 1, y: [{ p: 1, q: 2 }] }),
      await put('b', { y: [{ q: 2, p: 1 }], x: 1 }),
    ];
    expect(a).toBe(b);
  });

  it.each([
    [{ _id: '_odd' }, 400, 'bad_request'],
    [{ _id: 7 }, 400, 'bad_request'],
    [{ _id: 'a', _zing: 1 }, 500, 'doc_validation'],
    [{ _id: 'a', _rev: 'x' }, 400, 'bad_request'],
  ])('documents are refused when they are none: %j', async (doc, status, error) => {
    expect(await call('/_bulk_docs', 'POST', { docs: [doc] })).toMatchObject({ status, json: { error } });
  });

  it('a document is told missing by revision, whatever name its id has', async () => {
    const rev = await put('a', { n: 1 });
    const next = await put('a', { _rev: rev, n: 2 });
    const asked = { a: [rev, next, '9-f'], constructor: ['1-x'], b: [] };
    expect(await call('/_missing_revs', 'POST', asked)).toEqual({
      status: 200,
      json: { missing_revs: { a: ['9-f'], constructor: ['1-x'] } },
    });
    expect((await call('/_missing_revs', 'POST', { a: ['zing'] })).status).toBe(400);
    expect((await call('/_missing_revs', 'POST', { a: 7 })).status).toBe(400);
  });

  it('documents have histories as long as their database says, until it is removed', async () => {
    expect((await call('/_revs_limit')).json).toBe(1000);
    let rev = await put('a', { n: 1 });
    rev = await put('a', { n: 2, _rev: rev });
    expect(await call('/_revs_limit', 'PUT', 2)).toEqual({ status: 200, json: { ok: true } });
    expect((await call('/_revs_limit')).json).toBe(2);
    const revisions = async () => (await call('/a?revs=true')).json._revisions;
    expect((await revisions()).ids).toHaveLength(2);
    const third = await put('a', { n: 3, _rev: rev });
    expect(await revisions()).toEqual({ start: 3, ids: [third, rev].map((each) => each.slice(2)) });
    for (const none of [0, -1, 1.5, 'x', {}]) {
      expect(await call('/_revs_limit', 'PUT', none)).toMatchObject({ status: 400 });
    }
    expect((await call('/_revs_limit')).json).toBe(2);
    await call('', 'DELETE');
    await call('', 'PUT');
    expect((await call('/_revs_limit')).json).toBe(1000);
  });

  it('documents are kept when the batch that brings them also shortened the history they were in', async () => {
    await call('/_revs_limit', 'PUT', 2);
    const replicated = (...ids: string[]) => ({
      _id: 'a',
      _rev: `${ids.length}-${ids[0]}`,
      _revisions: { start: ids.length, ids },
      n: ids.length,
    });
    await call('/_bulk_docs', 'POST', { docs: [{ ...replicated('a'), _id: 'b' }], new_edits: false });
    const brought = [replicated('c', 'b', 'a'), replicated('a')];
    const docs = [...brought, ...brought.map((doc) => ({ ...doc, _id: 'b' }))];
    expect((await call('/_bulk_docs', 'POST', { docs, new_edits: false })).json).toEqual([]);
    for (const id of ['a', 'b']) {
      expect((await call(`/${id}?conflicts=true`)).json).toMatchObject({ _rev: '3-c', _conflicts: ['1-a'] });
      expect((await call(`/${id}?rev=1-a`)).json).toMatchObject({ n: 1 });
    }
  });

  it('documents that two clients bring at once under one id are two branches of it', async () => {
    const bring = (id: string, hash: string) =>
      call('/_bulk_docs', 'POST', { docs: [{ _id: id, _rev: `1-${hash}`, hash }], new_edits: false });
    for (const id of ['a', 'b', 'c', 'd']) {
      const told = await Promise.all([bring(id, 'x'), bring(id, 'y'), bring(id, 'x')]);
      expect(told.map(({ json }) => json)).toEqual([[], [], []]);
      expect((await call(`/${id}?conflicts=true`)).json).toMatchObject({ _rev: '1-y', _conflicts: ['1-x'] });
    }
  });

  it('documents are listed by their ids, both ways and by keys', async () => {
    for (const id of ['a', 'b', 'c']) await put(id, {});
    const ids = async (query: string) =>
      (await call(`/_all_docs?${query}`)).json.rows.map(({ id }: { id: string }) => id);
    expect(await ids('startkey="b"')).toEqual(['b', 'c']);
    expect(await ids('startkey="b"&descending=true')).toEqual(['b', 'a']);
    expect(await ids('endkey="b"&inclusive_end=false')).toEqual(['a']);
    const { json } = await call('/_all_docs', 'POST', { keys: ['c', 'x'] });
    expect(json.rows).toMatchObject([{ id: 'c' }, { key: 'x', error: 'not_found' }]);
  });
});

const hello = { content_type: 'text/plain', data: Buffer.from('hello').toString('base64') };

describe('a copy', () => {
  const copy = (path: string, destination?: string, more: Record<string, string> = {}) =>
    call(path, 'COPY', undefined, { ...(destination === undefined ? {} : { destination }), ...more });

  it('a copy has the members and the bytes of its document, and a history of its own', async () => {
    const first = await put('a', { n: 1, _attachments: { f: hello } });
    const second = await put('a', { n: 2, _rev: first });
    expect(await copy('/a', 'b')).toMatchObject({
      status: 201,
      json: { ok: true, id: 'b', rev: expect.stringMatching(/^1-/) },
    });
    expect((await call('/b')).json).toMatchObject({ _id: 'b', n: 2 });
    expect(await copy(`/a?rev=${first}`, 'c%2Fd')).toMatchObject({ status: 201, json: { id: 'c/d' } });
    const copied = (await call('/c%2Fd?attachments=true&revs=true')).json;
    expect(copied).toMatchObject({
      n: 1,
      _revisions: { start: 1 },
      _attachments: { f: { data: hello.data } },
    });
    expect((await copy('/a', 'e', { 'if-match': `"${first}"` })).status).toBe(201);
    expect((await call('/e')).json).toMatchObject({ n: 1 });
    expect((await call('/a')).json._rev).toBe(second);
  });

  it('a copy takes the place of another only when it names the revision that is there', async () => {
    await put('a', { n: 1 });
    const rev = await put('b', { n: 2 });
    expect(await copy('/a', 'b')).toMatchObject({ status: 409, json: { error: 'conflict' } });
    expect(await copy('/a', `b?rev=${rev}`)).toMatchObject({
      status: 201,
      json: { rev: expect.stringMatching(/^2-/) },
    });
    expect((await call('/b')).json).toMatchObject({ n: 1 });
  });

  it('a copy needs a document and a place', async () => {
    const rev = await put('a', { n: 1 });
    expect(await copy('/nothing', 'b')).toMatchObject({ status: 404, json: { error: 'not_found' } });
    for (const nowhere of [undefined, `${harness.url}/${name}/b`, '%', '_odd', 'b?rev=zing']) {
      expect(await copy('/a', nowhere)).toMatchObject({ status: 400, json: { error: 'bad_request' } });
    }
    await call(`/a?rev=${rev}`, 'DELETE');
    expect(await copy('/a', 'b')).toMatchObject({ status: 404, json: { reason: 'deleted' } });
    expect((await call('/b')).status).toBe(404);
  });
});

describe('attachments', () => {
  it('attachments come back as they were, and a stub opens only what its own document holds', async () => {
    await put('a', { _attachments: { 'f.txt': hello } });
    const answer = await fetch(`${harness.url}/${name}/a/f.txt`);
    expect([await answer.text(), answer.headers.get('content-type')]).toEqual(['hello', 'text/plain']);
    const { digest } = (await call('/a')).json._attachments['f.txt'];
    const stolen = { _attachments: { 'f.txt': { stub: true, digest, content_type: 'text/plain' } } };
    expect(await call('/b', 'PUT', stolen)).toMatchObject({ status: 412, json: { error: 'missing_stub' } });
    const { json } = await call('/a');
    expect(await put('a', { ...json, n: 2 })).toMatch(/^2-/);
    expect((await call('/a?attachments=true')).json._attachments['f.txt'].data).toBe(hello.data);
  });
});

describe('the feed', () => {
  it('the feed is filtered by ids and by what documents say, but by nobody’s function', async () => {
    await put('a', { n: 1 });
    await put('b', { n: 2 });
    await put('_design/d', { filters: { f: 'function () { return true; }' } });
    const ids = async (filter: string, body: object) =>
      (await call(`/_changes?filter=${filter}`, 'POST', body)).json.results.map(
        ({ id }: { id: string }) => id,
      );
    expect(await ids('_doc_ids', { doc_ids: ['b'] })).toEqual(['b']);
    expect(await ids('_selector', { selector: { n: { $gt: 1 } } })).toEqual(['b']);
    expect((await call('/_changes?filter=d/f')).status).toBe(501);
    expect((await call('/_changes?filter=d/g')).status).toBe(404);
  });

  it('the feed answers a waiting reader at the next document', async () => {
    const waiting = call('/_changes?feed=longpoll&since=now&heartbeat=200');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await put('a', {});
    expect((await waiting).json).toMatchObject({ results: [{ id: 'a' }], last_seq: 1 });
  });
});
