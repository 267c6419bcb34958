import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance } from 'fastify';
import type { Db } from '../../storage/engine/db.ts';
import { sendPieces } from '../answers/send-pieces.ts';
import {
  type DocExtras,
  eachStoredDocs,
  listVisibleRows,
  renderDoc,
  type StoredDoc,
} from '../feed/stored-docs.ts';
import type { ReplicationOptions } from '../hooks.ts';
import { isDocId } from '../incoming/incoming.ts';
import { leavesAfter } from '../revision-tree.ts';
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

/** The revisions that are asked of each document, by its id. */
const revsByIdOf = (asked: readonly Asked[]): Map<string, Set<string | undefined>> => {
  const revs = new Map<string, Set<string | undefined>>();
  for (const { id, rev } of asked) revs.set(id, (revs.get(id) ?? new Set()).add(rev));
  return revs;
};

/** A document's entry, with each revision once, however often it is asked for; nothing when none is kept. */
const entryOf = (
  doc: StoredDoc,
  asked: ReadonlySet<string | undefined>,
  latest: boolean,
  extras: DocExtras,
): string[] => {
  const revs = new Set([...asked].flatMap((rev) => revsFor(doc, rev, latest)));
  const texts = [...revs].flatMap((rev) => renderDoc(doc, rev, extras) ?? []);
  if (texts.length === 0) return [];
  return [`{"id":${JSON.stringify(doc.id)},"docs":[${texts.map((text) => `{"ok":${text}}`).join(',')}]}`];
};

/** The documents that one request wants to read. */
interface Question {
  readonly asked: readonly Asked[];
  readonly latest: boolean;
  readonly extras: DocExtras;
}

/** The answer in pieces of some documents. */
const answerOf = async function* (
  { db, name, kinds }: { readonly db: Db; readonly name: string; readonly kinds: ReadonlySet<string> },
  { asked, latest, extras }: Question,
): AsyncGenerator<string> {
  const revs = revsByIdOf(asked);
  const rows = await listVisibleRows(db, name, [...revs.keys()], kinds);
  yield '{"results":[';
  let between = '';
  for await (const docs of eachStoredDocs(db, name, rows)) {
    const found = docs.flatMap((doc) => entryOf(doc, revs.get(doc.id) ?? new Set(), latest, extras));
    if (found.length === 0) continue;
    yield between + found.join(',');
    between = ',';
  }
  yield ']}';
};

/**
 * `_bulk_get`: bodies of revisions. A document that cannot be read is left out rather than answered with an error,
 * because one error entry makes a client repeat the whole batch for ever. A revision is answered once: two thousand
 * times one document would be hundreds of megabytes for a question of twenty kilobytes.
 */
export const addBulkGet = <Context, Entry>(
  app: FastifyInstance,
  { db, hooks, routeConfig: config, pace }: ReplicationOptions<Context, Entry>,
): void => {
  app.post(
    '/:db/_bulk_get',
    { config, schema: { summary: 'Gives documents by id and revision' } },
    async (request, reply) => {
      const name = databaseOf(request);
      const context = await hooks.authorize(request, name);
      const asked = await pace(hooks.account(context), () => readAsked(bodyObject(request).docs));
      const { set: kinds } = await hooks.visibleKinds(context);
      const extras = { revs: queryFlag(request, 'revs'), conflicts: false };
      const latest = queryFlag(request, 'latest');
      const pieces = answerOf({ db, name, kinds }, { asked, latest, extras });
      return sendPieces(request, reply.type('application/json'), pieces);
    },
  );
};
