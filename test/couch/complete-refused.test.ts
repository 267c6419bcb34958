import { listAllSyncDocsAfter, listSyncRevs } from '@hocba/server/storage/queries/replication/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addClassOfTwo, CLERK, DATABASE, entryOf, HEAD, PUPILS, TEACHER } from '../fixtures/class-of-two.ts';
import { type Registry, startRegistry } from '../fixtures/registry.ts';
import { listSent } from '../fixtures/sent.ts';
import { listSyncDbs } from './complete/stored/stored-databases.ts';
import { COMPLETE_REQUESTS, type CompleteRequest, type Target } from './complete-requests.ts';
import { type Harness, startHarness } from './harness/harness.ts';

/*
 * The whole protocol is for test servers. The registry has not one of its requests: each is answered by the harness,
 * so that we know that it means something, and refused by the registry, which stays as it was.
 */
let harness: Harness;
let registry: Registry;
let published: Target;
const tokens: string[] = [];

beforeAll(async () => {
  harness = await startHarness(0);
  registry = await startRegistry({ env: { RATE_LIMIT_PER_MINUTE: '1000000' } });
  await addClassOfTwo(registry);
  for (const who of [TEACHER, HEAD, CLERK]) tokens.push((await registry.signIn(who)).token);
  const entry = entryOf([[PUPILS[0]?.id, 'tx1', 85, null]]);
  const payload = { docs: [{ ...entry, _rev: '1-ab' }], new_edits: false };
  await registry.inject(tokens[0] ?? '', { method: 'POST', url: `/sync/${DATABASE}/_bulk_docs`, payload });
  await registry.idle();
  const [row] = await listAllSyncDocsAfter(registry.db, DATABASE, 0, 1);
  if (row === undefined) throw new Error('the registry published nothing');
  published = { db: DATABASE, id: encodeURIComponent(row.id), name: row.id, rev: row.winner };
});
afterAll(async () => {
  await harness.close();
  await registry.close();
});

/** The routes that the registry's replication answers, without their prefix. */
const registryRoutes = () =>
  new Set(
    registry.app.declaredRoutes
      .filter(({ url }) => url === '/sync' || url.startsWith('/sync/'))
      .map(({ method, url }) => `${method} ${url.slice('/sync'.length) || '/'}`),
  );

/** Everything replication keeps, but what is filed of refused documents. */
const everything = async () => {
  const names = (await listSyncDbs(registry.db)).sort();
  const docs = await Promise.all(names.map((name) => listAllSyncDocsAfter(registry.db, name, 0, 1000)));
  const ids = docs.map((rows) => rows.map(({ id }) => id));
  const bodies = await Promise.all(names.map((name, i) => listSyncRevs(registry.db, name, ids[i] ?? [])));
  return { names, docs, bodies, log: await listSent(registry.db, DATABASE, 0, 100) };
};

const DOCUMENT = ['NOT_A_SYNC_DOCUMENT', 'DOCUMENT_MALFORMED'];

const bytesOf = (request: CompleteRequest, target: Target) => {
  const body = request.body?.(target);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...request.headers?.(target),
    },
    ...(body === undefined ? {} : { body: text }),
  };
};

it.each(Object.entries(COMPLETE_REQUESTS))(
  'the registry refuses %s, and stays as it was',
  async (_, request) => {
    const before = await everything();
    const { headers, body } = bytesOf(request, published);
    for (const token of [...tokens, undefined]) {
      const answer = await registry.app.inject({
        method: request.method as 'GET',
        url: `/sync${request.path(published)}`,
        headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
        ...(body === undefined ? {} : { payload: body }),
      });
      if (answer.statusCode === 201) {
        // A batch is answered document by document.
        expect(answer.json()).toEqual([
          expect.objectContaining({ error: 'forbidden', code: expect.toBeOneOf(DOCUMENT) }),
        ]);
      } else {
        const refusal = [answer.statusCode, answer.json()];
        expect(refusal).toEqual([expect.toBeOneOf([400, 401, 403, 404]), expect.anything()]);
        expect(answer.json().code).toMatch(/^[A-Z_]+$/);
      }
    }
    expect(await everything()).toEqual(before);
  },
);

describe('the harness', () => {
  const answered = Object.entries(COMPLETE_REQUESTS).filter(([, { route }]) => route !== undefined);
  let serial = 0;

  const target = async (): Promise<Target> => {
    serial += 1;
    const db = `asked${serial}`;
    const put = (path: string, body: object) =>
      fetch(`${harness.url}/${path}`, { method: 'PUT', body: JSON.stringify(body) });
    await fetch(`${harness.url}/${db}`, { method: 'PUT' });
    await put(`${db}/_local/none`, { n: 1 });
    const file = { content_type: 'text/plain', data: 'aGVsbG8=' };
    const made = await put(`${db}/x%2Fy`, { _attachments: { file } });
    return { db, id: 'x%2Fy', name: 'x/y', rev: (await made.json()).rev };
  };

  it.each(answered)('the harness answers %s', async (_, request) => {
    const aim = await target();
    const answer = await fetch(`${harness.url}${request.path(aim)}`, {
      method: request.method,
      ...bytesOf(request, aim),
    });
    // A request that would need a function of a design document is known, and not run.
    if (request.path(aim).includes('/_design/d/')) return expect(answer.status).toBe(501);
    expect(answer.status).toBeOneOf([200, 201, 202]);
    expect(await answer.text()).not.toContain('"error"');
  });
});

/** The routes that both know and devices need; a batch and a database's removal are refused case by case above. */
const SHARED = [
  'DELETE /:db',
  'DELETE /:db/',
  'GET /',
  'GET /:db',
  'GET /:db/',
  'GET /:db/*',
  'GET /:db/_changes',
  'GET /:db/_snapshot',
  'POST /:db/_bulk_docs',
  'POST /:db/_bulk_get',
  'POST /:db/_changes',
  'POST /:db/_revs_diff',
  'PUT /:db',
  'PUT /:db/',
  'PUT /:db/_local/*',
];

describe('the routes', () => {
  const withoutHead = (routes: readonly string[]) => routes.filter((route) => !route.startsWith('HEAD'));

  it('every route of the whole protocol is asked for above, but those that devices need', () => {
    const asked = new Set(Object.values(COMPLETE_REQUESTS).map(({ route }) => route));
    const known = registryRoutes();
    const only = withoutHead(harness.routes).filter((route) => !known.has(route));
    expect(only.filter((route) => !asked.has(route))).toEqual([]);
    expect(only.length).toBeGreaterThan(10);
    const shared = withoutHead(harness.routes).filter((route) => known.has(route));
    expect(shared.sort()).toEqual(SHARED);
  });

  it('the routes that the table names are there', () => {
    const named = Object.values(COMPLETE_REQUESTS).map(({ route }) => route);
    expect(named.filter((route) => route !== undefined && !harness.routes.includes(route))).toEqual([]);
  });
});
