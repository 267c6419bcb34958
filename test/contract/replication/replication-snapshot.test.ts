import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { publish } from '@hocba/server/replication/publish';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type ReplicationServer, startReplication, TOKEN } from '../../fixtures/replication-server.ts';
import { idsOf, localPouch, pull, remotePouch } from '../../fixtures/stock-pouch.ts';

let server: ReplicationServer;
beforeAll(async () => {
  server = await startReplication();
});
afterAll(() => server.close());

const notes = (count: number, kind = 'note') =>
  Array.from({ length: count }, (_, i) => ({
    id: `${kind}${String(i).padStart(5, '0')}`,
    kind,
    body: { n: i, text: 'Nguyễn' },
  }));
const put = async (name: string, docs: ReturnType<typeof notes>) =>
  server.db.commit(await publish(server.db, name, docs));

const authorization = `Bearer ${TOKEN}`;
const snapshot = (name: string, headers: Record<string, string> = { authorization }) =>
  fetch(`${server.url}/${name}/_snapshot`, { headers });

interface Line {
  readonly epoch?: string;
  readonly seq?: number;
  readonly end?: boolean;
  readonly docs?: number;
  readonly _id?: string;
  readonly _rev?: string;
}
const linesOf = (text: string): Line[] => {
  expect(text.endsWith('\n')).toBe(true);
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line));
};
const read = async (name: string) => linesOf(await (await snapshot(name)).text());

describe('a snapshot', () => {
  it('a snapshot is what a stock client would have pulled, and the feed goes on behind it', async () => {
    await put('db1', [...notes(250), ...notes(30, 'hidden')]);
    await put('db1', [{ id: 'note00007', kind: 'note', body: { n: 7, text: 'sửa' } }]);
    const lines = await read('db1');
    expect(lines[0]).toEqual({ epoch: 'first', seq: 281 });
    expect(lines.at(-1)).toEqual({ end: true, docs: 250 });
    const docs = lines.slice(1, -1);
    const loaded = localPouch();
    await (loaded.bulkDocs as (docs: object[], options: object) => Promise<unknown>)(docs, {
      new_edits: false,
    });
    const pulled = localPouch();
    await pull(pulled, remotePouch(server, 'db1'));
    expect(await idsOf(loaded)).toEqual(await idsOf(pulled));
    const [a, b] = await Promise.all([loaded, pulled].map((db) => db.get('note00007', { revs: true })));
    expect(a).toEqual(b);
    expect(a).toMatchObject({
      text: 'sửa',
      _revisions: { start: 2, ids: [expect.any(String), expect.any(String)] },
    });
    await put('db1', [{ id: 'later', kind: 'note', body: { n: 1, text: '' } }]);
    const feed = await call(server, 'GET', `/db1/_changes?since=${lines[0]?.seq}`);
    expect((feed.json as { results: { id: string }[] }).results.map(({ id }) => id)).toEqual(['later']);
  });

  it('a snapshot of nothing has its first and its last line', async () => {
    expect(await read('db2')).toEqual([
      { epoch: 'first', seq: 0 },
      { end: true, docs: 0 },
    ]);
  });

  it('a snapshot of whole pages ends as well', async () => {
    await put('db3', notes(200));
    expect((await read('db3')).at(-1)).toEqual({ end: true, docs: 200 });
  });

  it('a snapshot is asked for like everything else: with a token, of a database one may read', async () => {
    expect((await snapshot('db1', {})).status).toBe(401);
    expect((await snapshot('elsewhere')).status).toBe(404);
  });

  it('a snapshot travels compressed to clients that take gzip', async () => {
    const bytes = await new Promise<{ encoding: unknown; type: unknown; body: Buffer }>((resolve, reject) => {
      const headers = { authorization, 'accept-encoding': 'gzip' };
      request(`${server.url}/db1/_snapshot`, { headers }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () =>
          resolve({
            encoding: answer.headers['content-encoding'],
            type: answer.headers['content-type'],
            body: Buffer.concat(parts),
          }),
        );
      })
        .on('error', reject)
        .end();
    });
    expect(bytes).toMatchObject({ encoding: 'gzip', type: expect.stringMatching(/^application\/x-ndjson/) });
    const lines = linesOf(gunzipSync(bytes.body).toString());
    expect(lines.at(-1)?.end).toBe(true);
    const plain = await (await snapshot('db1', { authorization, 'accept-encoding': 'identity' })).text();
    expect(linesOf(plain)).toEqual(lines);
    expect(bytes.body.length).toBeLessThan(plain.length / 2);
  });

  it('a snapshot loses nothing to what is written while it travels, and never waits for an end of the writing', async () => {
    await put('db4', notes(1500));
    const answer = await snapshot('db4', { authorization, 'accept-encoding': 'identity' });
    const reader = answer.body?.getReader();
    const parts: Uint8Array[] = [];
    for (let round = 0; ; round += 1) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
      if (value !== undefined) parts.push(value);
      if (done) break;
      await put('db4', [
        { id: `note0${1499 - round}`, kind: 'note', body: { n: -1, text: `${round}` } },
        { id: `new${round}`, kind: 'note', body: { n: round, text: '' } },
      ]);
    }
    const lines = linesOf(Buffer.concat(parts).toString());
    const seq = lines[0]?.seq ?? 0;
    const { json } = await call(server, 'GET', `/db4/_changes?since=${seq}&limit=1000`);
    const seen = new Map<string, string>();
    for (const { _id, _rev } of lines) if (_id !== undefined) seen.set(_id, _rev ?? '');
    for (const row of (json as { results: { id: string; changes: { rev: string }[] }[] }).results)
      seen.set(row.id, row.changes[0]?.rev ?? '');
    const all = await call(server, 'GET', '/db4/_changes?limit=1000');
    const first = all.json as { results: unknown[]; last_seq: number };
    const rest = await call(server, 'GET', `/db4/_changes?since=${first.last_seq}`);
    const now = [...first.results, ...(rest.json as { results: unknown[] }).results] as {
      id: string;
      changes: { rev: string }[];
    }[];
    expect(now.length).toBeGreaterThan(1500);
    expect(now.filter(({ id, changes }) => seen.get(id) !== changes[0]?.rev)).toEqual([]);
  });
});
