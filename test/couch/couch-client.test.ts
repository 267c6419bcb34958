import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localPouch, type Pouch, stockPouch } from '../fixtures/stock-pouch.ts';
import { type Harness, startHarness } from './harness/harness.ts';

/* A stock PouchDB as an application uses it, with the whole protocol at the other end. */

interface Change {
  readonly id: string;
  readonly seq: number;
  readonly deleted?: boolean;
  readonly changes: readonly { rev: string }[];
}
interface Feed extends Promise<{ results: Change[]; last_seq: number }> {
  on(event: 'change', heard: (change: Change) => void): this;
  cancel(): void;
}
interface Client extends Omit<Pouch, 'bulkDocs' | 'remove'> {
  bulkDocs(
    docs: readonly object[],
    options?: object,
  ): Promise<{ ok?: boolean; rev: string; status?: number }[]>;
  remove(id: string, rev: string): Promise<{ rev: string }>;
  changes(options?: object): Feed;
  getAttachment(id: string, name: string, options?: object): Promise<Uint8Array>;
  putAttachment(id: string, name: string, rev: string, data: Buffer, type: string): Promise<{ rev: string }>;
  removeAttachment(id: string, name: string, rev: string): Promise<{ rev: string }>;
  compact(): Promise<unknown>;
  revsDiff(asked: object): Promise<object>;
  readonly replicate: Pouch['replicate'];
}

let harness: Harness;
let serial = 0;
let name: string;
let remote: Client;

const open = (database: string): Client =>
  stockPouch(`${harness.url}/${encodeURIComponent(database)}`) as unknown as Client;
const local = (): Client => localPouch() as unknown as Client;

beforeAll(async () => {
  harness = await startHarness(0);
});
afterAll(() => harness.close());
beforeEach(() => {
  serial += 1;
  name = `client-${serial}`;
  remote = open(name);
});

const idsOf = ({ results }: { results: readonly Change[] }): string[] => results.map(({ id }) => id);

describe('a database', () => {
  it('a database is made by the client that opens it, whatever its name, and is gone when it is destroyed', async () => {
    for (const named of [name, `az_$()+-/${serial}`, `lớp 8a1-${serial}`]) {
      const one = open(named);
      await one.put({ _id: 'a' });
      expect(await one.info()).toMatchObject({ doc_count: 1, update_seq: 1 });
      await one.destroy();
      expect(await open(named).info()).toMatchObject({ doc_count: 0, update_seq: 0 });
    }
  });
});

