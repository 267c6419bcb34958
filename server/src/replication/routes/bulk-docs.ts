import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance } from 'fastify';
import { couchError } from '../couch-error.ts';
import type { ReplicationOptions } from '../hooks.ts';
import { readBatch } from '../incoming.ts';
import { type Outcome, receive } from '../receive.ts';
import { bodyBytes, databaseOf } from './request-body.ts';

/** `forbidden` is the one word that lets a client go on with the rest; any other would stop it for ever. */
const entryOf = (outcome: Outcome) =>
  'forbidden' in outcome
    ? { id: outcome.id, ...couchError(outcome.forbidden), error: 'forbidden' }
    : { ok: true, id: outcome.id, rev: outcome.rev };

/** `_bulk_docs`: documents from outside. Replicators (`new_edits: false`) are told about refusals only. */
export const addBulkDocs = <Context>(
  app: FastifyInstance,
  { db, hooks, clock, maxBatch, routeConfig: config }: ReplicationOptions<Context>,
): void => {
  app.post('/:db/_bulk_docs', { config }, async (request, reply) => {
    const name = databaseOf(request);
    const context = await hooks.authorize(request, name);
    const { docs, newEdits } = readBatch(bodyBytes(request));
    // The client answers this by halving its batch.
    if (docs.length > maxBatch) throw new RegistryError('BODY_TOO_LARGE', `at most ${maxBatch} documents`);
    const outcomes = await receive({ db, hooks, name, context, now: clock() }, docs);
    const refused = outcomes.filter((outcome) => 'forbidden' in outcome).length;
    request.log.info({ db: name, documents: docs.length, refused }, 'documents.received');
    const told = newEdits ? outcomes : outcomes.filter((outcome) => 'forbidden' in outcome);
    return reply.code(201).send(told.map(entryOf));
  });
};
