import type { JsonObject } from '@hocba/server/replication/document';
import type { StoredDoc } from '@hocba/server/replication/feed/stored-docs';
import { bodyBytes, queryText } from '@hocba/server/replication/routes/request-body';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Source } from '../couch.ts';
import { type Edit, readEdit, readRev } from '../edits/incoming-edit.ts';
import { conflict, missing } from '../refusal.ts';
import { findDoc } from '../stored/read.ts';
import { attachmentsOf } from '../stored/stored-attachments.ts';
import { writeOne } from './write-one.ts';

/** An attachment of a document. */
interface Place {
  readonly id: string;
  readonly attachment: string;
}

const revOf = (request: FastifyRequest): string | undefined => {
  const rev = queryText(request, 'rev') ?? request.headers['if-match']?.replaceAll('"', '');
  return rev === undefined ? undefined : readRev(rev);
};

const bodyOf = (doc: StoredDoc | undefined, rev: string | undefined): JsonObject | undefined => {
  const text = doc?.bodies.get(rev ?? doc.winner);
  return text === undefined ? undefined : (JSON.parse(text) as JsonObject);
};

/** The bytes of an attachment, of the winner or of the revision that is asked for. */
export const readAttachment = async (
  source: Source,
  request: FastifyRequest,
  reply: FastifyReply,
  { id, attachment }: Place,
): Promise<FastifyReply | Buffer> => {
  const doc = await findDoc(source, id);
  const rev = revOf(request);
  if (doc === undefined || (rev === undefined && doc.tree.get(doc.winner)?.deleted === true)) throw missing();
  const stub = attachmentsOf(bodyOf(doc, rev)).get(attachment);
  const data = stub && source.memory.of(source.name).bytes.get(id)?.get(stub.digest)?.data;
  if (stub === undefined || data === undefined) throw missing();
  const etag = `"${stub.digest}"`;
  reply.header('etag', etag).header('content-md5', stub.digest.slice('md5-'.length));
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  reply.header('content-type', stub.content_type);
  return Buffer.from(data, 'base64');
};

/** The document as the next revision shall say it, with its attachments as stubs for now. */
const draftOf = (doc: StoredDoc | undefined, id: string, rev: string | undefined) => {
  const live = doc !== undefined && (rev !== undefined || doc.tree.get(doc.winner)?.deleted !== true);
  const { _attachments, ...members } = (live ? bodyOf(doc, rev) : undefined) ?? {};
  return { _id: id, ...(rev === undefined ? {} : { _rev: rev }), ...members };
};

const editOf = (draft: JsonObject, attachments: ReadonlyMap<string, unknown>): Edit =>
  readEdit({ ...draft, _attachments: Object.fromEntries(attachments) }, true);

/** Puts bytes to a document, as its next revision; a new document when there is none. */
export const writeAttachment = async (source: Source, request: FastifyRequest, { id, attachment }: Place) => {
  const rev = revOf(request);
  const doc = await findDoc(source, id);
  const attachments = new Map<string, unknown>(attachmentsOf(bodyOf(doc, rev)));
  attachments.set(attachment, {
    content_type: request.headers['content-type'] ?? 'application/octet-stream',
    data: Buffer.from(bodyBytes(request)).toString('base64'),
  });
  return writeOne(source, editOf(draftOf(doc, id, rev), attachments));
};

/** Takes an attachment from a document, as its next revision. */
export const removeAttachment = async (
  source: Source,
  request: FastifyRequest,
  { id, attachment }: Place,
) => {
  const rev = revOf(request);
  const doc = await findDoc(source, id);
  if (doc === undefined) throw missing();
  if (rev === undefined) throw conflict();
  const attachments = new Map<string, unknown>(attachmentsOf(bodyOf(doc, rev)));
  if (!attachments.delete(attachment)) throw missing();
  return writeOne(source, editOf(draftOf(doc, id, rev), attachments));
};
