import assert from 'node:assert/strict';
import type { Db } from '@hocba/server/storage/engine/db';
import {
  findSyncDb,
  findSyncLocal,
  insertSyncDocs,
  insertSyncRevs,
  listSyncDocs,
  listSyncRevs,
  openSyncDb,
  putSyncLocal,
  raiseSeq,
} from '@hocba/server/storage/queries/replication/sync';
import {
  deleteSyncAttachments,
  findSyncAttachment,
  holdSyncAttachment,
  insertSyncAttachment,
  listSyncAttachments,
} from '@hocba/server/storage/queries/replication/sync-attachments';
import {
  countSyncDocs,
  createSyncDb,
  deleteSyncBodies,
  deleteSyncDb,
  deleteSyncLocal,
  holdSyncDb,
  listAllSyncDocsAfter,
  listLiveSyncDocs,
  listSyncDbs,
} from '@hocba/server/storage/queries/replication/sync-databases';

const AT = '2026-10-01T00:00:00.000Z';
const conflict = { code: 'WRITE_CONFLICT' };
const state = (id: string, deleted = false, kind = 'k') => ({
  id,
  winner: '1-a',
  kind,
  deleted,
  tree: '[["1-a",null]]',
});

export const cases: Record<string, (db: Db) => Promise<void>> = {
  'a database is made once, and goes with all that is in it': async (db) => {
    const [name, other] = ['sync-made', 'sync-other'];
    await db.commit([createSyncDb(name, AT), createSyncDb(other, AT)]);
    await assert.rejects(db.commit([createSyncDb(name, AT)]), { code: 'DUPLICATE' });
    for (const each of [name, other]) {
      await db.commit([
        raiseSeq(each, 1),
        ...insertSyncDocs(each, [state('a')]),
        ...insertSyncRevs([{ db: each, id: 'a', rev: '1-a', body: '{}' }]),
        insertSyncAttachment({ db: each, id: 'a', digest: 'd', length: 1, data: 'eA==' }),
        putSyncLocal({ db: each, id: 'c', n: 1, body: '{}', written_at: AT }),
      ]);
    }
    assert.ok((await listSyncDbs(db)).includes(name));
    await db.commit(deleteSyncDb(name));
    assert.equal(await findSyncDb(db, name), undefined);
    assert.ok(!(await listSyncDbs(db)).includes(name));
    assert.deepEqual(await listSyncDocs(db, name, ['a']), []);
    assert.deepEqual(await listSyncRevs(db, name, ['a']), []);
    assert.deepEqual(await listSyncAttachments(db, name, ['a']), []);
    assert.equal(await findSyncLocal(db, name, 'c'), undefined);
    assert.equal((await listSyncDocs(db, other, ['a'])).length, 1);
    assert.equal(await findSyncAttachment(db, other, 'a', 'd'), 'eA==');
  },

  'documents of every kind are counted and listed': async (db) => {
    const name = 'sync-counted';
    await db.commit([
      openSyncDb(name, AT),
      raiseSeq(name, 3),
      ...insertSyncDocs(name, [state('a'), state('b', true, 'l'), state('c', false, 'm')]),
    ]);
    assert.deepEqual(await countSyncDocs(db, name), { live: 2, deleted: 1 });
    assert.deepEqual(await countSyncDocs(db, 'sync-nowhere'), { live: 0, deleted: 0 });
    assert.deepEqual(
      (await listLiveSyncDocs(db, name)).toSorted((x, y) => (x.id < y.id ? -1 : 1)),
      ['k', 'm'].map((kind, i) => ({ id: i === 0 ? 'a' : 'c', winner: '1-a', kind })),
    );
    const ids = async (since: number, limit: number) =>
      (await listAllSyncDocsAfter(db, name, since, limit)).map(({ id }) => id);
    assert.deepEqual(await ids(0, 2), ['a', 'b']);
    assert.deepEqual(await ids(2, 2), ['c']);
  },

  'what was read is held until the commit': async (db) => {
    const name = 'sync-held';
    await db.commit([createSyncDb(name, AT), raiseSeq(name, 4)]);
    await db.commit([holdSyncDb(name, 4)]);
    await assert.rejects(db.commit([holdSyncDb(name, 3)]), conflict);
    assert.equal((await findSyncDb(db, name))?.seq, 4);
    await db.commit([insertSyncAttachment({ db: name, id: 'a', digest: 'd', length: 1, data: 'eA==' })]);
    await db.commit([holdSyncAttachment(name, 'a', 'd')]);
    await assert.rejects(db.commit([holdSyncAttachment(name, 'b', 'd')]), conflict);
  },

  'bytes belong to one document': async (db) => {
    const name = 'sync-bytes-of';
    const row = { db: name, id: 'a', digest: 'd', length: 1, data: 'eA==' };
    await db.commit([insertSyncAttachment(row), insertSyncAttachment({ ...row, digest: 'e' })]);
    await db.commit([insertSyncAttachment({ ...row, data: 'other' })]);
    assert.equal(await findSyncAttachment(db, name, 'a', 'd'), 'eA==');
    assert.equal(await findSyncAttachment(db, name, 'b', 'd'), undefined);
    assert.deepEqual(
      (await listSyncAttachments(db, name, ['a', 'b'])).map(({ id, digest }) => id + digest).sort(),
      ['ad', 'ae'],
    );
    await db.commit(deleteSyncAttachments(name, 'a', ['d', 'unknown']));
    assert.deepEqual(await listSyncAttachments(db, name, ['a']), [{ id: 'a', digest: 'e', length: 1 }]);
  },

  'bodies are read and forgotten one by one': async (db) => {
    const name = 'sync-some-bodies';
    const row = (id: string, rev: string) => ({ db: name, id, rev, body: '{}' });
    await db.commit(insertSyncRevs([row('a', '1-a'), row('a', '2-a'), row('b', '1-a'), row('b', '2-b')]));
    const read = async (revs?: string[]) =>
      (await listSyncRevs(db, name, ['a', 'b'], revs)).map(({ id, rev }) => id + rev).sort();
    assert.deepEqual(await read(['1-a', '2-b']), ['a1-a', 'b1-a', 'b2-b']);
    await db.commit(deleteSyncBodies(name, 'a', ['1-a', '9-x']));
    assert.deepEqual(await read(), ['a2-a', 'b1-a', 'b2-b']);
  },

  'a checkpoint is removed at the version that was read': async (db) => {
    const row = { db: 'sync-local-gone', id: 'c', n: 1, body: '{}', written_at: AT };
    await db.commit([putSyncLocal(row)]);
    await assert.rejects(db.commit([deleteSyncLocal({ ...row, n: 2 })]), conflict);
    await db.commit([deleteSyncLocal(row)]);
    assert.equal(await findSyncLocal(db, row.db, row.id), undefined);
  },
};
