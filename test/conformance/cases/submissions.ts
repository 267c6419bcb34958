import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import { write } from '@hocba/server/storage/engine/db';
import { raiseSeq } from '@hocba/server/storage/queries/replication/sync';
import { chainOf, isSealed, submissionMac } from '@hocba/server/storage/queries/submission-chain';
import {
  copySubmissions,
  countSubmissions,
  findProjection,
  findSubmission,
  insertSubmissions,
  laggingDatabases,
  listFirstOfNumbers,
  listHeldDocuments,
  listLaggingDatabases,
  listLoggedDatabases,
  listNumberBlocks,
  listNumbersOfBlock,
  listProjections,
  listSubmissionHeads,
  listSubmissionsAfter,
  listSubmissionsOf,
  moveProjection,
  readSubmissions,
  setSubmissionMacs,
} from '@hocba/server/storage/queries/submissions';
import { ulidIn, ulidOf } from '@hocba/server/storage/queries/ulid-in';
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
  ({
    db,
    doc,
    kind: 'entry',
    dev: 'd0000000000aa',
    n,
    account: 'toan.8a1',
    received_at: '2026-10-01T00:00:00.000Z',
    body: '{}',
    rev: null,
    name: 'Cô Hoa',
  }) as const;
const logged = (db: Db, name: string, ...docs: readonly (readonly [doc: string, n: number])[]) =>
  insertSubmissions(
    db,
    docs.map(([doc, n]) => submission(name, doc, n)),
  );

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a submission takes the number raised in its own commit': async (db) => {
    const name = '90000001-2026-2027';
    await db.commit([
      open(name),
      raise(name),
      ...logged(db, name, ['a', 1]),
      raise(name),
      ...logged(db, name, ['b', 2]),
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
    const pagesAfter = async (seq: number) =>
      (await Array.fromAsync(readSubmissions(db, name, seq, 1))).map((page) => page.map(({ doc }) => doc));
    assert.deepEqual(await pagesAfter(0), [['a'], ['b']]);
    assert.deepEqual(await pagesAfter(1), [['b']]);
    assert.deepEqual(await pagesAfter(2), []);
    assert.equal((await findSubmission(db, name, 'b'))?.n, 2);
    assert.equal(await findSubmission(db, name, 'c'), undefined);
    assert.deepEqual(await listNumbersOfBlock(db, name, 'd0000000000aa', 0), [1, 2]);
    assert.equal(await countSubmissions(db, name), 2);
  },
  'several take the numbers raised for all of them, in their order, and keep their revision': async (db) => {
    const name = '90000005-2026-2027';
    const rows = Array.from({ length: 501 }, (_, i) => ({
      ...submission(name, `d${i}`, i + 1),
      rev: i === 0 ? null : `1-${i}`,
      name: null,
    }));
    await db.commit([open(name), raise(name), raiseSeq(name, 501), ...insertSubmissions(db, rows)]);
    const log = await listSubmissionsAfter(db, name, 0, 1000);
    assert.deepEqual(
      log.map(({ seq, doc, rev }) => [seq, doc, rev]),
      rows.map(({ doc, rev }, i) => [i + 2, doc, rev]),
    );
    assert.deepEqual(insertSubmissions(db, []), []);
    const copies = log.map((row) => ({ ...row, db: '90000024-2026-2027' }));
    await db.commit(copySubmissions(copies));
    assert.deepEqual(await listSubmissionsAfter(db, '90000024-2026-2027', 0, 1000), copies);
  },
  'each is sealed, and can be sealed again': async (db) => {
    const name = '90000025-2026-2027';
    await db.commit([open(name), raiseSeq(name, 2), ...logged(db, name, ['a', 1], ['b', 2])]);
    const log = await listSubmissionsAfter(db, name, 0, 10);
    assert.deepEqual(
      log.map((row) => isSealed(db, row)),
      [true, true],
    );
    assert.deepEqual(
      log.map((row) => row.mac),
      log.map((row) => submissionMac(db, row)),
    );
    const [first, second] = log;
    assert.ok(first !== undefined && second !== undefined);
    assert.equal(chainOf(db, chainOf(db, '', [first]), [second]), chainOf(db, '', log));
    assert.notEqual(chainOf(db, '', [second, first]), chainOf(db, '', log));
    assert.notEqual(chainOf(db, '', [first, { ...second, seq: 3 }]), chainOf(db, '', log));
    const others = log.map(({ seq, doc }) => ({ seq, mac: `of ${doc}` }));
    await db.commit(setSubmissionMacs(name, others));
    const macs = (await listSubmissionsAfter(db, name, 0, 10)).map(({ seq, mac }) => ({ seq, mac }));
    assert.deepEqual(macs, others);
    await assert.rejects(db.commit(setSubmissionMacs(name, [{ seq: 3, mac: 'x' }])), {
      code: 'WRITE_CONFLICT',
    });
    assert.deepEqual(setSubmissionMacs(name, []), []);
    assert.ok((await listLoggedDatabases(db)).includes(name));
  },
  'of two documents with one number both are held, and the first is named': async (db) => {
    const name = '90000004-2026-2027';
    const docs = logged(db, name, ['b', 1], ['a', 1], ['c', 2]);
    await db.commit([open(name), raiseSeq(name, 3), ...docs]);
    const dev = 'd0000000000aa';
    assert.deepEqual(await listNumbersOfBlock(db, name, dev, 0), [1, 1, 2]);
    assert.deepEqual(await listFirstOfNumbers(db, name, dev, [1, 2]), [
      { n: 1, doc: 'b' },
      { n: 2, doc: 'c' },
    ]);
    assert.deepEqual(await listFirstOfNumbers(db, name, dev, []), []);
    assert.deepEqual((await listHeldDocuments(db, name, ['a', 'c', 'd'])).sort(), ['a', 'c']);
    assert.deepEqual(await listHeldDocuments(db, name, []), []);
    const head = { doc: 'a', rev: null, account: 'toan.8a1' };
    assert.deepEqual(await listSubmissionHeads(db, name, ['a', 'd']), [head]);
    assert.deepEqual(await listSubmissionHeads(db, name, []), []);
    assert.deepEqual(
      (await listSubmissionsOf(db, name, ['a', 'd'])).map(({ doc, body }) => [doc, body]),
      [['a', '{}']],
    );
  },
  'numbers are counted in blocks of a thousand, and listed of one block, with their repeats': async (db) => {
    const name = '90000008-2026-2027';
    const dev = 'd0000000000aa';
    const whole = Array.from({ length: 1000 }, (_, i) => [`w${i}`, i + 1] as const);
    const others = [1001, 1002, 1002, 2000, 5001].map((n, i) => [`o${i}`, n] as const);
    const docs = logged(db, name, ...others, ...whole);
    await db.commit([open(name), raiseSeq(name, whole.length + others.length), ...docs]);
    assert.deepEqual(await listNumberBlocks(db, name, dev), [
      { block: 0, documents: 1000, numbers: 1000 },
      { block: 1, documents: 4, numbers: 3 },
      { block: 5, documents: 1, numbers: 1 },
    ]);
    assert.deepEqual(await listNumbersOfBlock(db, name, dev, 1), [1001, 1002, 1002, 2000]);
    assert.deepEqual((await listNumbersOfBlock(db, name, dev, 0)).slice(-2), [999, 1000]);
    assert.deepEqual(await listNumbersOfBlock(db, name, dev, 4), []);
    assert.deepEqual(await listNumberBlocks(db, name, 'd0000000000bb'), []);
  },
  'a document is logged once': async (db) => {
    const name = '90000002-2026-2027';
    await db.commit([open(name), raise(name), ...logged(db, name, ['a', 1])]);
    await assert.rejects(db.commit([raise(name), ...logged(db, name, ['a', 1])]), { code: 'DUPLICATE' });
    assert.equal(await countSubmissions(db, name), 1);
    assert.ok((await countSubmissions(db)) >= 1);
  },
  'documents are told apart by their whole ids, though they end alike': async (db) => {
    const name = '90000006-2026-2027';
    const ulid = '01M89N8XQFW4MXKZBS3GDTHFB1';
    const [first, second, third] = [`entry:6A1:van:hk1:${ulid}`, `entry:6A2:van:hk1:${ulid}`, ulid] as const;
    await db.commit([open(name), raiseSeq(name, 2), ...logged(db, name, [first, 1], [second, 2])]);
    assert.equal((await findSubmission(db, name, second))?.n, 2);
    assert.equal(await findSubmission(db, name, third), undefined);
    assert.deepEqual(await listHeldDocuments(db, name, [first, third]), [first]);
    assert.deepEqual(
      (await listSubmissionsOf(db, name, [second, third])).map(({ n }) => n),
      [2],
    );
    await assert.rejects(db.commit([raise(name), ...logged(db, name, [second, 3])]), { code: 'DUPLICATE' });
  },
  'the end of an id is equal here and there, however long it is': async (db) => {
    const name = '90000007-2026-2027';
    const ids = [
      'a',
      'b'.repeat(25),
      'c'.repeat(26),
      `d${'e'.repeat(26)}`,
      'entry:6A1:van:hk1:01M89N8XQFW4MXKZBS3GDTHFB1',
    ];
    const docs = ids.map((id, i) => [id, i + 1] as const);
    await db.commit([open(name), raiseSeq(name, ids.length), ...logged(db, name, ...docs)]);
    const t = db.tables.submission;
    const rows = await db.query
      .select({ ulid: ulidIn(t.doc) })
      .from(t)
      .where(eq(t.db, name))
      .orderBy(t.seq);
    assert.deepEqual(
      rows.map(({ ulid }) => ulid),
      ids.map(ulidOf),
    );
  },
  'the cursor of a projection moves only from where it was read, and a database whose cursor lags is found':
    async (db) => {
      const name = '90000003-2026-2027';
      await db.commit([open(name), raise(name), ...logged(db, name, ['a', 1])]);
      assert.ok((await listLaggingDatabases(db)).includes(name));
      assert.ok((await laggingDatabases(db)).some((row) => row.db === name));
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