describe('documents', () => {
  it('documents are put, got with their history, refused when older, removed and put again', async () => {
    const first = await remote.put({ _id: 'a', n: 1 });
    const second = await remote.put({ _id: 'a', _rev: first.rev, n: 2 });
    await expect(remote.put({ _id: 'a', _rev: first.rev, n: 3 })).rejects.toMatchObject({ status: 409 });
    expect(await remote.get('a', { revs: true, revs_info: true })).toMatchObject({
      n: 2,
      _revisions: { start: 2 },
      _revs_info: [
        { rev: second.rev, status: 'available' },
        { rev: first.rev, status: 'available' },
      ],
    });
    expect(await remote.get('a', { rev: first.rev })).toMatchObject({ n: 1 });
    const removed = await remote.remove('a', second.rev);
    await expect(remote.get('a')).rejects.toMatchObject({ status: 404, reason: 'deleted' });
    await expect(remote.get('never')).rejects.toMatchObject({ status: 404, reason: 'missing' });
    expect(await remote.get('a', { rev: removed.rev })).toMatchObject({ _deleted: true });
    expect((await remote.put({ _id: 'a', n: 4 })).rev).toMatch(/^4-/);
  });

  it('documents keep ids that are names of other things', async () => {
    const ids = ['constructor', 'toString', 'a/b', 'a%2Fb', 'a+b', 'lớp 8A1', '8A1:toan:hk1', '_design/x'];
    const told = await remote.bulkDocs(ids.map((_id) => ({ _id, own: _id })));
    expect(told.every(({ ok }) => ok)).toBe(true);
    for (const id of ids) expect(await remote.get(id)).toMatchObject({ _id: id, own: id });
    expect((await remote.allDocs()).rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  });

  it('documents with branches show the winner, the others on request, and all leaves', async () => {
    const { rev } = await remote.put({ _id: 'a', n: 0 });
    const branch = (hash: string, n: number) => ({
      _id: 'a',
      _rev: `2-${hash}`,
      n,
      _revisions: { start: 2, ids: [hash, 'aa'] },
    });
    await remote.bulkDocs([branch('bb', 1), branch('cc', 2)], { new_edits: false });
    expect(await remote.get('a', { conflicts: true })).toMatchObject({
      _rev: '2-cc',
      _conflicts: ['2-bb', rev],
    });
    const leaves = (await remote.get('a', { open_revs: 'all' })) as unknown as { ok: { n: number } }[];
    expect(leaves.map(({ ok }) => ok.n).toSorted()).toEqual([0, 1, 2]);
    expect(await remote.revsDiff({ a: ['2-bb', '3-zz'] })).toEqual({
      a: { missing: ['3-zz'], possible_ancestors: expect.any(Array) },
    });
  });

  it('documents are listed by range, by keys, backwards and with what was removed', async () => {
    const [, b] = await remote.bulkDocs(['a', 'b', 'c', 'd'].map((_id) => ({ _id })));
    await remote.remove('b', b?.rev ?? '');
    const list = async (options: object) => (await remote.allDocs(options)).rows.map(({ id }) => id);
    expect(await list({ startkey: 'a', endkey: 'c' })).toEqual(['a', 'c']);
    expect(await list({ startkey: 'a', endkey: 'c', inclusive_end: false })).toEqual(['a']);
    expect(await list({ descending: true, limit: 2 })).toEqual(['d', 'c']);
    const { rows } = await remote.allDocs({ keys: ['d', 'b', 'nobody'], include_docs: true });
    expect(rows).toMatchObject([
      { id: 'd', doc: { _id: 'd' } },
      { id: 'b', value: { deleted: true }, doc: null },
      { key: 'nobody', error: 'not_found' },
    ]);
  });

  it('documents of the client’s own are kept beside the feed', async () => {
    await remote.put({ _id: '_local/mine', n: 1 });
    expect(await remote.get('_local/mine')).toMatchObject({ n: 1 });
    expect((await remote.changes()).results).toEqual([]);
  });

  it('documents lose old bodies when the database is compacted, and no leaf', async () => {
    const first = await remote.put({ _id: 'a', n: 1 });
    await remote.put({ _id: 'a', _rev: first.rev, n: 2 });
    await remote.compact();
    await expect(remote.get('a', { rev: first.rev })).rejects.toMatchObject({ status: 404 });
    expect(await remote.get('a')).toMatchObject({ n: 2 });
  });
});

describe('the feed', () => {
  it('the feed goes on from a number, backwards, by ids and by what documents say', async () => {
    await remote.bulkDocs(['a', 'b', 'c'].map((_id, n) => ({ _id, kind: n % 2 })));
    const [first] = (await remote.changes({ limit: 1 })).results;
    expect(idsOf(await remote.changes({ since: first?.seq }))).toEqual(['b', 'c']);
    expect(idsOf(await remote.changes({ descending: true, limit: 2 }))).toEqual(['c', 'b']);
    expect(idsOf(await remote.changes({ doc_ids: ['c', 'a'] })).toSorted()).toEqual(['a', 'c']);
    expect(idsOf(await remote.changes({ selector: { kind: 1 } }))).toEqual(['b']);
  });

  it('the feed tells a waiting reader of what is written meanwhile, once', async () => {
    await remote.put({ _id: 'before' });
    const heard: string[] = [];
    const feed = remote.changes({ live: true, since: 'now' }).on('change', ({ id }) => heard.push(id));
    const written: string[] = [];
    // A document that is written before the server has said which number is now is not told, so others follow it.
    await expect
      .poll(async () => {
        const id = `new-${written.length}`;
        written.push(id);
        await remote.put({ _id: id });
        return heard.length;
      })
      .toBeGreaterThan(0);
    await remote.put({ _id: 'last' });
    await expect.poll(() => heard.at(-1)).toBe('last');
    feed.cancel();
    expect(heard).toEqual([...written.slice(1 - heard.length), 'last']);
  });
});

describe('attachments', () => {
  const text = Buffer.from('điểm số 8,5');
  it('attachments go with a document or alone, and come back byte for byte', async () => {
    const inline = { content_type: 'text/plain', data: text.toString('base64') };
    const { rev } = await remote.put({ _id: 'a', _attachments: { 'b/c.txt': inline } });
    expect(Buffer.from(await remote.getAttachment('a', 'b/c.txt'))).toEqual(text);
    const bytes = Buffer.from([0, 255, 128, 10]);
    const second = await remote.putAttachment('a', 'raw', rev, bytes, 'application/octet-stream');
    expect(Buffer.from(await remote.getAttachment('a', 'raw'))).toEqual(bytes);
    await remote.removeAttachment('a', 'b/c.txt', second.rev);
    await expect(remote.getAttachment('a', 'b/c.txt')).rejects.toMatchObject({ status: 404 });
    expect(Buffer.from(await remote.getAttachment('a', 'b/c.txt', { rev }))).toEqual(text);
  });

  it('attachments replicate both ways', async () => {
    const from = local();
    const inline = { content_type: 'text/plain', data: text.toString('base64') };
    await from.put({ _id: 'a', _attachments: { t: inline } });
    await from.replicate.to(remote as unknown as Pouch, {});
    const to = local();
    await to.replicate.from(remote as unknown as Pouch, {});
    expect(Buffer.from(await to.getAttachment('a', 't'))).toEqual(text);
  });
});

describe('replication', () => {
  const leavesOf = async (db: Client, id: string) =>
    ((await db.get(id, { open_revs: 'all' })) as unknown as { ok: { _rev: string } }[])
      .map(({ ok }) => ok._rev)
      .toSorted();

  it('replication brings branches, removals and long histories to both sides, and has nothing to do afterwards', async () => {
    const [one, two] = [local(), local()];
    const start = await one.put({ _id: 'a', n: 0 });
    await one.replicate.to(remote as unknown as Pouch, {});
    await two.replicate.from(remote as unknown as Pouch, {});
    let { rev } = start;
    for (let n = 1; n < 30; n++) rev = (await one.put({ _id: 'a', _rev: rev, n })).rev;
    await two.put({ _id: 'a', _rev: start.rev, n: -1 });
    const gone = await two.put({ _id: 'b' });
    await two.remove('b', gone.rev);
    for (const side of [one, two, one]) {
      await side.replicate.to(remote as unknown as Pouch, {});
      await side.replicate.from(remote as unknown as Pouch, {});
    }
    for (const id of ['a', 'b']) {
      const leaves = await leavesOf(remote, id);
      expect(leaves).toHaveLength(id === 'a' ? 2 : 1);
      expect([await leavesOf(one, id), await leavesOf(two, id)]).toEqual([leaves, leaves]);
    }
    const { docs_read, docs_written } = await one.replicate.to(remote as unknown as Pouch, {});
    expect([docs_read, docs_written]).toEqual([0, 0]);
  });

  it('replication of new documents, to and from, goes through the handlers that devices use', async () => {
    const [from, to] = [local(), local()];
    await from.bulkDocs(['a', 'b', 'c/d'].map((_id) => ({ _id, n: 1 })));
    harness.passedOn.splice(0);
    expect(await from.replicate.to(remote as unknown as Pouch, {})).toMatchObject({ docs_written: 3 });
    expect(await to.replicate.from(remote as unknown as Pouch, {})).toMatchObject({ docs_written: 3 });
    expect(await remote.get('c/d')).toMatchObject({ n: 1 });
    const answered = ['GET /:db/*', 'GET /:db/_changes', 'POST /:db/_bulk_docs', 'POST /:db/_bulk_get'];
    expect([...new Set(harness.passedOn)].toSorted()).toEqual(answered);
  });

  it('a live replication brings a document that is written after it began', async () => {
    const [from, to] = [local(), local()];
    const out = from.replicate.to(remote as unknown as Pouch, { live: true });
    const back = to.replicate.from(remote as unknown as Pouch, { live: true });
    await from.put({ _id: 'a', n: 1 });
    await expect
      .poll(() =>
        to.get('a').then(
          ({ n }) => n,
          () => undefined,
        ),
      )
      .toBe(1);
    for (const running of [out, back]) running.cancel();
    await Promise.all([out, back]);
  });
});
