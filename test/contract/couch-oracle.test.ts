import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, startHarness } from '../replication/harness.ts';
import { localPouch, type Pouch } from './stock-pouch.ts';

/*
 * The same random documents go to PouchDB in memory and to the module; what both show afterwards must be the same.
 */
let harness: Harness;
let serial = 0;
beforeAll(async () => {
  harness = await startHarness(0);
});
afterAll(() => harness.close());

const call = async (path: string, method = 'GET', body?: object) => {
  const answer = await fetch(`${harness.url}/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: answer.status, json: await answer.json() };
};

type Memory = Omit<Pouch, 'bulkDocs'> & {
  bulkDocs(docs: readonly object[], options: object): Promise<{ ok?: boolean; rev?: string }[]>;
  changes(options: object): Promise<{ results: Change[] }>;
};
interface Change {
  readonly id: string;
  readonly changes: { rev: string }[];
  readonly deleted?: boolean;
}

const IDS = ['a', 'b'] as const;
const step = fc.record({
  id: fc.constantFrom(...IDS),
  steps: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 5 }),
});

/** A document as a replicator sends it; whether it deletes is decided by its name, so that nobody disagrees. */
const replicated = ({ id, steps }: { id: string; steps: readonly number[] }) => {
  const ids = steps.map((_, i) => `h${steps.slice(0, i + 1).join('')}`).reverse();
  const deleted = steps.reduce((sum, each) => sum + each, steps.length) % 3 === 0;
  return {
    _id: id,
    _rev: `${steps.length}-${ids[0]}`,
    _revisions: { start: steps.length, ids },
    ...(deleted ? { _deleted: true } : {}),
    told: ids[0],
  };
};

const view = async (
  all: readonly Change[],
  main: readonly Change[],
  open: (id: string) => Promise<unknown>,
) => ({
  changes: all.map(({ id, changes, deleted }, i) => ({
    id,
    winner: main[i]?.changes[0]?.rev,
    leaves: changes.map(({ rev }) => rev).sort(),
    deleted: deleted === true,
  })),
  open: await Promise.all(all.map(({ id }) => open(id))),
});
/** Within one batch PouchDB numbers documents in an order of its own. */
const byId = (rows: readonly Change[]) => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const byRev = (entries: { ok: { _rev: string } }[]) =>
  entries.map(({ ok }) => JSON.stringify(ok, Object.keys(ok).sort())).sort();

const theirs = async (memory: Memory) => {
  const rows = (await memory.allDocs()).rows.map(({ id, value }) => [id, value.rev]);
  const { results } = await memory.changes({ style: 'all_docs' });
  const { results: main } = await memory.changes({});
  const open = async (id: string) =>
    byRev((await memory.get(id, { open_revs: 'all' })) as unknown as { ok: { _rev: string } }[]);
  return { rows, ...(await view(byId(results), byId(main), open)) };
};
const ours = async (name: string) => {
  const all = (await call(`${name}/_all_docs`)).json as { rows: { id: string; value: { rev: string } }[] };
  const rows = all.rows.map(({ id, value }) => [id, value.rev]);
  const { results } = (await call(`${name}/_changes?style=all_docs`)).json as { results: Change[] };
  const { results: main } = (await call(`${name}/_changes`)).json as { results: Change[] };
  const open = async (id: string) => byRev((await call(`${name}/${id}?open_revs=all`)).json);
  return { rows, ...(await view(byId(results), byId(main), open)) };
};

it('shows what PouchDB in memory shows after the same replicated batches', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      async (batches) => {
        const memory = localPouch() as unknown as Memory;
        const name = `batches${++serial}`;
        await call(name, 'PUT');
        for (const batch of batches) {
          const docs = batch.map(replicated);
          await memory.bulkDocs(structuredClone(docs), { new_edits: false });
          expect((await call(`${name}/_bulk_docs`, 'POST', { docs, new_edits: false })).json).toEqual([]);
        }
        expect(await ours(name)).toEqual(await theirs(memory));
      },
    ),
    { numRuns: 400 },
  );
});

const edit = fc.record({
  /** Which known revision it was made from, counted from the newest; none at all when it is 0. */
  from: fc.integer({ min: 0, max: 3 }),
  deleted: fc.boolean(),
});

it('takes and refuses the edits that PouchDB in memory takes and refuses', async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
      const memory = localPouch() as unknown as Memory;
      const name = `edits${++serial}`;
      await call(name, 'PUT');
      const known: { theirs: string; ours: string }[] = [];
      for (const [n, { from, deleted }] of edits.entries()) {
        const parent = from === 0 ? undefined : known.at(-from);
        const doc = (rev: string | undefined) => ({
          _id: 'x',
          ...(rev === undefined ? {} : { _rev: rev }),
          ...(deleted ? { _deleted: true } : {}),
          n,
        });
        const [a] = await memory.bulkDocs([doc(parent?.theirs)], {});
        const { json } = await call(`${name}/_bulk_docs`, 'POST', { docs: [doc(parent?.ours)] });
        const [b] = json as { ok?: boolean; rev?: string }[];
        expect(b?.ok === true).toBe(a?.ok === true);
        expect(b?.rev?.split('-')[0]).toBe(a?.rev?.split('-')[0]);
        if (a?.rev !== undefined && b?.rev !== undefined) known.push({ theirs: a.rev, ours: b.rev });
        else refused += 1;
      }
    }),
    { numRuns: 400 },
  );
  expect(refused).toBeGreaterThan(50);
});
