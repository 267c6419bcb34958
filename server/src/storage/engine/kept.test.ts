import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  insertSyncDocs,
  listSyncDocs,
  listSyncDocsAfter,
  openSyncDb,
  putSyncDocs,
  raiseSeq,
  type SyncDocState,
} from '../queries/replication/sync.ts';
import { TEST_MAC } from './chain-mac.fixture.ts';
import type { Db } from './db.ts';
import { migrate } from './migrate.ts';
import { openStorage } from './open.ts';

let db: Db;
beforeEach(async () => {
  db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
});
afterEach(() => db.close());

const ODD = [
  'a"b',
  "it's",
  'a\\b',
  '[]',
  'null',
  '7',
  'Nguyễn',
  'Nguyễn'.normalize('NFD'),
  '__proto__',
  '%_',
  '{}',
];
const state = (id: string, more: Partial<SyncDocState> = {}): SyncDocState => ({
  id,
  winner: '1-a',
  deleted: false,
  kind: 'k',
  tree: '[["1-a",null]]',
  ...more,
});
const store = (states: readonly SyncDocState[]) =>
  db.commit([
    openSyncDb('d', '2026-10-01T00:00:00.000Z'),
    raiseSeq('d', states.length),
    ...insertSyncDocs('d', states),
  ]);

it('a kept statement finds by lists of any length and of any text, each text by itself', async () => {
  await store(ODD.map((id) => state(id)));
  for (const id of ODD) expect((await listSyncDocs(db, 'd', [id])).map((row) => row.id)).toEqual([id]);
  const found = await listSyncDocs(db, 'd', [...ODD, 'unknown']);
  expect(found.map((row) => row.id).sort()).toEqual([...ODD].sort());
  expect(await listSyncDocs(db, 'd', [])).toEqual([]);
});

it('a kept statement answers booleans as booleans', async () => {
  await store([state('gone', { deleted: true }), state('there')]);
  const found = new Map((await listSyncDocs(db, 'd', ['gone', 'there'])).map((row) => [row.id, row.deleted]));
  expect([found.get('gone'), found.get('there')]).toEqual([true, false]);
});

it('a kept statement takes a list as it is now, whatever it was the last time', async () => {
  await store([state('a', { kind: 'x' }), state('b', { kind: 'y' })]);
  const kinds = ['x'];
  const read = async (list: readonly string[]) =>
    (await listSyncDocsAfter(db, 'd', list, 0, 10)).map(({ id }) => id);
  expect(await read(kinds)).toEqual(['a']);
  kinds.push('y');
  expect(await read(kinds)).toEqual(['a', 'b']);
  Object.freeze(kinds);
  expect([await read(kinds), await read(kinds), await read(['y'])]).toEqual([['a', 'b'], ['a', 'b'], ['b']]);
});

it('a commit with kept statements undoes all its rows when one of them touches none', async () => {
  await store([state('a'), state('b')]);
  const late = db.commit([
    raiseSeq('d', 2),
    ...putSyncDocs('d', [state('a', { winner: '2-b' }), state('b')], 1),
  ]);
  await expect(late).rejects.toMatchObject({ code: 'WRITE_CONFLICT' });
  expect((await listSyncDocs(db, 'd', ['a']))[0]).toMatchObject({ winner: '1-a', seq: 1 });
});
