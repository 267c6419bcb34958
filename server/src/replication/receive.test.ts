import type { Json } from '@hocba/shared/text/strict-json';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Db, Write } from '../storage/db.ts';
import { migrate } from '../storage/migrate.ts';
import { openStorage } from '../storage/open.ts';
import { findSetting, insertSetting } from '../storage/settings.ts';
import { insertSubmission, listSubmissionsAfter } from '../storage/submissions.ts';
import { findSyncDb, listQuarantine, listSyncDocs, listSyncRevs, raiseSeq } from '../storage/sync.ts';
import type { Decision } from './hooks.ts';
import { readBatch, readIncoming } from './incoming.ts';
import { receive } from './receive.ts';

let db: Db;
beforeEach(async () => {
  db = await openStorage('memory:');
  await migrate(db);
});
afterEach(() => db.close());

const ids = Array.from({ length: 40 }, (_, i) => `d${i}`);
const docsOf = (list: readonly string[], more: { [name: string]: Json } = {}) =>
  list.map((_id) => readIncoming({ _id, _rev: '1-a', ...more }, false));

const receiverOf = (writesFor: (id: string) => readonly Write[], committed: string[] = []) => ({
  db,
  name: 'd',
  context: 'somebody',
  now: '2026-10-01T00:00:00.000Z',
  hooks: {
    acceptDoc: async ({ _id }: { [name: string]: Json }): Promise<Decision> => ({
      kind: 'k',
      writes: writesFor(String(_id)),
    }),
    account: (context: string) => context,
    onCommitted: (name: string) => committed.push(name),
  },
});

it('stores all of a batch in one commit, each with its own writes', async () => {
  let commits = 0;
  const stop = db.onCommit(() => {
    commits += 1;
  });
  const committed: string[] = [];
  const outcomes = await receive(
    receiverOf((id) => [insertSetting(`of-${id}`, 'x')], committed),
    docsOf(ids),
  );
  stop();
  expect(outcomes).toEqual(ids.map((id) => ({ id, rev: '1-a' })));
  expect([commits, committed]).toEqual([1, ['d']]);
  expect(await findSetting(db, 'of-d39')).toBe('x');
});

it('lets each document’s own writes find its number in the feed', async () => {
  const now = '2026-10-01T00:00:00.000Z';
  const row = { db: 'd', kind: 'k', dev: 'x', n: 1, account: 'somebody', received_at: now, body: '{}' };
  await receive(
    receiverOf((id) => [insertSubmission({ ...row, doc: id })]),
    docsOf(ids),
  );
  const feed = await listSyncDocs(db, 'd', ids);
  const log = await listSubmissionsAfter(db, 'd', 0, 100);
  expect(log.map(({ doc, seq }) => [doc, seq])).toEqual(ids.map((id, i) => [id, i + 1]));
  expect(new Map(feed.map(({ id, seq }) => [id, seq]))).toEqual(
    new Map(log.map(({ doc, seq }) => [doc, seq])),
  );
});

it('keeps no body where the own writes keep it, and still knows what was said', async () => {
  const kept = new Map<string, string>();
  const receiver = receiverOf(() => []);
  const hooks = {
    ...receiver.hooks,
    keptBodies: async (_: string, asked: readonly string[]) =>
      asked.map((id) => ({ id, body: kept.get(id) ?? '' })),
  };
  const first = docsOf(ids, { a: 1, b: [2] });
  for (const id of ids) kept.set(id, '{"b":[2],"a":1}');
  await receive({ ...receiver, hooks }, first);
  expect(await listSyncRevs(db, 'd', ids)).toEqual([]);
  const again = await receive({ ...receiver, hooks }, [
    ...docsOf(['d1'], { a: 1, b: [2] }),
    ...docsOf(['d2'], { a: 2 }),
  ]);
  expect(again).toEqual([
    { id: 'd1', rev: '1-a' },
    { id: 'd2', forbidden: 'NOT_A_SYNC_DOCUMENT' },
  ]);
});

it('finds the one document whose writes clash for ever, and stores the others', async () => {
  await db.commit([insertSetting('taken', 'x')]);
  const receiver = receiverOf((id) => (id === 'd17' ? [insertSetting('taken', 'y')] : []));
  const outcomes = await receive(receiver, docsOf(ids));
  expect(outcomes.filter((outcome) => 'forbidden' in outcome)).toEqual([
    { id: 'd17', forbidden: 'DUPLICATE' },
  ]);
  expect(outcomes.map(({ id }) => id)).toEqual(ids);
  expect(await listSyncDocs(db, 'd', ids)).toHaveLength(39);
  expect(await findSyncDb(db, 'd')).toMatchObject({ seq: 39 });
  expect(await listQuarantine(db, 'd')).toMatchObject([{ doc: 'd17', code: 'DUPLICATE' }]);
});

it('throws what only another try can mend, after the others are stored', async () => {
  const receiver = receiverOf((id) => (id === 'd3' ? [raiseSeq('nowhere', 1)] : []));
  await expect(receive(receiver, docsOf(ids))).rejects.toMatchObject({ code: 'WRITE_CONFLICT' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await listSyncDocs(db, 'd', ids)).toHaveLength(39);
});

it('lets two devices race with overlapping batches', async () => {
  const receiver = receiverOf(() => []);
  const batches = [ids.slice(0, 30), ids.slice(10), [...ids].reverse()];
  const outcomes = await Promise.all(batches.map((list) => receive(receiver, docsOf(list))));
  expect(outcomes.flat().filter((outcome) => 'forbidden' in outcome)).toEqual([]);
  expect(await findSyncDb(db, 'd')).toMatchObject({ seq: 40 });
  const [first, second] = await Promise.all([
    receive(receiver, docsOf(['x'], { n: 1 })),
    receive(receiver, docsOf(['x'], { n: 2 })),
  ]);
  expect([first, second].flat().filter((outcome) => 'forbidden' in outcome)).toHaveLength(1);
});

it('files a refused document under what every engine can hold of its id', async () => {
  const text = (id: string) => `{"docs":[{"_id":"${id}"}],"new_edits":false}`;
  for (const id of ['a\\u0000b', 'x'.repeat(9_000)]) {
    const { docs } = readBatch(new TextEncoder().encode(text(id)));
    const [outcome] = await receive(
      receiverOf(() => []),
      docs,
    );
    expect(outcome).toMatchObject({ forbidden: 'DOCUMENT_MALFORMED' });
  }
  const filed = (await listQuarantine(db, 'd')).map(({ doc }) => doc);
  expect(filed.sort()).toEqual(['a\ufffdb', 'x'.repeat(256)]);
});
