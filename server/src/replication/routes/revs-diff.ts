import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance } from 'fastify';
import { listSyncDocs } from '../../storage/sync.ts';
import type { ReplicationOptions } from '../hooks.ts';
import { isDocId, isRev } from '../incoming.ts';
import { EMPTY_TREE, possibleAncestorsOf, type RevisionTree, readTree } from '../revision-tree.ts';
import { bodyObject, databaseOf } from './request-body.ts';

const revsOf = (value: unknown): string[] => {
  if (Array.isArray(value) && value.every(isRev)) return value;
  throw new RegistryError('INVALID_INPUT', 'every id has a list of revisions');
};

const diffOf = (tree: RevisionTree, revs: readonly string[]) => {
  const missing = revs.filter((rev) => !tree.has(rev));
  const ancestors = new Set(missing.flatMap((rev) => possibleAncestorsOf(tree, rev)));
  return ancestors.size > 0 ? { missing, possible_ancestors: [...ancestors] } : { missing };
};

/** `_revs_diff`: which of the sender's revisions are not here. Ids are member names, so maps have no prototype. */
export const addRevsDiff = <Context>(
  app: FastifyInstance,
  { db, hooks, routeConfig: config }: ReplicationOptions<Context>,
): void => {
  app.post('/:db/_revs_diff', { config }, async (request) => {
    const name = databaseOf(request);
    await hooks.authorize(request, name);
    const asked = Object.entries(bodyObject(request)).map(([id, revs]) => [id, revsOf(revs)] as const);
    const ids = asked.map(([id]) => id).filter(isDocId);
    const trees = new Map((await listSyncDocs(db, name, ids)).map(({ id, tree }) => [id, readTree(tree)]));
    const answer: Record<string, unknown> = Object.create(null);
    for (const [id, revs] of asked) {
      const diff = diffOf(trees.get(id) ?? EMPTY_TREE, revs);
      if (diff.missing.length > 0) answer[id] = diff;
    }
    return answer;
  });
};
