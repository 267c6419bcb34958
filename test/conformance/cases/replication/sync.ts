import assert from 'node:assert/strict';
import { listAllPublished, publish } from '@hocba/server/replication/publish';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  countQuarantine,
  deleteSyncRevs,
  findSyncDb,
  insertQuarantine,
  insertSyncDocs,
  insertSyncRevs,
  listAllSyncDocsAfter,
  listQuarantine,
  listSyncDocs,
  listSyncDocsAfter,
  listSyncRevs,
  openSyncDb,
  putSyncDocs,
  raiseSeq,
} from '@hocba/server/storage/queries/replication/sync';
import { findSyncQuota, spendSyncQuota } from '@hocba/server/storage/queries/replication/sync-quota';

const AT = '2026-10-01T00:00:00.000Z';
const state = (id: string, winner = '1-a', kind = 'k') => ({
  id,
  winner,
  kind,
  deleted: false,
  tree: `[["${winner}",null]]`,
});
const conflict = { code: 'WRITE_CONFLICT' };
const seqs = async (db: Db, name: string, ids: readonly string[]) =>
  (await listSyncDocs(db, name, ids)).map(({ id, seq }) => [id, seq]).sort();

const MOST = { documents: 10, bytes: 1000 };

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'the documents of an account are added up within a day, and never past the most of one': async (db) => {
    const sent = (day: string, documents: number, bytes: number) =>
      db.commit([spendSyncQuota({ account: 'quota', day, documents, bytes }, MOST)]);
    assert.equal(await findSyncQuota(db, 'quota'), undefined);
    await sent('2026-10-01', 4, 400);
    await sent('2026-10-01', 6, 600);
    await assert.rejects(sent('2026-10-01', 1, 0), conflict);
    await assert.rejects(sent('2026-10-01', 0, 1), conflict);
    assert.deepEqual(await findSyncQuota(db, 'quota'), {
      account: 'quota',
      day: '2026-10-01',
      documents: 10,
      bytes: 1000,
    });
    await sent('2026-10-02', 3, 30);
    assert.equal((await findSyncQuota(db, 'quota'))?.documents, 3);
  },

  'documents take the numbers raised in their own commit, one after the other': async (db) => {
    const name = 'sync-one-by-one';
    await db.commit([
      openSyncDb(name, AT),
      raiseSeq(name, 1),
      ...insertSyncDocs(name, [state('a')]),
      raiseSeq(name, 1),
      raiseSeq(name, 1),
      ...insertSyncDocs(name, [state('b'), state('b2')]),
    ]);
    await db.commit([openSyncDb(name, 'later'), raiseSeq(name, 1), ...insertSyncDocs(name, [state('c')])]);
    assert.deepEqual(await seqs(db, name, ['a', 'b', 'b2', 'c', 'unknown']), [
      ['a', 1],
      ['b', 2],
      ['b2', 3],
      ['c', 4],
    ]);
    assert.deepEqual(await findSyncDb(db, name), { name, seq: 4, opened_at: AT });
  },

  'an id is inserted once, and nothing of a refused commit stays': async (db) => {
    const name = 'sync-once';
    await db.commit([openSyncDb(name, AT), raiseSeq(name, 1), ...insertSyncDocs(name, [state('a')])]);
    await assert.rejects(db.commit([raiseSeq(name, 1), ...insertSyncDocs(name, [state('a', '1-b')])]), {
      code: 'DUPLICATE',
    });
    assert.equal((await findSyncDb(db, name))?.seq, 1);
    await assert.rejects(db.commit([raiseSeq('sync-nowhere', 1)]), conflict);
  },

  'many documents are put at once, new and changed, over several statements': async (db) => {
    const name = 'sync-many';
    const ids = Array.from({ length: 1201 }, (_, i) => `d${String(i).padStart(4, '0')}`);
    const put = (rev: string, readAt: number) => [
      openSyncDb(name, AT),
      raiseSeq(name, ids.length),
      ...putSyncDocs(
        name,
        ids.map((id) => state(id, rev)),
        readAt,
      ),
    ];
    await db.commit(put('1-a', 0));
    await db.commit(put('2-b', 1201));
    const rows = await listSyncDocsAfter(db, name, ['k'], 0, 5000);
    assert.deepEqual(await listAllSyncDocsAfter(db, name, 0, 5000), rows);
    assert.deepEqual(await listAllSyncDocsAfter(db, name, 1202, 2), rows.slice(1, 3));
    assert.deepEqual(
      rows.map(({ id, seq, winner }) => [id, seq, winner]),
      ids.map((id, i) => [id, 1202 + i, '2-b']),
    );
    await assert.rejects(db.commit(put('3-c', 1201)), conflict);
  },

  'a document written after it was read is not put': async (db) => {
    const name = 'sync-guard';
    await db.commit([openSyncDb(name, AT), raiseSeq(name, 1), ...insertSyncDocs(name, [state('a')])]);
    await assert.rejects(
      db.commit([raiseSeq(name, 2), ...putSyncDocs(name, [state('b'), state('a', '2-b')], 0)]),
      conflict,
    );
    assert.deepEqual(await seqs(db, name, ['a', 'b']), [['a', 1]]);
  },

  'of concurrent publishes of one document one wins and numbers have no gap': async (db) => {
    const name = 'sync-race';
    await db.commit(await publish(db, name, [{ id: 'x', kind: 'k', body: { n: 0 } }]));
    const attempts = await Promise.all(
      Array.from({ length: 10 }, (_, i) => publish(db, name, [{ id: 'x', kind: 'k', body: { n: i + 1 } }])),
    );
    const outcomes = await Promise.allSettled(attempts.map((writes) => db.commit(writes)));
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await findSyncDb(db, name))?.seq, 2);
  },

  'concurrent commits to one database lose no number': async (db) => {
    const name = 'sync-numbers';
    await db.commit([openSyncDb(name, AT)]);
    const ids = Array.from({ length: 30 }, (_, i) => `d${i}`);
    await Promise.all(ids.map((id) => db.commit([raiseSeq(name, 1), ...insertSyncDocs(name, [state(id)])])));
    const rows = await listSyncDocsAfter(db, name, ['k'], 0, 100);
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      ids.map((_, i) => i + 1),
    );
  },

  'a feed holds the kinds asked for, in order, after a number, however many kinds': async (db) => {
    const name = 'sync-feed';
    const docs = ['a', 'b', 'c', 'd', 'e'].map((id, i) => state(id, '1-a', i % 2 === 0 ? 'even' : 'odd'));
    await db.commit([openSyncDb(name, AT), raiseSeq(name, 5), ...putSyncDocs(name, docs, 0)]);
    const kinds = ['even', ...Array.from({ length: 5000 }, (_, i) => `other${i}`)];
    const ids = async (...asked: [string[], number, number]) =>
      (await listSyncDocsAfter(db, name, ...asked)).map(({ id }) => id);
    assert.deepEqual(await ids(kinds, 0, 10), ['a', 'c', 'e']);
    assert.deepEqual(await ids(kinds, 1, 1), ['c']);
    assert.deepEqual(await ids(['odd', 'even'], 3, 10), ['d', 'e']);
    assert.deepEqual(await ids([], 0, 10), []);
  },

  'ids and bodies come back byte for byte': async (db) => {
    const name = 'sync-bytes';
    const ids = [
      '__proto__',
      'constructor',
      'a/b',
      '100%',
      'Tuyết'.normalize('NFC'),
      'Tuyết'.normalize('NFD'),
    ];
    const docs = ids.map((id) => ({ id, kind: 'k', body: { id, z: 1, a: [8.5, null] } }));
    await db.commit(await publish(db, name, docs));
    assert.deepEqual(
      (await listAllPublished(db, name)).map(({ id, body }) => [id, JSON.stringify(body)]),
      docs.map(({ id, body }) => [id, JSON.stringify(body)]),
    );
    const row = { db: name, id: 'a/b', rev: '9-z', body: '{"b":1, "a":2}' };
    await db.commit(insertSyncRevs([row]));
    assert.ok((await listSyncRevs(db, name, ['a/b'])).some(({ body }) => body === row.body));
    await db.commit(deleteSyncRevs(name, ['a/b', 'unknown']));
    assert.deepEqual(await listSyncRevs(db, name, ['a/b']), []);
    assert.equal((await listSyncRevs(db, name, ids)).length, ids.length - 1);
  },

  'a refusal is filed once': async (db) => {
    const row = {
      id: 'sync-refusal',
      db: 'sync-quarantine',
      doc: 'a',
      account: 'somebody',
      code: 'OUT_OF_SCOPE',
      body: '{"_id":"a"}',
      received_at: AT,
    };
    await db.commit([insertQuarantine(row)]);
    await db.commit([insertQuarantine({ ...row, received_at: '2026-10-02T00:00:00.000Z' })]);
    assert.deepEqual(await listQuarantine(db, 'sync-quarantine'), [row]);
    assert.equal(await countQuarantine(db, 'sync-quarantine', row.account), 1);
    assert.equal(await countQuarantine(db, 'sync-quarantine', 'somebody.else'), 0);
  },
};
