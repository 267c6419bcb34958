import {
  EMPTY_TREE,
  leavesOf,
  pathOf,
  type RevisionTree,
  treeOfPath,
} from '@hocba/server/replication/revision-tree';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { localPouch, type Pouch } from '../fixtures/stock-pouch.ts';
import { mergeTrees } from './complete/edits/grow-tree.ts';
import { drawn } from './oracle-seed.ts';

interface Path {
  readonly steps: readonly number[];
  readonly deleted: boolean;
}

const hashesOf = ({ steps }: Path): string[] =>
  steps.map((_, i) => `h${steps.slice(0, i + 1).join('')}`).reverse();
const path = fc.record({
  steps: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 5 }),
  deleted: fc.boolean(),
});

/** A revision is deleted or not, no matter which side tells of it: what two paths say of one leaf must agree. */
const agreeing = (paths: readonly Path[]): boolean => {
  const said = new Map<string, boolean>();
  return paths.every(({ steps, deleted }) => {
    const key = steps.join();
    const before = said.get(key) ?? deleted;
    said.set(key, deleted);
    return before === deleted;
  });
};
const history = fc.array(path, { minLength: 1, maxLength: 8 }).filter(agreeing);

const docOf = (p: Path) => {
  const ids = hashesOf(p);
  const start = p.steps.length;
  return {
    _id: 'x',
    _rev: `${start}-${ids[0]}`,
    _revisions: { start, ids },
    ...(p.deleted ? { _deleted: true } : {}),
  };
};

const ours = (paths: readonly Path[]): RevisionTree =>
  paths.reduce<RevisionTree>((tree, p) => {
    const revs = hashesOf(p).map((hash, i) => `${p.steps.length - i}-${hash}`);
    return mergeTrees(tree, treeOfPath(revs, p.deleted));
  }, EMPTY_TREE);

type Feed = Pouch & {
  bulkDocs(docs: readonly object[], options: object): Promise<unknown>;
  changes(options: object): Promise<{ results: { changes: { rev: string }[]; deleted?: boolean }[] }>;
};

it('a revision tree has the leaves, the winner and the histories that PouchDB has after the same documents', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (paths) => {
      const pouch = localPouch() as Feed;
      for (const p of paths) await pouch.bulkDocs([docOf(p)], { new_edits: false });
      const [all, main] = [await pouch.changes({ style: 'all_docs' }), await pouch.changes({})];
      const tree = ours(paths);
      const leaves = leavesOf(tree);
      const theirs = all.results[0]?.changes.map(({ rev }) => rev) ?? [];
      expect(main.results[0]?.changes.map(({ rev }) => rev)).toEqual(leaves.slice(0, 1));
      expect([...theirs].sort()).toEqual([...leaves].sort());
      expect(main.results[0]?.deleted === true).toBe(tree.get(leaves[0] ?? '')?.deleted);
      for (const rev of theirs) {
        const doc = await pouch.get('x', { rev, revs: true });
        const { start, ids } = doc._revisions as { start: number; ids: string[] };
        expect(pathOf(tree, rev)).toEqual(ids.map((hash, i) => `${start - i}-${hash}`));
      }
    }),
    drawn(150),
  );
});
