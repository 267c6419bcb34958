import { findPublished, publish } from '@hocba/server/replication/publish';
import { listQuarantine, listSyncDocs } from '@hocba/server/storage/queries/replication/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, type ReplicationServer, startReplication } from '../../fixtures/replication-server.ts';
import { idsOf, localPouch, pull, push, remotePouch } from '../../fixtures/stock-pouch.ts';

let server: ReplicationServer;
beforeEach(async () => {
  server = await startReplication();
});
afterEach(() => server.close());

const many = (count: number, prefix = 'doc') =>
  Array.from({ length: count }, (_, i) => ({
    _id: `${prefix}${String(i).padStart(5, '0')}`,
    n: i,
    text: 'x',
  }));
const notes = (count: number, kind = 'note', prefix = 'note') =>
  many(count, prefix).map(({ _id: id, ...body }) => ({ id, kind, body }));
const put = async (docs: ReturnType<typeof notes>) => server.db.commit(await publish(server.db, 'db', docs));
const ODD_IDS = [
  'constructor',
  'a/b/c',
  '100%',
  '%2F',
  'a b+c?d#e&f',
  'Trần Thị Tuyết'.normalize('NFC'),
  'Trần Thị Tuyết'.normalize('NFD'),
];

describe('a stock client pushes', () => {
  it('E19: a stock client pushes 500 documents in one batch with four requests, and nothing the second time', async () => {
    const local = localPouch();
    await local.bulkDocs(many(500));
    expect(await push(local, remotePouch(server))).toMatchObject({ ok: true, docs_written: 500, denied: [] });
    expect(server.requests.filter((request) => request.startsWith('POST'))).toEqual([
      'POST /sync/db/_revs_diff',
      'POST /sync/db/_bulk_docs',
    ]);
    expect(server.requests.length).toBeLessThanOrEqual(5);
    expect(await push(local, remotePouch(server))).toMatchObject({ docs_written: 0 });
    await local.put({ _id: 'one more' });
    expect(await push(local, remotePouch(server))).toMatchObject({ docs_written: 1 });
    expect((await call(server, 'GET', '/db/')).json).toMatchObject({ update_seq: 501 });
  });

  it('documents that two stock clients push from two devices are stored once', async () => {
    for (const local of [localPouch(), localPouch()]) {
      await local.bulkDocs(many(20));
      expect(await push(local, remotePouch(server))).toMatchObject({ ok: true, denied: [] });
    }
    expect((await call(server, 'GET', '/db/')).json).toMatchObject({ update_seq: 20 });
  });

  it('fault 11: of 500 documents that a stock client pushes the middle one is refused and filed, and the others arrive', async () => {
    const local = localPouch();
    await local.bulkDocs(many(500));
    server.knobs.denied.add('doc00250');
    expect(await push(local, remotePouch(server))).toMatchObject({
      ok: true,
      docs_written: 499,
      denied: ['doc00250'],
    });
    expect((await call(server, 'GET', '/db/')).json).toMatchObject({ update_seq: 499 });
    const [filed, ...more] = await listQuarantine(server.db, 'db');
    expect(more).toEqual([]);
    expect(filed).toMatchObject({ doc: 'doc00250', account: 'reader', code: 'OUT_OF_SCOPE' });
    expect(JSON.parse(filed?.body ?? '')).toMatchObject({ _id: 'doc00250', n: 250, text: 'x' });
  });

  it('an edit, a deletion and a change of a stored document are each refused for itself', async () => {
    const local = localPouch();
    await local.bulkDocs(many(5));
    await push(local, remotePouch(server));
    const edited = await local.get('doc00001');
    await local.put({ ...edited, n: 99 });
    await local.put({ ...(await local.get('doc00002')), _deleted: true });
    await local.put({ _id: 'new' });
    expect((await push(local, remotePouch(server))).denied.sort()).toEqual(['doc00001', 'doc00002']);
    const other = localPouch();
    await other.bulkDocs([{ _id: 'doc00003', n: 'another text' }, { _id: 'newer' }]);
    expect((await push(other, remotePouch(server))).denied).toEqual(['doc00003']);
    expect((await call(server, 'GET', '/db/')).json).toMatchObject({ update_seq: 7 });
    const codes = (await listQuarantine(server.db, 'db')).map(({ code }) => code);
    expect(codes).toEqual(['NOT_A_SYNC_DOCUMENT', 'NOT_A_SYNC_DOCUMENT', 'NOT_A_SYNC_DOCUMENT']);
  });

  it('fault 40: a stock client pushes ids with slashes, percents and Vietnamese letters in both normal forms', async () => {
    const local = localPouch();
    await local.bulkDocs(ODD_IDS.map((_id) => ({ _id, text: _id })));
    expect(await push(local, remotePouch(server))).toMatchObject({
      docs_written: ODD_IDS.length,
      denied: [],
    });
    const stored = await listSyncDocs(server.db, 'db', ODD_IDS);
    expect(stored.map(({ id }) => id).sort()).toEqual([...ODD_IDS].sort());
  });
});

