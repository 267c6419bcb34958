/* The revisions of one document that are known, and whose child each is. */

/** The facts about one revision; the parent is null at a root and above whatever was stemmed away. */
export interface RevisionNode {
  readonly parent: string | null;
  readonly deleted: boolean;
}

/** Revisions by their name, `<generation>-<hash>`. */
export type RevisionTree = ReadonlyMap<string, RevisionNode>;

/** The tree of a document nobody has written. */
export const EMPTY_TREE: RevisionTree = new Map();

/** Generation of a revision; 0 for text that is no revision. */
export const generationOf = (rev: string): number => {
  const digits = /^([1-9][0-9]{0,8})-/.exec(rev)?.[1];
  return digits === undefined ? 0 : Number(digits);
};

/** Newer first: the higher generation, then the greater hash by code unit. */
const compareRevs = (a: string, b: string): number => {
  const byGeneration = generationOf(b) - generationOf(a);
  if (byGeneration !== 0) return byGeneration;
  return a < b ? 1 : a > b ? -1 : 0;
};

/** The tree of one path, newest revision first; `deleted` is about the newest. */
export const treeOfPath = (revs: readonly string[], deleted: boolean): RevisionTree =>
  new Map(revs.map((rev, i) => [rev, { parent: revs[i + 1] ?? null, deleted: deleted && i === 0 }]));

/** The revisions that are nobody's parent, the winner first: not deleted, then generation, then hash. */
export const leavesOf = (tree: RevisionTree): string[] => {
  // Most documents were written once.
  if (tree.size === 1) return [...tree.keys()];
  const parents = new Set([...tree.values()].map(({ parent }) => parent));
  return [...tree.keys()]
    .filter((rev) => !parents.has(rev))
    .sort((a, b) => {
      const byLife = Number(tree.get(a)?.deleted) - Number(tree.get(b)?.deleted);
      return byLife === 0 ? compareRevs(a, b) : byLife;
    });
};

/** A revision and what came before it, newest first, as far as it is known; empty of an unknown revision. */
export const pathOf = (tree: RevisionTree, rev: string): string[] => {
  const path: string[] = [];
  let at: string | null = rev;
  while (at !== null) {
    const node = tree.get(at);
    if (node === undefined) break;
    path.push(at);
    at = node.parent;
  }
  return path;
};

/** The leaves that a revision grew into; itself when it is a leaf, none when it is unknown. */
export const leavesAfter = (tree: RevisionTree, rev: string): string[] =>
  leavesOf(tree).filter((leaf) => pathOf(tree, leaf).includes(rev));

/** Leaves older than a missing revision: what its sender may build on. */
export const possibleAncestorsOf = (tree: RevisionTree, missing: string): string[] =>
  leavesOf(tree).filter((leaf) => generationOf(leaf) < generationOf(missing));

/** The text a tree is stored as: one entry per revision, with its parent and a 1 when it deletes. */
export const writeTree = (tree: RevisionTree): string =>
  JSON.stringify([...tree].map(([rev, { parent, deleted }]) => (deleted ? [rev, parent, 1] : [rev, parent])));

/** A tree of one revision that deletes nothing, as nearly all are. */
const ONLY = /^\[\["([^"\\]+)",null\]\]$/;

/** The tree of a stored text. */
export const readTree = (text: string): RevisionTree => {
  const only = ONLY.exec(text)?.[1];
  if (only !== undefined) return new Map([[only, { parent: null, deleted: false }]]);
  const rows = JSON.parse(text) as [rev: string, parent: string | null, deleted?: 1][];
  return new Map(rows.map(([rev, parent, deleted]) => [rev, { parent, deleted: deleted === 1 }]));
};
