import type { FastifyInstance } from 'fastify';
import { listSyncDocs } from '../../../storage/queries/replication/sync.ts';
import { badRequest } from '../../couch-refusal.ts';
import type { ReplicationOptions } from '../../hooks.ts';
import { EMPTY_TREE, readTree } from '../../revision-tree.ts';
import { databaseOf } from '../../routes/request-body.ts';
import { readRev } from '../incoming-edit.ts';
import { objectBody } from '../query.ts';

const revsOf = (value: unknown): string[] => {
  if (!Array.isArray(value)) throw badRequest('every id has a list of revisions');
  return value.map(readRev);
};

/** Which of some revisions are not here: what `_revs_diff` took the place of, and old clients still ask. */
export const addMissingRevs = <Context>(
  app: FastifyInstance,
  { db, hooks, routeConfig: config }: ReplicationOptions<Context>,
): void => {
  app.post('/:db/_missing_revs', { config }, async (request) => {
    const name = databaseOf(request);
    const context = await hooks.authorize(request, name);
    const { set: kinds } = await hooks.visibleKinds(context);
    const asked = Object.entries(objectBody(request)).map(([id, revs]) => [id, revsOf(revs)] as const);
    const ids = asked.map(([id]) => id);
    const rows = (await listSyncDocs(db, name, ids)).filter(({ kind }) => kinds.has(kind));
    const trees = new Map(rows.map(({ id, tree }) => [id, readTree(tree)]));
    // Ids are member names, so the answer has no prototype.
    const found: Record<string, readonly string[]> = Object.create(null);
    for (const [id, revs] of asked) {
      const tree = trees.get(id) ?? EMPTY_TREE;
      const missing = revs.filter((rev) => !tree.has(rev));
      if (missing.length > 0) found[id] = missing;
    }
    return { missing_revs: found };
  });
};
