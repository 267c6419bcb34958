import { afterEach, beforeEach, expect, it } from 'vitest';
import { TEST_MAC } from '../storage/engine/chain-mac.fixture.ts';
import type { Db } from '../storage/engine/db.ts';
import { migrate } from '../storage/engine/migrate.ts';
import { openStorage } from '../storage/engine/open.ts';
import { findSyncDb, listSyncDocs, listSyncRevs } from '../storage/queries/replication/sync.ts';
import { findPublished, listAllPublished, publish } from './publish.ts';

let db: Db;
beforeEach(async () => {
  db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
});
afterEach(() => db.close());

const note = (id: string, text: string, kind = 'note') => ({ id, kind, body: { text } });
const put = async (...docs: ReturnType<typeof note>[]) => db.commit(await publish(db, 'd', docs));

it('the first document creates the database, and the next body gets the next revision', async () => {
  await put(note('a', 'one'));
  const first = await findPublished(db, 'd', 'a');
  await put(note('a', 'two'));
  const second = await findPublished(db, 'd', 'a');
  expect(first).toMatchObject({ kind: 'note', body: { text: 'one' }, rev: expect.stringMatching(/^1-/) });
  expect(second).toMatchObject({ body: { text: 'two' }, rev: expect.stringMatching(/^2-/) });
  expect(await findSyncDb(db, 'd')).toMatchObject({ seq: 2 });
  expect(await listSyncRevs(db, 'd', ['a'])).toHaveLength(1);
});

it('the feed leaves out a document whose body and kind are stored already', async () => {
  await put(note('a', 'one'), note('b', 'one'));
  expect(await publish(db, 'd', [note('a', 'one'), note('b', 'one')])).toEqual([]);
  await put(note('a', 'two'), note('b', 'one'));
  expect(await publish(db, 'd', [note('a', 'two')])).toEqual([]);
  expect(await publish(db, 'd', [note('b', 'one', 'other')])).not.toEqual([]);
  expect(await findSyncDb(db, 'd')).toMatchObject({ seq: 3 });
});

it('the feed gives two publishes of one commit distinct, increasing numbers', async () => {
  await db.commit([
    ...(await publish(db, 'd', [note('a', '1'), note('b', '1')])),
    ...(await publish(db, 'd', [note('c', '1'), note('e', '1')])),
  ]);
  const rows = await listSyncDocs(db, 'd', ['a', 'b', 'c', 'e']);
  expect(rows.map(({ id, seq }) => [id, seq]).sort()).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 3],
    ['e', 4],
  ]);
});

it('the feed refuses a change decided on a revision that is no longer the newest', async () => {
  await put(note('a', 'one'), note('b', 'one'));
  const stale = await publish(db, 'd', [note('a', 'mine'), note('b', 'mine')]);
  await put(note('b', 'theirs'));
  await expect(db.commit(stale)).rejects.toMatchObject({ code: 'WRITE_CONFLICT' });
  expect(await findPublished(db, 'd', 'a')).toMatchObject({ body: { text: 'one' } });
  const late = await publish(db, 'd', [note('c', 'mine')]);
  await put(note('c', 'theirs'));
  await expect(db.commit(late)).rejects.toMatchObject({ code: 'WRITE_CONFLICT' });
});

it('the feed is listed by kind in its order, beyond one page', async () => {
  const many = Array.from({ length: 1203 }, (_, i) => note(`n${i}`, 'x', i % 2 === 0 ? 'even' : 'odd'));
  await put(...many);
  await put(note('n0', 'again', 'even'));
  const all = await listAllPublished(db, 'd');
  const even = all.filter(({ kind }) => kind === 'even');
  expect(even).toHaveLength(602);
  expect(even.at(-1)).toMatchObject({ id: 'n0', body: { text: 'again' } });
  expect(all).toHaveLength(1203);
});

it('the feed keeps a bounded history of a document that changes for years', async () => {
  for (let i = 0; i < 210; i += 1) await put(note('a', String(i)));
  const [row] = await listSyncDocs(db, 'd', ['a']);
  const tree: [rev: string, parent: string | null][] = JSON.parse(row?.tree ?? '[]');
  expect(tree.map(([rev]) => Number.parseInt(rev, 10))).toEqual(
    Array.from({ length: 20 }, (_, i) => 210 - i),
  );
  expect(tree.map(([, parent]) => parent)).toEqual([...tree.slice(1).map(([rev]) => rev), null]);
  expect(row?.winner).toBe(tree[0]?.[0]);
});
