import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { badRequest, deleted, missing, notRun, refuse } from '../../couch-refusal.ts';
import type { JsonObject, ReplicationOptions } from '../../hooks.ts';
import { leavesAfter, leavesOf } from '../../revision-tree.ts';
import { databaseOf, queryFlag, queryText } from '../../routes/request-body.ts';
import type { StoredDoc } from '../../stored-docs.ts';
import { refuseFunction } from '../design-functions.ts';
import { documentPathOf } from '../document-path.ts';
import { type Edit, readEdit, readRev } from '../incoming-edit.ts';
import { findLocal, isLocal } from '../local-documents.ts';
import { isJsonObject, jsonBody, queryJson } from '../query.ts';
import { findDoc, type Source, showDoc, type View } from '../read.ts';
import { readAttachment, removeAttachment, writeAttachment } from './attachments.ts';
import { writeOne } from './write-one.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

/** What a request asks to be told with a document. */
export const viewOf = (request: FastifyRequest): View => {
  const since = queryJson(request, 'atts_since');
  return {
    revs: queryFlag(request, 'revs'),
    revsInfo: queryFlag(request, 'revs_info'),
    conflicts: queryFlag(request, 'conflicts') || queryFlag(request, 'meta'),
    deletedConflicts: queryFlag(request, 'deleted_conflicts') || queryFlag(request, 'meta'),
    attachments: Array.isArray(since) ? since.filter(isText) : queryFlag(request, 'attachments'),
  };
};

const openRevsOf = (request: FastifyRequest): 'all' | string[] | undefined => {
  const text = queryText(request, 'open_revs');
  if (text === undefined || text === 'all') return text;
  const value = queryJsonOrNothing(text);
  if (!Array.isArray(value)) throw refuse(500, 'unknown_error', 'function_clause');
  return value.map(readRev);
};

const queryJsonOrNothing = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Each asked-for revision, or its leaves, as `{ok}` or `{missing}`. */
const showOpenRevs = async (
  source: Source,
  doc: StoredDoc | undefined,
  asked: 'all' | string[],
  latest: boolean,
  view: View,
): Promise<unknown[]> => {
  if (doc === undefined) {
    if (asked === 'all') throw missing();
    return asked.map((rev) => ({ missing: rev }));
  }
  const revs = asked === 'all' ? leavesOf(doc.tree) : asked;
  const wanted = revs.flatMap((rev) => {
    const found = latest ? leavesAfter(doc.tree, rev) : [rev];
    return found.length > 0 ? found : [rev];
  });
  const shown: unknown[] = [];
  for (const rev of new Set(wanted)) {
    const ok = await showDoc(source, doc, rev, view);
    shown.push(ok === undefined ? { missing: rev } : { ok });
  }
  return shown;
};

/** The revision a request means: the winner, the one it names, or what that one grew into. */
export const revOf = (asked: string | undefined, request: FastifyRequest, doc: StoredDoc): string => {
  if (asked === undefined) {
    if (doc.tree.get(doc.winner)?.deleted === true) throw deleted();
    return doc.winner;
  }
  const rev = readRev(asked);
  return queryFlag(request, 'latest') ? (leavesAfter(doc.tree, rev)[0] ?? rev) : rev;
};

const show = async (source: Source, request: FastifyRequest, reply: FastifyReply, id: string) => {
  const doc = await findDoc(source, id);
  const view = viewOf(request);
  const asked = openRevsOf(request);
  if (asked !== undefined) return showOpenRevs(source, doc, asked, queryFlag(request, 'latest'), view);
  if (doc === undefined) throw missing();
  const localSeq = queryFlag(request, 'local_seq') ? doc.seq : undefined;
  const shown = await showDoc(source, doc, revOf(queryText(request, 'rev'), request, doc), {
    ...view,
    localSeq,
  });
  if (shown === undefined) throw missing();
  reply.header('etag', `"${String(shown._rev)}"`);
  return shown;
};

/** What a request to one path sends: the document, with the revision that the path or a header may name. */
const sentOf = (request: FastifyRequest, id: string): JsonObject => {
  const body = jsonBody(request);
  if (!isJsonObject(body)) throw badRequest('Document must be a JSON object');
  return { ...body, _id: id, ...namedRev(request, body._rev) };
};

/** The revision that the path or a header names; refused when the document itself names another. */
export const namedRev = (request: FastifyRequest, own: unknown): { _rev?: string } => {
  const header = request.headers['if-match']?.replaceAll('"', '');
  const rev = queryText(request, 'rev') ?? header;
  if (rev !== undefined && own !== undefined && own !== rev) {
    throw badRequest('Document rev from request body and query string have different values');
  }
  return rev === undefined ? {} : { _rev: rev };
};

const removalOf = (request: FastifyRequest, id: string): Edit =>
  readEdit({ _id: id, _deleted: true, ...namedRev(request, undefined) }, true);

/** The view of a design document that a path asks to be computed. */
const viewAt = (id: string, attachment: string | undefined): string | undefined =>
  id.startsWith('_design/') ? /^_view\/([^/]+)$/.exec(attachment ?? '')?.[1] : undefined;

/** Refuses what is no document: a list of the server's own, or what only a design document's function could answer. */
export const checkPath = (id: string, attachment: string | undefined): void => {
  const isView = viewAt(id, attachment) !== undefined;
  if (id.startsWith('_design/') && attachment?.startsWith('_') && !isView) throw notRun();
  if (id.startsWith('_') && !/^_(?:design|local)\/./.test(id)) throw missing();
};

/** One document, or one of its attachments, by its path. */
export const addDocuments = <Context>(app: FastifyInstance, options: ReplicationOptions<Context>): void => {
  const { db, hooks, routeConfig: config } = options;
  const url = '/:db/*';

  app.get(url, { config }, async (request, reply) => {
    const name = databaseOf(request);
    const context = await hooks.authorize(request, name);
    const { id, attachment } = documentPathOf(request);
    checkPath(id, attachment);
    if (isLocal({ id })) {
      const local = await findLocal(db, name, id);
      if (local === undefined) throw missing();
      return local;
    }
    const source = { db, name, kinds: (await hooks.visibleKinds(context)).set };
    const view = viewAt(id, attachment);
    if (view !== undefined) {
      return refuseFunction(source, { design: id.slice('_design/'.length), section: 'views', name: view });
    }
    return attachment === undefined
      ? show(source, request, reply, id)
      : readAttachment(source, request, reply, { id, attachment });
  });

  app.put(url, { config }, async (request, reply) => {
    const { id, attachment } = documentPathOf(request);
    checkPath(id, attachment);
    if (attachment !== undefined) {
      return reply.code(201).send(await writeAttachment(options, request, { id, attachment }));
    }
    const newEdits = queryText(request, 'new_edits') !== 'false';
    return reply.code(201).send(await writeOne(options, request, readEdit(sentOf(request, id), newEdits)));
  });

  app.delete(url, { config }, async (request) => {
    const { id, attachment } = documentPathOf(request);
    checkPath(id, attachment);
    if (attachment !== undefined) return removeAttachment(options, request, { id, attachment });
    const name = databaseOf(request);
    const context = await hooks.authorize(request, name);
    const source = { db, name, kinds: (await hooks.visibleKinds(context)).set };
    if (!isLocal({ id }) && (await findDoc(source, id)) === undefined) throw missing();
    return writeOne(options, request, removalOf(request, id));
  });

  app.post(url, { config }, async () => {
    throw notRun();
  });
};
