import { republishClass } from '@hocba/server/records/projection/republish-class.fixture';
import { listQuarantine } from '@hocba/server/storage/queries/replication/sync';
import { countSubmissions } from '@hocba/server/storage/queries/submissions';
import type { ProblemCode } from '@hocba/shared/problems';
import type { SchoolCode } from '@hocba/shared/school/identifiers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  addClassOfTwo,
  CLASS,
  DATABASE,
  entryOf,
  HEAD,
  OTHER_SCHOOL,
  PUPILS,
  SCHOOL,
  TEACHER,
  YEAR,
} from '../fixtures/class-of-two.ts';
import { type Registry, startRegistry } from '../fixtures/registry.ts';

/* A signed-in client that lies. Whatever it sends, its neighbour in the batch is taken and nothing else changes. */

const PUPIL = PUPILS[0]?.id ?? '';
let registry: Registry;
let token: string;
beforeAll(async () => {
  registry = await startRegistry({ env: { RATE_LIMIT_PER_MINUTE: '100000' } });
  await addClassOfTwo(registry);
  await republishClass(registry, SCHOOL as SchoolCode, YEAR, CLASS);
  ({ token } = await registry.signIn(TEACHER));
});
afterAll(() => registry.close());

const send = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: string | object,
  name = DATABASE,
) =>
  registry.inject(token, {
    method,
    url: `/sync/${name}/${path}`,
    ...(body === undefined
      ? {}
      : {
          payload: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
  });
const good = () => ({ ...entryOf([[PUPIL, 'tx1', 80, null]]), _rev: '1-a' });
const registryDocs = async () =>
  (await registry.db.query.select().from(registry.db.tables.sync_rev)).filter(
    ({ id }) => !id.startsWith('entry:'),
  );
const ids = (count: number) => Array.from({ length: count }, (_, i) => i.toString(16).padStart(8, '0'));
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

it.each<[string, () => string, ProblemCode]>([
  [
    'a history of 50,000 revisions',
    () => JSON.stringify({ ...good(), _rev: '50000-0', _revisions: { start: 50_000, ids: ids(50_000) } }),
    'NOT_A_SYNC_DOCUMENT',
  ],
  [
    'a history that begins elsewhere than it says',
    () => JSON.stringify({ ...good(), _revisions: { start: 1, ids: ['a', 'b'] } }),
    'NOT_A_SYNC_DOCUMENT',
  ],
  ['text nested 40 deep', () => `{"_id":"entry:x","_rev":"1-a","cells":${nested(40)}}`, 'DOCUMENT_MALFORMED'],
  [
    'text nested 50,000 deep',
    () => `{"_id":"entry:x","_rev":"1-a","cells":${nested(50_000)}}`,
    'DOCUMENT_MALFORMED',
  ],
  [
    'a stub of an attachment of another school',
    () => JSON.stringify({ ...good(), _attachments: { a: { stub: true, digest: 'md5-x', revpos: 1 } } }),
    'DOCUMENT_MALFORMED',
  ],
  ['the head as its author', () => JSON.stringify({ ...good(), by: HEAD }), 'AUTHOR_MISMATCH'],
  [
    'a sheet of the registry',
    () => JSON.stringify({ _id: 'sheet:8A1:toan:hk1', _rev: '9-f', v: 1, kind: 'sheet', cells: {} }),
    'NOT_A_SYNC_DOCUMENT',
  ],
  ['a class list', () => JSON.stringify({ _id: `class:${CLASS}`, _rev: '1-f' }), 'DOCUMENT_MALFORMED'],
  ['a checkpoint', () => JSON.stringify({ _id: '_local/x', _rev: '0-1' }), 'DOCUMENT_MALFORMED'],
  [
    'a design document',
    () => JSON.stringify({ _id: '_design/x', _rev: '1-a', views: {} }),
    'DOCUMENT_MALFORMED',
  ],
])(
  'fault 42: a document that devices must not push (%s) is refused and filed, and its neighbour is taken',
  async (_, spoil, code) => {
    const before = { docs: await registryDocs(), count: await countSubmissions(registry.db, DATABASE) };
    const body = `{"docs":[${spoil()},${JSON.stringify(good())}],"new_edits":false}`;
    const answer = await send('POST', '_bulk_docs', body);
    expect([answer.statusCode, answer.json()]).toMatchObject([201, [{ error: 'forbidden', code }]]);
    expect(answer.json()).toHaveLength(1);
    expect(await countSubmissions(registry.db, DATABASE)).toBe(before.count + 1);
    await registry.idle();
    expect((await listQuarantine(registry.db, DATABASE)).map((row) => row.code)).toContain(code);
    const kept = (await registryDocs()).filter(({ id }) => id === `class:${CLASS}`);
    expect(kept).toEqual(before.docs.filter(({ id }) => id === `class:${CLASS}`));
  },
);

it.each<[string, Parameters<typeof send>, number, ProblemCode]>([
  [
    'more revisions than a megabyte holds',
    ['POST', '_bulk_docs', { docs: [{ _revisions: { ids: ids(100_001) } }] }],
    413,
    'BODY_TOO_LARGE',
  ],
  ['a checkpoint of a megabyte', ['PUT', '_local/x', { text: 'x'.repeat(1_000_000) }], 413, 'BODY_TOO_LARGE'],
  ['a checkpoint of 17 kB', ['PUT', '_local/x', { text: 'x'.repeat(17_000) }], 413, 'BODY_TOO_LARGE'],
  [
    'a question about 3,000 revisions',
    ['POST', '_revs_diff', { x: Array(3000).fill('1-a') }],
    413,
    'BODY_TOO_LARGE',
  ],
  [
    'the database of another school',
    ['GET', '_changes', undefined, `${OTHER_SCHOOL}-${YEAR}`],
    403,
    'OUT_OF_SCOPE',
  ],
  ['another school year', ['POST', '_bulk_docs', { docs: [] }, `${SCHOOL}-2031-2032`], 403, 'OUT_OF_SCOPE'],
  ['a document put by its name', ['PUT', `class:${CLASS}`, { _rev: '1-a' }], 404, 'NOT_FOUND'],
  ['a document deleted by its name', ['DELETE', `class:${CLASS}?rev=1-a`], 404, 'NOT_FOUND'],
  ['the database deleted', ['DELETE', ''], 403, 'FORBIDDEN'],
  ['a query of its own', ['POST', '_find', { selector: {} }], 404, 'NOT_FOUND'],
  ['a filter of its own', ['GET', '_changes?filter=_view'], 400, 'INVALID_INPUT'],
])('fault 42: a batch of %s is refused as a whole', async (_, asked, status, code) => {
  const before = await registryDocs();
  const answer = await send(...asked);
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  expect(await registryDocs()).toEqual(before);
});

it('fault 42: an edit of a registry document is refused, whichever way it is called', async () => {
  const [before] = (await registryDocs()).filter(({ id }) => id === `class:${CLASS}`);
  for (const edits of [{ new_edits: true }, {}, { new_edits: false }]) {
    const { json } = await send('POST', '_bulk_docs', {
      ...edits,
      docs: [{ ...JSON.parse(before?.body ?? '{}'), _id: before?.id, _rev: before?.rev, students: [] }],
    });
    expect(json()).toMatchObject([{ error: 'forbidden' }]);
  }
  expect((await registryDocs()).filter(({ id }) => id === `class:${CLASS}`)).toEqual([before]);
});

it('fault 42: a flood of nonsense fills no disk, and a mark among it is taken', async () => {
  const before = await countSubmissions(registry.db, DATABASE);
  for (let batch = 0; batch < 3; batch += 1) {
    const nonsense = Array.from({ length: 299 }, (_, i) => ({ _id: `nonsense:${batch}:${i}`, _rev: '1-a' }));
    const answer = await send('POST', '_bulk_docs', { docs: [...nonsense, good()], new_edits: false });
    expect([answer.statusCode, answer.json().length]).toEqual([201, 299]);
  }
  expect(await listQuarantine(registry.db, DATABASE)).toHaveLength(500);
  expect(await countSubmissions(registry.db, DATABASE)).toBe(before + 3);
});
