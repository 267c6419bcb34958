import { RegistryError } from '@hocba/shared/problems';
import { parseStrictJson } from '@hocba/shared/text/strict-json';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type DocExtras, listVisibleDocs, renderDoc, type StoredDoc } from '../feed/stored-docs.ts';
import type { ReplicationOptions } from '../hooks.ts';
import { isDocId } from '../incoming/incoming.ts';
import { leavesAfter, leavesOf } from '../revision-tree.ts';
import { databaseOf, queryFlag, queryText, restOf } from './request-body.ts';

/** The revisions that `open_revs` asks for: `all`, or a list. */
const openRevsOf = (text: string): 'all' | string[] => {
  if (text === 'all') return text;
  const value = parseStrictJson(text);
  if (Array.isArray(value) && value.every((rev) => typeof rev === 'string')) return value as string[];
  throw new RegistryError('INVALID_INPUT', 'open_revs is "all" or a list of revisions');
};

/** Each asked-for revision, or its leaves, as `{ok}` or `{missing}`. */
const renderOpenRevs = (
  doc: StoredDoc,
  asked: 'all' | string[],
  latest: boolean,
  extras: DocExtras,
): string => {
  const list = asked === 'all' ? leavesOf(doc.tree) : asked;
  const entries = new Map<string, string>();
  for (const rev of list) {
    const found = latest ? leavesAfter(doc.tree, rev) : [rev];
    for (const name of found.length > 0 ? found : [rev]) {
      const text = renderDoc(doc, name, extras);
      entries.set(name, text === undefined ? JSON.stringify({ missing: name }) : `{"ok":${text}}`);
    }
  }
  return `[${[...entries.values()].join(',')}]`;
};

/** One revision: the winner, or the one asked for. */
const renderOne = (request: FastifyRequest, doc: StoredDoc, extras: DocExtras): string => {
  const asked = queryText(request, 'rev');
  const latest = asked !== undefined && queryFlag(request, 'latest');
  const rev = latest ? leavesAfter(doc.tree, asked)[0] : (asked ?? doc.winner);
  const gone = asked === undefined && doc.tree.get(doc.winner)?.deleted === true;
  const text = rev === undefined || gone ? undefined : renderDoc(doc, rev, extras);
  if (text === undefined) throw new RegistryError('NOT_FOUND');
  return text;
};

/** One document by its id, which may contain slashes; what the caller may not see is not there. */
export const addDocument = <Context, Entry>(
  app: FastifyInstance,
  { db, hooks, routeConfig: config }: ReplicationOptions<Context, Entry>,
): void => {
  app.get('/:db/*', { config, schema: { summary: 'Gives one document' } }, async (request, reply) => {
    const name = databaseOf(request);
    const context = await hooks.authorize(request, name);
    const id = restOf(request);
    if (!isDocId(id)) throw new RegistryError('NOT_FOUND');
    const { set: kinds } = await hooks.visibleKinds(context);
    const doc = (await listVisibleDocs(db, name, [id], kinds)).get(id);
    if (doc === undefined) throw new RegistryError('NOT_FOUND');
    const extras = { revs: queryFlag(request, 'revs'), conflicts: queryFlag(request, 'conflicts') };
    const openRevs = queryText(request, 'open_revs');
    const text =
      openRevs === undefined
        ? renderOne(request, doc, extras)
        : renderOpenRevs(doc, openRevsOf(openRevs), queryFlag(request, 'latest'), extras);
    return reply.type('application/json').send(text);
  });
};
