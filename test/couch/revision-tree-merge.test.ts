import {
  EMPTY_TREE,
  leavesOf,
  type RevisionTree,
  readTree,
  treeOfPath,
  writeTree,
} from '@hocba/server/replication/revision-tree';
import fc from 'fast-check';
import * as pouch from 'pouchdb-merge';
import { expect, it } from 'vitest';
import { mergeTrees, stemTree } from './complete/edits/grow-tree.ts';
import { AS_ALWAYS, drawn } from './oracle-seed.ts';

/** A leaf told with its whole history: the steps from the root, and whether it deletes. */
interface Path {
  readonly steps: readonly number[];
  readonly deleted: boolean;
}
type Node = [string, { status: string; deleted?: boolean }, Node[]];

const path: fc.Arbitrary<Path> = fc.record({
  steps: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 7 }),
  deleted: fc.boolean(),
});

/** A revision deletes or not, no matter which side tells of it; here its name decides when several paths end in it. */
const settled = (paths: readonly Path[]): Path[] => {
  const said = new Map(paths.map(({ steps, deleted }) => [steps.join(), deleted]));
  return paths.map(({ steps }) => ({ steps, deleted: said.get(steps.join()) === true }));
};

const hashes = (steps: readonly number[]): string[] =>
  steps.map((_, i) => `${(i * 7 + (steps[i] ?? 0) * 5) % 11}${steps.slice(0, i + 1).join('')}`);

const theirPath = ({ steps, deleted }: Path) => {
  let node: Node | undefined;
  for (const hash of hashes(steps).toReversed()) {
    node =
      node === undefined
        ? [hash, { status: 'available', ...(deleted ? { deleted } : {}) }, []]
        : [hash, { status: 'missing' }, [node]];
  }
  return { pos: 1, ids: node as Node };
};

const ourPath = ({ steps, deleted }: Path): RevisionTree =>
  treeOfPath(
    hashes(steps)
      .map((hash, i) => `${i + 1}-${hash}`)
      .reverse(),
    deleted,
  );

const grow = (paths: readonly Path[]): RevisionTree =>
  // Through the stored text every time, as in the database.
  paths.reduce<RevisionTree>(
    (tree, each) => readTree(writeTree(mergeTrees(tree, ourPath(each)))),
    EMPTY_TREE,
  );

it('a merged tree has the leaves and the winner of pouchdb-merge in 20,000 histories, in another order and twice', () => {
  const histories = fc.array(path, { minLength: 1, maxLength: 9 }).map(settled);
  let conflicts = 0;
  fc.assert(
    fc.property(histories, fc.infiniteStream(fc.nat()), (paths, order) => {
      const theirs = paths.reduce(
        (tree, each) => pouch.merge(tree, theirPath(each), 1000).tree,
        [] as { pos: number; ids: Node }[],
      );
      const shuffled = [...paths, ...paths]
        .map((each) => ({ each, at: order.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ each }) => each);
      const leaves = pouch.collectLeaves(theirs).map(({ rev }) => rev);
      if (leaves.length > 1) conflicts += 1;
      for (const ours of [grow(paths), grow(shuffled)]) {
        expect(leavesOf(ours).sort()).toEqual(leaves.toSorted());
        expect(leavesOf(ours)[0]).toBe(pouch.winningRev({ rev_tree: theirs }));
      }
    }),
    drawn(20_000),
  );
  if (AS_ALWAYS) expect(conflicts).toBeGreaterThan(5_000);
});

/** The parent of each revision, so far as a tree of theirs says it. */
const linksOf = (pos: number, [hash, , children]: Node, parent = 'nothing'): string[] => [
  `${pos}-${hash} after ${parent}`,
  ...children.flatMap((child) => linksOf(pos + 1, child, `${pos}-${hash}`)),
];

it('a pruned tree forgets the ancestors that pouchdb-merge forgets, and keeps leaves and winner', () => {
  const histories = fc.array(path, { minLength: 1, maxLength: 6 }).map(settled);
  let forgotten = 0;
  fc.assert(
    fc.property(histories, fc.integer({ min: 1, max: 4 }), (paths, limit) => {
      let theirs: { pos: number; ids: Node }[] = [];
      let ours: RevisionTree = EMPTY_TREE;
      for (const each of paths) {
        const told = ourPath(each);
        const [rev = ''] = told.keys();
        // Neither side merges what it knows.
        if (ours.has(rev)) continue;
        theirs = pouch.merge(theirs, theirPath(each), limit).tree;
        const grown = mergeTrees(ours, told);
        ours = stemTree(grown, limit);
        forgotten += grown.size - ours.size;
        const kept = new Set(theirs.flatMap(({ pos, ids }) => linksOf(pos, ids)));
        // Where the end of one branch lies within another, they keep it twice; CouchDB and we do so once,
        // with its past.
        for (const [rev, { parent }] of ours) if (parent !== null) kept.delete(`${rev} after nothing`);
        const links = [...ours].map(([rev, { parent }]) => `${rev} after ${parent ?? 'nothing'}`);
        expect(links.sort()).toEqual([...kept].sort());
        expect(leavesOf(ours)[0]).toBe(pouch.winningRev({ rev_tree: theirs }));
      }
    }),
    drawn(5000),
  );
  if (AS_ALWAYS) expect(forgotten).toBeGreaterThan(5000);
});
