import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Couch, sourceOf } from '../couch.ts';
import { documentPathOf } from '../document-path.ts';
import { readEdit } from '../edits/incoming-edit.ts';
import { isLocal } from '../edits/local-documents.ts';
import { badRequest, missing } from '../refusal.ts';
import { findDoc, showDoc } from '../stored/read.ts';
import { checkPath, namedRev, revOf } from './documents.ts';
import { writeOne } from './write-one.ts';

/** Where a document is to be copied, and the revision it follows there, from `id` or `id?rev=…`. */
const destinationOf = (request: FastifyRequest): { _id: string; _rev?: string } => {
  const { destination } = request.headers;
  if (typeof destination !== 'string' || destination === '') {
    throw badRequest('Destination header is mandatory for COPY.');
  }
  if (/^https?:/.test(destination)) throw badRequest('Destination URL must be relative.');
  const [path = '', query] = destination.split('?', 2);
  const rev = new URLSearchParams(query).get('rev');
  try {
    return { _id: decodeURIComponent(path), ...(rev === null ? {} : { _rev: rev }) };
  } catch {
    throw badRequest('Destination is no path');
  }
};

/** A document is written again under another name, with its bytes and without its history. */
export const addCopy = (app: FastifyInstance, couch: Couch): void => {
  app.addHttpMethod('COPY');
  app.route({
    method: 'COPY',
    url: '/:db/*',
    handler: async (request, reply) => {
      const source = sourceOf(couch, request);
      const { id, attachment } = documentPathOf(request);
      checkPath(id, attachment);
      if (attachment !== undefined || isLocal({ id })) throw missing();
      const destination = destinationOf(request);
      const doc = await findDoc(source, id);
      if (doc === undefined) throw missing();
      const rev = revOf(namedRev(request, undefined)._rev, request, doc);
      const shown = showDoc(source, doc, rev, { attachments: true });
      if (shown === undefined) throw missing();
      const { _rev, ...copied } = shown;
      return reply.code(201).send(await writeOne(source, readEdit({ ...copied, ...destination }, true)));
    },
  });
};
