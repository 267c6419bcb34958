import { revisionAfter } from '@hocba/server/replication/revision';
import { leavesOf, type RevisionTree } from '@hocba/server/replication/revision-tree';
import type { Json } from '@hocba/shared/text/strict-json';
import { isJsonObject } from '../query.ts';
import type { Edit } from './incoming-edit.ts';

/**
 * Whom an edit follows: undefined for a document's first revision, `conflict` when what it was made from is not, or
 * no longer, a leaf. A deleted document is written again as what follows its deletion.
 */
export const decideParent = (
  tree: RevisionTree,
  { parent, deleted }: Pick<Edit, 'parent' | 'deleted'>,
): string | undefined | 'conflict' => {
  const [winner] = leavesOf(tree);
  if (winner === undefined) return parent === undefined ? undefined : 'conflict';
  if (parent !== undefined) return leavesOf(tree).includes(parent) ? parent : 'conflict';
  return tree.get(winner)?.deleted === true && !deleted ? winner : 'conflict';
};

/** The same value with the members of every object in one order. */
const sorted = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] as Json)]));
};

/**
 * The revision that an edit makes: an equal edit makes an equal revision, wherever and in whatever order it is written
 * down.
 */
export const nextRevision = (parent: string | undefined, body: string, deleted: boolean): string =>
  revisionAfter(parent, `${deleted ? 'deleted' : ''}${JSON.stringify(sorted(JSON.parse(body) as Json))}`);
