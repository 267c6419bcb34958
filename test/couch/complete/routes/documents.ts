import type { JsonObject } from '@hocba/server/replication/document';
import type { StoredDoc } from '@hocba/server/replication/feed/stored-docs';
import { isDocId } from '@hocba/server/replication/incoming/incoming';
import { leavesAfter, leavesOf } from '@hocba/server/replication/revision-tree';
import { queryFlag, queryText, restOf } from '@hocba/server/replication/routes/request-body';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Couch, type Instead, type Source, sourceOf } from '../couch.ts';
import { documentPathOf } from '../document-path.ts';
import { type Edit, readEdit, readRev } from '../edits/incoming-edit.ts';
import { findLocal, isLocal } from '../edits/local-documents.ts';
import { refuseFunction } from '../filters/design-functions.ts';
import { isJsonObject, jsonBody, queryJson } from '../query.ts';
import { badRequest, deleted, missing, notRun, refuse } from '../refusal.ts';
import { findDoc, showDoc, type View } from '../stored/read.ts';
import { readAttachment, removeAttachment, writeAttachment } from './attachments.ts';
import { writeOne } from './write-one.ts';

const isText = (value: unknown): value is string => typeof value === 'string';

/** The additions that a request asks for with a document. */
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
const showOpenRevs = (
  source: Source,
  doc: StoredDoc | undefined,
  asked: 'all' | string[],
  latest: boolean,
  view: View,
): unknown[] => {
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
    const ok = showDoc(source, doc, rev, view);
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

/** The questions about one document that the registry answers as CouchDB does. */
const ASKED_OF_DEVICES = new Set([
  'rev',
  'revs',
  'conflicts',
  'open_revs',
  'latest',
  'attachments',
  '_nonce',
]);

/** Whether the registry's own handler answers what CouchDB would: of one revision that it keeps, without any bytes. */
const isForDevices = (request: FastifyRequest, id: string, shown: JsonObject): boolean =>
  isDocId(id) &&
  restOf(request) === id &&
  Object.keys(request.query as object).every((name) => ASKED_OF_DEVICES.has(name)) &&
  (shown._attachments === undefined || queryText(request, 'attachments') !== 'true');

const show = async (source: Source, request: FastifyRequest, reply: FastifyReply, id: string) => {
  const doc = await findDoc(source, id);
  const view = viewOf(request);
  const asked = openRevsOf(request);
  if (asked !== undefined) {
    const all = showOpenRevs(source, doc, asked, queryFlag(request, 'latest'), view);
    const found = all.filter(isJsonObject).map(({ ok }) => (isJsonObject(ok) ? ok : {}));
    return doc !== undefined && found.every((shown) => isForDevices(request, id, shown)) ? undefined : all;
  }
  if (doc === undefined) throw missing();
  const localSeq = queryFlag(request, 'local_seq') ? doc.seq : undefined;
  const rev = revOf(queryText(request, 'rev'), request, doc);
  const shown = showDoc(source, doc, rev, { ...view, localSeq });
  if (shown === undefined) throw missing();
  reply.header('etag', `"${String(shown._rev)}"`);
  return isForDevices(request, id, shown) ? undefined : shown;
};

/** The edit that a request to one path sends: the document, with the revision that the path or a header may name. */
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

/** Reads a document, or one of its attachments, where the registry says less than CouchDB. */
export const readDocument =
  (couch: Couch): Instead =>
  async (request, reply) => {
    const source = sourceOf(couch, request);
    const { id, attachment } = documentPathOf(request);
    checkPath(id, attachment);
    if (isLocal({ id })) {
      const local = findLocal(source, id);
      if (local === undefined) throw missing();
      return local;
    }
    const view = viewAt(id, attachment);
    if (view !== undefined) {
      return refuseFunction(source, { design: id.slice('_design/'.length), section: 'views', name: view });
    }
    return attachment === undefined
      ? show(source, request, reply, id)
      : readAttachment(source, request, reply, { id, attachment });
  };

/** Writes a document or an attachment by its path; also a document that is never replicated, which the registry forgets. */
export const putDocument =
  (couch: Couch): Instead =>
  async (request, reply) => {
    const source = sourceOf(couch, request);
    const { id, attachment } = documentPathOf(request);
    checkPath(id, attachment);
    const newEdits = queryText(request, 'new_edits') !== 'false';
    const written =
      attachment === undefined
        ? await writeOne(source, readEdit(sentOf(request, id), newEdits))
        : await writeAttachment(source, request, { id, attachment });
    reply.code(201);
    return written;
  };

/** One document, or one of its attachments, by its path. */
export const addDocuments = (app: FastifyInstance, couch: Couch): void => {
  const url = '/:db/*';

  app.put(url, putDocument(couch));

  app.delete(url, async (request) => {
    const source = sourceOf(couch, request);
    const { id, attachment } = documentPathOf(request);
    checkPath(id, attachment);
    if (attachment !== undefined) return removeAttachment(source, request, { id, attachment });
    if (!isLocal({ id }) && (await findDoc(source, id)) === undefined) throw missing();
    return writeOne(source, removalOf(request, id));
  });

  app.post(url, async () => {
    throw notRun();
  });
};
