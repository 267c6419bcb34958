import { RegistryError } from '@hocba/shared/problems';
import type { Json } from '@hocba/shared/text/strict-json';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TEST_MAC } from '../../storage/engine/chain-mac.fixture.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import {
  findSyncDb,
  listQuarantine,
  listSyncDocs,
  raiseSeq,
} from '../../storage/queries/replication/sync.ts';
import { insertSetting } from '../../storage/queries/settings.ts';
import {
  insertSubmissions,
  listSubmissionsAfter,
  listSubmissionsOf,
  type NewSubmission,
} from '../../storage/queries/submissions.ts';
import type { Arrived, JsonObject } from '../document.ts';
import type { Decision, DocumentLog } from '../hooks.ts';
import { type Incoming, readBatch, readIncoming } from './incoming.ts';
import { receive } from './receive.ts';

let db: Db;
beforeEach(async () => {
  db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
});
afterEach(() => db.close());

const ids = Array.from({ length: 40 }, (_, i) => `d${i}`);
const docsOf = (list: readonly string[], more: { [name: string]: Json } = {}) =>
  list.map((_id) => readIncoming({ _id, _rev: '1-a', ...more }, false));

const NOW = '2026-10-01T00:00:00.000Z';

/** The entry of a document in the log of these tests. */
type Said = Pick<NewSubmission, 'doc' | 'rev' | 'body'>;

/** Everything goes into the submission log, each with writes of its own. */
const receiverOf = (writesFor: (id: string) => readonly Write[] = () => []) => {
  const log: DocumentLog<Said> = {
    holds: () => true,
    list: async (name, asked) =>
      (await listSubmissionsOf(db, name, asked)).map(({ doc: id, body }) => ({
        id,
        body,
        owners: ['somebody'],
      })),
    listRevisions: async () => new Map(),
    writes: (entries) => {
      const row = { db: 'd', kind: 'k', dev: 'x', n: 1, account: 'somebody', received_at: NOW, name: null };
      const rows = entries.map((said) => ({ ...row, ...said }));
      return [...insertSubmissions(db, rows), ...entries.flatMap(({ doc }) => writesFor(doc))];
    },
  };
  const acceptDoc = async ({ value, rev }: Arrived): Promise<Decision<Said>> => {
    const { _id, ...members } = value as JsonObject;
    return { entry: { doc: String(_id), rev, body: JSON.stringify(members) } };
  };
  return {
    db,
    name: 'd',
    context: 'somebody',
    now: NOW,
    hooks: {
      acceptDoc,
      log,
      account: (context: string) => context,
    },
  };
};

const logged = async () => (await listSubmissionsAfter(db, 'd', 0, 100)).map(({ seq, doc }) => [seq, doc]);

it('the receipt of a batch stores all of it in one commit, numbered in their order', async () => {
  let commits = 0;
  const stop = db.onCommit(() => {
    commits += 1;
  });
  const outcomes = await receive(receiverOf(), docsOf(ids));
  stop();
  expect(outcomes).toEqual(ids.map((id) => ({ id, rev: '1-a' })));
  expect(commits).toBe(1);
  expect(await logged()).toEqual(ids.map((id, i) => [i + 1, id]));
  expect(await listSyncDocs(db, 'd', ids)).toEqual([]);
});

it('the receipt of a batch knows what the log says already, in whatever order it is written', async () => {
  await receive(receiverOf(), docsOf(ids, { b: [2], a: 1 }));
  const again = await receive(receiverOf(), [
    ...docsOf(['d1'], { a: 1, b: [2] }),
    ...docsOf(['d2'], { a: 2 }),
  ]);
  expect(again).toEqual([
    { id: 'd1', rev: '1-a' },
    { id: 'd2', forbidden: 'NOT_A_SYNC_DOCUMENT' },
  ]);
  expect(await logged()).toHaveLength(40);
});

it('the receipt of a batch stores nothing when one of the documents is not what it looked like', async () => {
  const [first, second] = docsOf(ids);
  const open = () => {
    throw new RegistryError('MALFORMED_JSON');
  };
  const docs = [first, { ...second, open }] as Incoming[];
  await expect(receive(receiverOf(), docs)).rejects.toMatchObject({ code: 'MALFORMED_JSON' });
  expect(await logged()).toEqual([]);
});

it('the receipt of a batch finds the one document whose writes clash for ever, and stores the others', async () => {
  await db.commit([insertSetting('taken', 'x')]);
  const receiver = receiverOf((id) => (id === 'd17' ? [insertSetting('taken', 'y')] : []));
  const outcomes = await receive(receiver, docsOf(ids));
  expect(outcomes.filter((outcome) => 'forbidden' in outcome)).toEqual([
    { id: 'd17', forbidden: 'DUPLICATE' },
  ]);
  expect(outcomes.map(({ id }) => id)).toEqual(ids);
  expect(await logged()).toHaveLength(39);
  expect(await findSyncDb(db, 'd')).toMatchObject({ seq: 39 });
  expect(await listQuarantine(db, 'd')).toMatchObject([{ doc: 'd17', code: 'DUPLICATE' }]);
});

it('the receipt of a batch throws what only another try can mend, after the others are stored', async () => {
  const receiver = receiverOf((id) => (id === 'd3' ? [raiseSeq('nowhere', 1)] : []));
  await expect(receive(receiver, docsOf(ids))).rejects.toMatchObject({ code: 'WRITE_CONFLICT' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await logged()).toHaveLength(39);
});

it('the receipt of batches lets two devices race with overlapping ones', async () => {
  const receiver = receiverOf();
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

it('the receipt of a batch files a refused document under what every engine can hold of its id', async () => {
  const text = (id: string) => `{"docs":[{"_id":"${id}"}],"new_edits":false}`;
  for (const id of ['a\\u0000b', 'x'.repeat(9_000)]) {
    const { docs } = readBatch(new TextEncoder().encode(text(id)));
    const [outcome] = await receive(receiverOf(), docs);
    expect(outcome).toMatchObject({ forbidden: 'DOCUMENT_MALFORMED' });
  }
  const filed = (await listQuarantine(db, 'd')).map(({ doc }) => doc);
  expect(filed.sort()).toEqual(['a\ufffdb', 'x'.repeat(256)]);
});
