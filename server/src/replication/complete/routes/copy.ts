import type { FastifyInstance, FastifyRequest } from 'fastify';
import { badRequest, missing } from '../../couch-refusal.ts';
import type { ReplicationOptions } from '../../hooks.ts';
import { databaseOf } from '../../routes/request-body.ts';
import { documentPathOf } from '../document-path.ts';
import { readEdit } from '../incoming-edit.ts';
import { isLocal } from '../local-documents.ts';
import { findDoc, showDoc } from '../read.ts';
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
export const addCopy = <Context>(app: FastifyInstance, options: ReplicationOptions<Context>): void => {
  const { db, hooks, routeConfig: config } = options;
  app.addHttpMethod('COPY');
  app.route({
    method: 'COPY',
    url: '/:db/*',
    config,
    handler: async (request, reply) => {
      const name = databaseOf(request);
      const context = await hooks.authorize(request, name);
      const { id, attachment } = documentPathOf(request);
      checkPath(id, attachment);
      if (attachment !== undefined || isLocal({ id })) throw missing();
      const destination = destinationOf(request);
      const source = { db, name, kinds: (await hooks.visibleKinds(context)).set };
      const doc = await findDoc(source, id);
      if (doc === undefined) throw missing();
      const rev = revOf(namedRev(request, undefined)._rev, request, doc);
      const shown = await showDoc(source, doc, rev, { attachments: true });
      if (shown === undefined) throw missing();
      const { _rev, ...copied } = shown;
      return reply
        .code(201)
        .send(await writeOne(options, request, readEdit({ ...copied, ...destination }, true)));
    },
  });
};
