import {
  leavesOf,
  pathOf,
  type RevisionNode,
  type RevisionTree,
} from '@hocba/server/replication/revision-tree';

/*
 * Trees as replicators make them grow: a tree is a set of nodes, and merging is the union of sets, so that the order in
 * which clients reach the server can never change the outcome.
 */

/** Two histories that disagree about a parent agree on the greater one, whichever came first. */
const greater = (a: string | null, b: string | null): string | null => {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
};

/** The union of two trees. */
export const mergeTrees = (a: RevisionTree, b: RevisionTree): RevisionTree => {
  const merged = new Map(a);
  for (const [rev, node] of b) {
    const known = merged.get(rev);
    merged.set(rev, {
      parent: greater(known?.parent ?? null, node.parent),
      deleted: node.deleted || (known?.deleted ?? false),
    });
  }
  return merged;
};

/**
 * The tree with the newest `limit` revisions of each leaf, and no more of the past than they say together; leaves and
 * winner stay.
 */
export const stemTree = (tree: RevisionTree, limit: number): RevisionTree => {
  if (tree.size <= limit) return tree;
  const kept = new Map<string, RevisionNode>();
  for (const leaf of leavesOf(tree)) {
    for (const [i, rev] of pathOf(tree, leaf).slice(0, limit).entries()) {
      const node = tree.get(rev);
      if (node === undefined) continue;
      // Behind the last one nothing is known any more, unless another leaf is nearer to it.
      if (i + 1 < limit) kept.set(rev, node);
      else if (!kept.has(rev)) kept.set(rev, { ...node, parent: null });
    }
  }
  return kept;
};
