import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance } from 'fastify';
import type { Db } from '../../storage/engine/db.ts';
import { listSyncDocs } from '../../storage/queries/replication/sync.ts';
import type { DocumentLog, JsonObject, ReplicationOptions } from '../hooks.ts';
import { isDocId } from '../incoming/incoming.ts';
import {
  EMPTY_TREE,
  possibleAncestorsOf,
  type RevisionTree,
  readTree,
  treeOfPath,
} from '../revision-tree.ts';
import { bodyObject, databaseOf } from './request-body.ts';

/** A push compares at most a batch of 500; a megabyte of names would keep everybody else waiting. */
const MAX_ASKED = 2000;

/** A text that names no revision is none that could be here: its document is refused by itself when it is sent. */
const revsOf = (value: unknown): string[] => {
  if (Array.isArray(value) && value.every((rev) => typeof rev === 'string')) return value;
  throw new RegistryError('INVALID_INPUT', 'every id has a list of revisions');
};

/** Ids with their revisions, as they were asked; BODY_TOO_LARGE beyond what a push asks. */
const askedOf = (body: JsonObject): [id: string, revs: string[]][] => {
  const asked = Object.entries(body).map(([id, revs]): [string, string[]] => [id, revsOf(revs)]);
  const revs = asked.reduce((sum, [, list]) => sum + list.length, 0);
  if (Math.max(asked.length, revs) > MAX_ASKED) {
    throw new RegistryError('BODY_TOO_LARGE', `at most ${MAX_ASKED} revisions`);
  }
  return asked;
};

const diffOf = (tree: RevisionTree, revs: readonly string[], isInFeed: boolean) => {
  const missing = revs.filter((rev) => !tree.has(rev));
  if (!isInFeed) return { missing };
  const ancestors = new Set(missing.flatMap((rev) => possibleAncestorsOf(tree, rev)));
  return ancestors.size > 0 ? { missing, possible_ancestors: [...ancestors] } : { missing };
};

/** A document that is here: its revisions, and who may hear of them: readers of its kind, or those who sent it. */
interface Found {
  readonly tree: RevisionTree;
  readonly kind?: string;
  readonly owners?: readonly string[];
}

const findAll = async (
  db: Db,
  log: DocumentLog<unknown> | undefined,
  name: string,
  ids: readonly string[],
): Promise<Map<string, Found>> => {
  const found = new Map<string, Found>();
  const inFeed = ids.filter((id) => log?.holds(id) !== true);
  for (const { id, tree, kind } of await listSyncDocs(db, name, inFeed)) {
    found.set(id, { tree: readTree(tree), kind });
  }
  if (inFeed.length === ids.length) return found;
  const inLog = ids.filter((id) => log?.holds(id));
  for (const { id, rev, owners } of (await log?.list(name, inLog)) ?? []) {
    if (rev !== null) found.set(id, { tree: treeOfPath([rev], false), owners });
  }
  return found;
};

/**
 * `_revs_diff`: which of the sender's revisions are not here, and what to build on. Of documents that the caller may not
 * see all are missing: a revision is a hash of what a document says, so that a match would confirm a guess. Ids are
 * member names, so maps have no prototype.
 */
export const addRevsDiff = <Context>(
  app: FastifyInstance,
  { db, hooks, routeConfig: config, pace }: ReplicationOptions<Context>,
): void => {
  app.post(
    '/:db/_revs_diff',
    { config, schema: { summary: 'Says which revisions of a device are not here' } },
    async (request) => {
      const name = databaseOf(request);
      const context = await hooks.authorize(request, name);
      const asked = await pace(hooks.account(context), () => askedOf(bodyObject(request)));
      const ids = asked.map(([id]) => id).filter(isDocId);
      const found = await findAll(db, hooks.log, name, ids);
      // Most pushes are of documents that nobody has heard of: then nothing depends on what the caller may see.
      const kinds = found.size === 0 ? new Set<string>() : (await hooks.visibleKinds(context)).set;
      const answer: Record<string, unknown> = Object.create(null);
      const account = hooks.account(context);
      for (const [id, revs] of asked) {
        const { tree, kind = '', owners = [] } = found.get(id) ?? { tree: EMPTY_TREE };
        const isInFeed = kinds.has(kind);
        const mayHear = isInFeed || owners.includes(account);
        const diff = diffOf(mayHear ? tree : EMPTY_TREE, revs, isInFeed);
        if (diff.missing.length > 0) answer[id] = diff;
      }
      return answer;
    },
  );
};
