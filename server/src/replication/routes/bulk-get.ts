import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance } from 'fastify';
import type { ReplicationOptions } from '../hooks.ts';
import { isDocId } from '../incoming.ts';
import { leavesAfter } from '../revision-tree.ts';
import { listVisibleDocs, renderDoc, type StoredDoc } from '../stored-docs.ts';
import { bodyObject, databaseOf, queryFlag } from './request-body.ts';

/** A pull of 500 documents asks for somewhat more when some of them have several leaves. */
const MAX_ASKED = 2000;

interface Asked {
  readonly id: string;
  readonly rev: string | undefined;
}

const askedOf = (value: unknown): Asked => {
  const { id, rev } = (value ?? {}) as { id?: unknown; rev?: unknown };
  if (!isDocId(id) || (rev !== undefined && typeof rev !== 'string')) {
    throw new RegistryError('INVALID_INPUT', 'every entry is {id, rev?}');
  }
  return { id, rev };
};

const readAsked = (docs: unknown): Asked[] => {
  if (!Array.isArray(docs)) throw new RegistryError('INVALID_INPUT', 'docs is a list');
  if (docs.length > MAX_ASKED) throw new RegistryError('BODY_TOO_LARGE', `at most ${MAX_ASKED} revisions`);
  return docs.map(askedOf);
};

/** The revisions that answer a question: the one asked for, or with `latest` what it grew into. */
const revsFor = (doc: StoredDoc, rev: string | undefined, latest: boolean): string[] => {
  if (rev === undefined) return [doc.winner];
  return latest ? leavesAfter(doc.tree, rev) : [rev];
};

/**
 * `_bulk_get`: bodies of revisions. What cannot be read is left out rather than answered with an error, because one
 * error entry makes a client repeat the whole batch for ever.
 */
export const addBulkGet = <Context>(
  app: FastifyInstance,
  { db, hooks, routeConfig: config }: ReplicationOptions<Context>,
): void => {
  app.post(
    '/:db/_bulk_get',
    { config, schema: { summary: 'Gives documents by id and revision' } },
    async (request, reply) => {
      const name = databaseOf(request);
      const context = await hooks.authorize(request, name);
      const asked = readAsked(bodyObject(request).docs);
      const { set: kinds } = await hooks.visibleKinds(context);
      const ids = asked.map(({ id }) => id);
      const docs = await listVisibleDocs(db, name, ids, kinds);
      const extras = { revs: queryFlag(request, 'revs'), conflicts: false };
      const latest = queryFlag(request, 'latest');
      const results: string[] = [];
      for (const { id, rev } of asked) {
        const doc = docs.get(id);
        if (doc === undefined) continue;
        const texts = revsFor(doc, rev, latest).flatMap((found) => renderDoc(doc, found, extras) ?? []);
        if (texts.length === 0) continue;
        results.push(
          `{"id":${JSON.stringify(id)},"docs":[${texts.map((text) => `{"ok":${text}}`).join(',')}]}`,
        );
      }
      return reply.type('application/json').send(`{"results":[${results.join(',')}]}`);
    },
  );
};
