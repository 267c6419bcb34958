import { write } from '@hocba/server/storage/engine/db';
import { listQuarantine } from '@hocba/server/storage/queries/replication/sync';
import type { Entry } from '@hocba/shared/record/entry';
import type { AccountName, Instant, StudentId } from '@hocba/shared/school/identifiers';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addClassOfTwo, DATABASE, entryOf, HEAD, PUPILS, TEACHER } from '../../fixtures/class-of-two.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';
import { listSent } from '../../fixtures/sent.ts';

/* Documents that devices push go into the submission log alone; replication finds it there again. */

let registry: Registry;
let token: string;
beforeAll(async () => {
  registry = await startRegistry();
  await addClassOfTwo(registry);
  ({ token } = await registry.signIn(TEACHER));
});
afterAll(() => registry.close());

const post = async (path: string, body: object) =>
  (await registry.inject(token, { method: 'POST', url: `/sync/${DATABASE}/${path}`, payload: body })).json();
const push = (...docs: object[]) => post('_bulk_docs', { docs, new_edits: false });
const log = () => listSent(registry.db, DATABASE, 0, 100);
const feed = async () =>
  (await registry.inject(token, { url: `/sync/${DATABASE}/_changes` })).json() as {
    results: { id: string }[];
  };

/** As a stock client prints it: what PouchDB adds comes last. */
const printed = (doc: Entry, hash = 'ab') => {
  const { _id, ...members } = doc;
  return { ...members, _id, _rev: `1-${hash}`, _revisions: { start: 1, ids: [hash] } };
};
const entry = (value: number) => entryOf([[PUPILS[0]?.id as StudentId, 'tx1', value, null]]);

it('the log holds a pushed document under its revision, which nothing but it knows', async () => {
  const one = entry(85);
  expect(await push(printed(one))).toEqual([]);
  expect((await log()).map(({ doc, rev, body }) => [doc, rev, JSON.parse(body)])).toEqual([
    [one._id, '1-ab', one],
  ]);
  expect(await post('_revs_diff', { [one._id]: ['1-ab'] })).toEqual({});
  expect(await post('_revs_diff', { [one._id]: ['1-cd', '1-ab'] })).toEqual({
    [one._id]: { missing: ['1-cd'] },
  });
  expect((await feed()).results.map(({ id }) => id)).not.toContain(one._id);
});

it('the registry reads a batch alike however it is printed', async () => {
  const [first, second] = [entry(60), entry(65)];
  await push(printed(first));
  await push({ ...second, _rev: '1-ab' });
  const bodies = new Map((await log()).map(({ doc, body }) => [doc, body]));
  expect(bodies.get(first._id)).toBe(JSON.stringify(first));
  expect(bodies.get(second._id)).toBe(JSON.stringify(second));
});

it('the registry takes the good ones of a printed batch, and refuses the others by name', async () => {
  const [good, foreign, broken] = [
    entry(70),
    { ...entry(75), by: 'somebody.else' as AccountName },
    entry(80),
  ];
  const text = JSON.stringify({
    docs: [printed(good), printed(foreign), printed({ ...broken, at: '2026-10-01 or so' as Instant })],
    new_edits: false,
  });
  const answer = await registry.inject(token, {
    method: 'POST',
    url: `/sync/${DATABASE}/_bulk_docs`,
    headers: { 'content-type': 'application/json' },
    payload: text,
  });
  expect(answer.json().map(({ id, code }: { id: string; code: string }) => [id, code])).toEqual([
    [foreign._id, 'AUTHOR_MISMATCH'],
    [broken._id, 'DOCUMENT_MALFORMED'],
  ]);
  expect((await log()).map(({ doc }) => doc)).toContain(good._id);
  const filed = (await listQuarantine(registry.db, DATABASE)).map(({ doc }) => doc);
  expect(filed.sort()).toEqual([foreign._id, broken._id].sort());
});

it('the registry reads a batch as a whole when one of its documents is not what it looked like', async () => {
  const [good, twice] = [entry(90), entry(95)];
  const text = JSON.stringify({ docs: [printed(good), printed(twice)], new_edits: false });
  const answer = await registry.inject(token, {
    method: 'POST',
    url: `/sync/${DATABASE}/_bulk_docs`,
    headers: { 'content-type': 'application/json' },
    payload: text.replace(/(.*)"v":1/, '$1"v":1,"v":1'),
  });
  expect(answer.json()).toMatchObject([{ id: twice._id, code: 'DOCUMENT_MALFORMED' }]);
  expect((await log()).filter(({ doc }) => doc === good._id)).toHaveLength(1);
});

it('the registry compares a document whose revision was never kept, and holds it once', async () => {
  const one = entry(50);
  await push(printed(one));
  await registry.db.commit([
    write((query, { submission: t }) => query.update(t).set({ rev: null }).where(eq(t.doc, one._id)), 1),
  ]);
  expect(await post('_revs_diff', { [one._id]: ['1-ab'] })).toEqual({ [one._id]: { missing: ['1-ab'] } });
  expect(await push(printed(one))).toEqual([]);
  expect((await log()).filter(({ doc }) => doc === one._id)).toHaveLength(1);
  expect(await push(printed({ ...one, n: 4711 }))).toMatchObject([{ code: 'NOT_A_SYNC_DOCUMENT' }]);
});

it('field 41: another account that guesses a document right hears neither that it is here nor that it was', async () => {
  const one = entry(45);
  expect(await push(printed(one))).toEqual([]);
  const { token: head } = await registry.signIn(HEAD);
  const ask = async (path: string, payload: object) =>
    (await registry.inject(head, { method: 'POST', url: `/sync/${DATABASE}/${path}`, payload })).json();
  expect(await ask('_revs_diff', { [one._id]: ['1-ab'] })).toEqual({ [one._id]: { missing: ['1-ab'] } });
  // The same words for the text that is here and for one that is not.
  const right = await ask('_bulk_docs', { docs: [printed(one)], new_edits: false });
  const wrong = await ask('_bulk_docs', { docs: [printed({ ...one, n: 4712 })], new_edits: false });
  expect(right).toMatchObject([{ id: one._id, code: 'AUTHOR_MISMATCH' }]);
  expect(wrong).toEqual(right);
});

it('field 41: an author hears that a document is here also when the author could not send it any more', async () => {
  const one = entry(40);
  expect(await push(printed(one))).toEqual([]);
  await registry.db.commit([
    write((query, { assignment: t }) =>
      query
        .update(t)
        .set({ class: '8A2' })
        .where(and(eq(t.account, TEACHER), eq(t.subject, 'toan'))),
    ),
  ]);
  expect(await post('_revs_diff', { [one._id]: ['1-ab'] })).toEqual({});
  expect(await push(printed(one))).toEqual([]);
  expect(await push(printed(entry(41)))).toMatchObject([{ code: 'OUT_OF_SCOPE' }]);
});
