import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance } from 'fastify';
import { listSyncDocs, type SyncDocRow } from '../../storage/queries/replication/sync.ts';
import type { JsonObject } from '../document.ts';
import type { ReplicationOptions } from '../hooks.ts';
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

/** A document that the caller may hear of: its revisions, and whether it is one of the feed. */
interface Found {
  readonly tree: RevisionTree;
  readonly isInFeed: boolean;
}

/** Most pushes are of documents that nobody has heard of: then nothing depends on what the caller may see. */
const findInFeed = async <Context, Entry>(
  { db, hooks }: Pick<ReplicationOptions<Context, Entry>, 'db' | 'hooks'>,
  name: string,
  context: Context,
  ids: readonly string[],
): Promise<SyncDocRow[]> => {
  const rows = await listSyncDocs(db, name, ids);
  if (rows.length === 0) return rows;
  const { set: kinds } = await hooks.visibleKinds(context);
  return rows.filter(({ kind }) => kinds.has(kind));
};

/** The documents among these that the caller may hear of: readers of their kind, or accounts that sent them. */
const findAll = async <Context, Entry>(
  options: Pick<ReplicationOptions<Context, Entry>, 'db' | 'hooks'>,
  name: string,
  context: Context,
  ids: readonly string[],
): Promise<Map<string, Found>> => {
  const { log, account } = options.hooks;
  const found = new Map<string, Found>();
  const inFeed = ids.filter((id) => !log.holds(id));
  for (const { id, tree } of await findInFeed(options, name, context, inFeed)) {
    found.set(id, { tree: readTree(tree), isInFeed: true });
  }
  if (inFeed.length === ids.length) return found;
  const inLog = ids.filter((id) => log.holds(id));
  for (const [id, rev] of await log.listRevisions(name, inLog, account(context))) {
    found.set(id, { tree: treeOfPath([rev], false), isInFeed: false });
  }
  return found;
};

const UNKNOWN: Found = { tree: EMPTY_TREE, isInFeed: false };

/**
 * `_revs_diff`: which of the sender's revisions are not here, and what to build on. Of documents that the caller may not
 * see all are missing: a revision is a hash of what a document says, so that a match would confirm a guess. Ids are
 * member names, so maps have no prototype.
 */
export const addRevsDiff = <Context, Entry>(
  app: FastifyInstance,
  { db, hooks, routeConfig: config, pace }: ReplicationOptions<Context, Entry>,
): void => {
  app.post(
    '/:db/_revs_diff',
    { config, schema: { summary: 'Says which revisions of a device are not here' } },
    async (request) => {
      const name = databaseOf(request);
      const context = await hooks.authorize(request, name);
      const asked = await pace(hooks.account(context), () => askedOf(bodyObject(request)));
      const ids = asked.map(([id]) => id).filter(isDocId);
      const found = await findAll({ db, hooks }, name, context, ids);
      const answer: Record<string, unknown> = Object.create(null);
      for (const [id, revs] of asked) {
        const { tree, isInFeed } = found.get(id) ?? UNKNOWN;
        const diff = diffOf(tree, revs, isInFeed);
        if (diff.missing.length > 0) answer[id] = diff;
      }
      return answer;
    },
  );
};
