import type { DatabaseName } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { TEST_MAC } from '../storage/engine/chain-mac.fixture.ts';
import type { Db } from '../storage/engine/db.ts';
import { migrate } from '../storage/engine/migrate.ts';
import { openStorage } from '../storage/engine/open.ts';
import { openSyncDb, raiseSeq } from '../storage/queries/replication/sync.ts';
import { insertSubmissions } from '../storage/queries/submissions.ts';
import { submissionLog } from './submission-log.ts';

const NAME = '95000001-2026-2027' as DatabaseName;
const NOW = '2026-10-01T00:00:00.000Z';
const LARGE = 'x'.repeat(10_000);

/** The bytes of all rows that the database hands out to kept questions. */
const countRead = (db: Db) => {
  const count = { bytes: 0 };
  const counted: Db = {
    ...db,
    read: async (read, values) => {
      const rows = await db.read(read, values);
      count.bytes += JSON.stringify(rows).length;
      return rows;
    },
  };
  return { count, counted };
};

const sent = (i: number, account: string, by = account, rev: string | null = '1-a') => ({
  ...{ db: NAME, doc: `entry:${String(i).padStart(26, '0')}`, kind: 'entry', dev: 'd', n: i, account, rev },
  ...{ received_at: NOW, name: null, body: JSON.stringify({ _id: 'x', by, text: LARGE }) },
});

it('the log says which revisions it has without reading what the documents say', async () => {
  const db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
  const rows = Array.from({ length: 50 }, (_, i) => sent(i, 'teacher'));
  await db.commit([openSyncDb(NAME, NOW), raiseSeq(NAME, rows.length), ...insertSubmissions(db, rows)]);
  const { count, counted } = countRead(db);
  const ids = [...rows.map(({ doc }) => doc), 'entry:of-nobody'];
  const revisions = await submissionLog(counted).listRevisions(NAME, ids, 'teacher');
  expect(revisions).toEqual(new Map(rows.map(({ doc }) => [doc, '1-a'])));
  expect(count.bytes).toBeGreaterThan(50 * 30);
  expect(count.bytes).toBeLessThan(50 * 100);
  await db.close();
});

it('the log tells of a document the account that sent it and its author, and of none that has no revision', async () => {
  const db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
  const rows = [sent(1, 'teacher'), sent(2, 'clerk', 'teacher'), sent(3, 'teacher', 'teacher', null)];
  await db.commit([openSyncDb(NAME, NOW), raiseSeq(NAME, rows.length), ...insertSubmissions(db, rows)]);
  const [first, brought] = rows.map(({ doc }) => doc);
  const told = async (account: string) => [
    ...(
      await submissionLog(db).listRevisions(
        NAME,
        rows.map(({ doc }) => doc),
        account,
      )
    ).keys(),
  ];
  expect((await told('teacher')).toSorted()).toEqual([first, brought]);
  expect(await told('clerk')).toEqual([brought]);
  expect(await told('head')).toEqual([]);
  await db.close();
});
