import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/db';
import { write } from '@hocba/server/storage/db';
import {
  countAllSubmissions,
  countSubmissions,
  findProjection,
  findSubmission,
  insertSubmission,
  listDeviceNumbers,
  listFirstOfNumbers,
  listHeldDocuments,
  listLaggingDatabases,
  listProjections,
  listSubmissionsAfter,
  listSubmissionsOf,
  moveProjection,
} from '@hocba/server/storage/submissions';
import { eq, sql } from 'drizzle-orm';

const open = (name: string) =>
  write((q, t) => q.insert(t.sync_db).values({ name, seq: 0, opened_at: '2026-09-01T00:00:00.000Z' }), 1);
const raise = (name: string) =>
  write(
    (q, t) =>
      q
        .update(t.sync_db)
        .set({ seq: sql`${t.sync_db.seq} + 1` })
        .where(eq(t.sync_db.name, name)),
    1,
  );
const submission = (db: string, doc: string, n: number) =>
  insertSubmission({
    db,
    doc,
    kind: 'entry',
    dev: 'd0000000000aa',
    n,
    account: 'toan.8a1',
    received_at: '2026-10-01T00:00:00.000Z',
    body: '{}',
  });

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a submission takes the number raised in its own commit': async (db) => {
    const name = '90000001-2026-2027';
    await db.commit([
      open(name),
      raise(name),
      submission(name, 'a', 1),
      raise(name),
      submission(name, 'b', 2),
    ]);
    assert.deepEqual(
      (await listSubmissionsAfter(db, name, 0, 10)).map(({ seq, doc }) => [seq, doc]),
      [
        [1, 'a'],
        [2, 'b'],
      ],
    );
    assert.deepEqual(
      (await listSubmissionsAfter(db, name, 1, 10)).map(({ doc }) => doc),
      ['b'],
    );
    assert.equal((await findSubmission(db, name, 'b'))?.n, 2);
    assert.equal(await findSubmission(db, name, 'c'), undefined);
    assert.deepEqual(await listDeviceNumbers(db, name, 'd0000000000aa'), [1, 2]);
    assert.equal(await countSubmissions(db, name), 2);
  },
  'of two documents with one number both are held, and the first is named': async (db) => {
    const name = '90000004-2026-2027';
    const docs = [submission(name, 'b', 1), submission(name, 'a', 1), submission(name, 'c', 2)];
    await db.commit([open(name), ...docs.flatMap((doc) => [raise(name), doc])]);
    const dev = 'd0000000000aa';
    assert.deepEqual(await listDeviceNumbers(db, name, dev), [1, 1, 2]);
    assert.deepEqual(await listFirstOfNumbers(db, name, dev, [1, 2]), [
      { n: 1, doc: 'b' },
      { n: 2, doc: 'c' },
    ]);
    assert.deepEqual(await listFirstOfNumbers(db, name, dev, []), []);
    assert.deepEqual((await listHeldDocuments(db, name, ['a', 'c', 'd'])).sort(), ['a', 'c']);
    assert.deepEqual(await listHeldDocuments(db, name, []), []);
    assert.deepEqual(
      (await listSubmissionsOf(db, name, ['a', 'd'])).map(({ doc, body }) => [doc, body]),
      [['a', '{}']],
    );
  },
  'a document is logged once': async (db) => {
    const name = '90000002-2026-2027';
    await db.commit([open(name), raise(name), submission(name, 'a', 1)]);
    await assert.rejects(db.commit([raise(name), submission(name, 'a', 1)]), { code: 'DUPLICATE' });
    assert.equal(await countSubmissions(db, name), 1);
    assert.ok((await countAllSubmissions(db)) >= 1);
  },
  'the cursor moves from where it was read, and a lagging database is found': async (db) => {
    const name = '90000003-2026-2027';
    await db.commit([open(name), raise(name), submission(name, 'a', 1)]);
    assert.ok((await listLaggingDatabases(db)).includes(name));
    await db.commit([moveProjection({ db: name, seq: 1, chain: 'x' }, undefined)]);
    assert.ok(!(await listLaggingDatabases(db)).includes(name));
    await assert.rejects(db.commit([moveProjection({ db: name, seq: 2, chain: 'y' }, 0)]), {
      code: 'WRITE_CONFLICT',
    });
    await db.commit([moveProjection({ db: name, seq: 2, chain: 'y' }, 1)]);
    assert.deepEqual(await findProjection(db, name), { db: name, seq: 2, chain: 'y' });
    const listed = (await listProjections(db)).filter((row) => row.db === name);
    assert.deepEqual(listed, [{ db: name, seq: 2, chain: 'y' }]);
  },
};
