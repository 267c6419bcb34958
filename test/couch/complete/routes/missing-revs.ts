import { EMPTY_TREE, readTree } from '@hocba/server/replication/revision-tree';
import { listSyncDocs } from '@hocba/server/storage/queries/replication/sync';
import type { FastifyInstance } from 'fastify';
import { type Couch, sourceOf } from '../couch.ts';
import { readRev } from '../edits/incoming-edit.ts';
import { objectBody } from '../query.ts';
import { badRequest } from '../refusal.ts';

const revsOf = (value: unknown): string[] => {
  if (!Array.isArray(value)) throw badRequest('every id has a list of revisions');
  return value.map(readRev);
};

/** Which of some revisions are not here: what `_revs_diff` took the place of, and old clients still ask. */
export const addMissingRevs = (app: FastifyInstance, couch: Couch): void => {
  app.post('/:db/_missing_revs', async (request) => {
    const { db, name } = sourceOf(couch, request);
    const asked = Object.entries(objectBody(request)).map(([id, revs]) => [id, revsOf(revs)] as const);
    const ids = asked.map(([id]) => id);
    const rows = await listSyncDocs(db, name, ids);
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
