import {
  EMPTY_TREE,
  leavesAfter,
  leavesOf,
  pathOf,
  possibleAncestorsOf,
  type RevisionTree,
  readTree,
  treeOfPath,
  writeTree,
} from '@hocba/server/replication/revision-tree';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mergeTrees, stemTree } from './complete/edits/grow-tree.ts';

/** A revision named after all of its history, as hashes are: two paths that share a name share what is below it. */
interface Path {
  readonly steps: readonly number[];
  readonly deleted: boolean;
}
const revsOf = ({ steps }: Path): string[] =>
  steps.map((_, i) => `${i + 1}-${steps.slice(0, i + 1).join('')}`).reverse();

const path = fc.record({
  steps: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 6 }),
  deleted: fc.boolean(),
});
const history = fc.array(path, { minLength: 1, maxLength: 12 });
const grow = (paths: readonly Path[]): RevisionTree =>
  paths.reduce<RevisionTree>((tree, p) => mergeTrees(tree, treeOfPath(revsOf(p), p.deleted)), EMPTY_TREE);
const plain = (tree: RevisionTree) => [...tree].sort(([a], [b]) => (a < b ? -1 : 1));

/** The model: a revision is a leaf when no other one's history runs through it. */
const modelLeaves = (paths: readonly Path[]): string[] => {
  const texts = new Set(paths.flatMap(({ steps }) => steps.map((_, i) => steps.slice(0, i + 1).join(''))));
  const dead = new Set(paths.filter((p) => p.deleted).map(({ steps }) => steps.join('')));
  return [...texts]
    .filter((text) => ![...texts].some((other) => other !== text && other.startsWith(text)))
    .sort((a, b) => {
      if (dead.has(a) !== dead.has(b)) return dead.has(a) ? 1 : -1;
      if (a.length !== b.length) return b.length - a.length;
      return a < b ? 1 : -1;
    })
    .map((text) => `${text.length}-${text}`);
};

it('a revision tree has the leaves and the winner of the model', () => {
  fc.assert(
    fc.property(history, (paths) => {
      const tree = grow(paths);
      expect(leavesOf(tree)).toEqual(modelLeaves(paths));
      expect(leavesOf(tree)[0]).toBe(modelLeaves(paths)[0]);
    }),
  );
});

it('a revision tree comes out equal in every order and however often a path arrives', () => {
  const shuffled = history.chain((paths) =>
    fc.tuple(fc.constant(paths), fc.shuffledSubarray([...paths, ...paths], { minLength: paths.length * 2 })),
  );
  fc.assert(
    fc.property(shuffled, ([paths, again]) => {
      expect(plain(grow(again))).toEqual(plain(grow(paths)));
    }),
  );
});

it('a merge of whole trees equals a merge of paths, and agrees even about a parent told two ways', () => {
  const node = fc.record({
    parent: fc.option(fc.constantFrom('1-a', '1-b'), { nil: null }),
    deleted: fc.boolean(),
  });
  const tree = fc
    .array(fc.tuple(fc.constantFrom('2-a', '2-b', '2-c'), node))
    .map((nodes): RevisionTree => new Map(nodes));
  fc.assert(
    fc.property(tree, tree, tree, (a, b, c) => {
      expect(plain(mergeTrees(a, b))).toEqual(plain(mergeTrees(b, a)));
      expect(plain(mergeTrees(mergeTrees(a, b), c))).toEqual(plain(mergeTrees(a, mergeTrees(b, c))));
      expect(plain(mergeTrees(a, a))).toEqual(plain(a));
    }),
  );
});

it('a stemmed tree loses no leaf, no order and no nearest ancestor', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 4 }), (paths, limit) => {
      const tree = grow(paths);
      const stemmed = stemTree(tree, limit);
      expect(leavesOf(stemmed)).toEqual(leavesOf(tree));
      for (const leaf of leavesOf(tree)) {
        const nearest = pathOf(tree, leaf).slice(0, limit);
        expect(pathOf(stemmed, leaf).slice(0, nearest.length)).toEqual(nearest);
      }
      expect(plain(stemTree(stemmed, limit))).toEqual(plain(stemmed));
    }),
  );
});

it('a revision tree is read back from its text', () => {
  fc.assert(
    fc.property(history, (paths) => {
      const tree = grow(paths);
      expect(plain(readTree(writeTree(tree)))).toEqual(plain(tree));
    }),
  );
});

it('a revision tree knows what a revision grew into and what a missing one may build on', () => {
  const tree = grow([
    { steps: [0, 1, 1], deleted: false },
    { steps: [0, 2], deleted: true },
  ]);
  expect(leavesAfter(tree, '1-0')).toEqual(['3-011', '2-02']);
  expect(leavesAfter(tree, '2-02')).toEqual(['2-02']);
  expect(leavesAfter(tree, '9-x')).toEqual([]);
  expect(possibleAncestorsOf(tree, '3-022')).toEqual(['2-02']);
  expect(pathOf(tree, '3-011')).toEqual(['3-011', '2-01', '1-0']);
});