describe('a stock client pulls', () => {
  it('a stock client pulls 1,200 documents in three batches, and later only the changed ones', async () => {
    await put(notes(1200));
    const local = localPouch();
    expect(await pull(local, remotePouch(server))).toMatchObject({ ok: true, docs_written: 1200 });
    expect(server.requests.filter((request) => request.endsWith('_bulk_get'))).toHaveLength(3);
    expect(server.requests.filter((request) => request.includes('_local'))).toEqual([]);
    await put([{ id: 'note00007', kind: 'note', body: { n: 7, text: 'new' } }]);
    expect(await pull(local, remotePouch(server))).toMatchObject({ docs_written: 1 });
    const doc = await local.get('note00007', { conflicts: true });
    expect(doc).toMatchObject({ text: 'new', _rev: expect.stringMatching(/^2-/) });
    expect(doc._conflicts).toBeUndefined();
  });

  it.each([
    [19, undefined],
    [60, 1],
  ])(
    'a stock client pulls the newest text after %i changes that it missed, and goes on from there',
    async (missed, older) => {
      const say = (n: number) => put([{ id: 'note', kind: 'note', body: { n, text: 'x' } }]);
      const shown = () => local.get('note', { conflicts: true });
      const local = localPouch();
      await say(0);
      await pull(local, remotePouch(server));
      for (let n = 1; n <= missed; n += 1) await say(n);
      expect(await pull(local, remotePouch(server))).toMatchObject({ docs_written: 1 });
      expect(await shown()).toMatchObject({ n: missed });
      await say(missed + 1);
      await pull(local, remotePouch(server));
      const { n, _conflicts: conflicts } = await shown();
      expect([n, (conflicts as string[] | undefined)?.length]).toEqual([missed + 1, older]);
    },
  );

  it('fault 14: a stock client pulls nothing of a kind it may not see, and goes on behind it', async () => {
    await put([...notes(3), ...notes(50, 'hidden', 'hidden')]);
    const local = localPouch();
    expect(await pull(local, remotePouch(server))).toMatchObject({ docs_written: 3 });
    server.requests.length = 0;
    expect(await pull(local, remotePouch(server))).toMatchObject({ docs_written: 0, last_seq: 53 });
    expect(server.requests.filter((request) => request.includes('_bulk_get'))).toEqual([]);
    expect(await idsOf(local)).toEqual(['note00000', 'note00001', 'note00002']);
    const hidden = { docs: [{ id: 'hidden00000' }, { id: 'note00000' }, { id: 'unknown' }] };
    const { json } = await call(server, 'POST', '/db/_bulk_get', hidden);
    expect((json as { results: { id: string }[] }).results.map(({ id }) => id)).toEqual(['note00000']);
    expect((await call(server, 'GET', '/db/hidden00000')).status).toBe(404);
  });

  it('E15, fault 8: a stock client pulls everything again when the greeting names another life of the database', async () => {
    await put(notes(10));
    const local = localPouch();
    await pull(local, remotePouch(server));
    server.knobs.kinds = ['note', 'hidden'];
    await put(notes(1, 'hidden', 'hidden'));
    server.knobs.uuid = 'second';
    server.requests.length = 0;
    expect(await pull(local, remotePouch(server))).toMatchObject({ docs_read: 1, docs_written: 1 });
    const first = await call(server, 'GET', '/db/_changes?since=999');
    expect((first.json as { results: unknown[] }).results).toHaveLength(11);
    const pushed = localPouch();
    await pushed.bulkDocs(many(3));
    await push(pushed, remotePouch(server));
    server.knobs.uuid = 'third';
    server.requests.length = 0;
    await push(pushed, remotePouch(server));
    expect(server.requests).toContain('POST /sync/db/_revs_diff');
  });

  it('fault 40: a stock client pulls ids of every kind, with their bodies', async () => {
    await put(ODD_IDS.map((id) => ({ id, kind: 'note', body: { n: 1, text: id } })));
    const local = localPouch();
    await pull(local, remotePouch(server));
    expect(await idsOf(local)).toEqual([...ODD_IDS].sort());
    for (const id of ODD_IDS) {
      expect(await local.get(id)).toMatchObject({ text: id });
      expect(await remotePouch(server).get(id)).toMatchObject({ _id: id, text: id });
    }
  });

  it('a stock client pulls with checkpoints on both sides and one document at a time when _bulk_get is not to be had', async () => {
    await put(notes(30));
    const local = localPouch();
    expect(await pull(local, remotePouch(server), { checkpoint: true })).toMatchObject({ docs_written: 30 });
    expect(server.requests.some((request) => request.startsWith('PUT /sync/db/_local/'))).toBe(true);
    await put(notes(5, 'note', 'more'));
    expect(await pull(local, remotePouch(server), { checkpoint: true })).toMatchObject({ docs_written: 5 });
    const rev = (await findPublished(server.db, 'db', 'note00001'))?.rev ?? '';
    const path = `/db/note00001?open_revs=${encodeURIComponent(JSON.stringify([rev, '9-x']))}&revs=true&latest=true`;
    const { json } = await call(server, 'GET', path);
    expect(json).toEqual([
      {
        ok: { _id: 'note00001', _rev: rev, _revisions: { start: 1, ids: [rev.slice(2)] }, n: 1, text: 'x' },
      },
      { missing: '9-x' },
    ]);
  });
});
