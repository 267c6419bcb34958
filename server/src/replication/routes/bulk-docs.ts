import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance } from 'fastify';
import type { Pace } from '../../turns/pace.ts';
import { couchError } from '../answers/couch-error.ts';
import type { ReplicationOptions } from '../hooks.ts';
import { type Incoming, type RefusedDocument, readBatch } from '../incoming/incoming.ts';
import { readPrinted } from '../incoming/printed-batch.ts';
import { type DocumentOutcome, type Receiver, receive } from '../incoming/receive.ts';
import { openSenderQueues } from '../incoming/sender-queues.ts';
import { bodyBytes, databaseOf } from './request-body.ts';

/** `forbidden` is the one word that lets a client go on with the rest; any other would stop it for ever. */
const entryOf = (outcome: DocumentOutcome) =>
  'forbidden' in outcome
    ? { id: outcome.id, ...couchError(outcome.forbidden), error: 'forbidden' }
    : { ok: true, id: outcome.id, rev: outcome.rev };

interface Received {
  readonly outcomes: readonly DocumentOutcome[];
  readonly newEdits: boolean;
}

/**
 * Takes a batch that was cut without being read; undefined when it is not what it looked like, and nothing is
 * stored.
 */
const receiveCut = async <Context, Entry>(
  receiver: Receiver<Context, Entry>,
  docs: readonly Incoming[],
): Promise<Received | undefined> => {
  try {
    return { outcomes: await receive(receiver, docs), newEdits: false };
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'MALFORMED_JSON') return undefined;
    throw error;
  }
};

/** The client answers this by halving its batch. */
const checkSize = (docs: readonly (Incoming | RefusedDocument)[], maxBatch: number): void => {
  if (docs.length > maxBatch) throw new RegistryError('BODY_TOO_LARGE', `at most ${maxBatch} documents`);
};

const receiveBatch = async <Context, Entry>(
  receiver: Receiver<Context, Entry>,
  bytes: Uint8Array,
  { maxBatch, pace }: { readonly maxBatch: number; readonly pace: Pace },
): Promise<Received> => {
  const cut = readPrinted(bytes);
  if (cut !== undefined) {
    checkSize(cut, maxBatch);
    const received = await receiveCut(receiver, cut);
    if (received !== undefined) return received;
  }
  const account = receiver.hooks.account(receiver.context);
  const { docs, newEdits } = await pace(account, () => readBatch(bytes, maxBatch));
  checkSize(docs, maxBatch);
  return { outcomes: await receive(receiver, docs), newEdits };
};

/** `_bulk_docs`: documents from outside. Replicators (`new_edits: false`) are told about refusals only. */
export const addBulkDocs = <Context, Entry>(
  app: FastifyInstance,
  { db, hooks, clock, maxBatch, routeConfig: config, pace }: ReplicationOptions<Context, Entry>,
): void => {
  const inTurn = openSenderQueues();
  app.post(
    '/:db/_bulk_docs',
    { config, schema: { summary: 'Takes documents of a device, each by itself' } },
    async (request, reply) => {
      const name = databaseOf(request);
      const context = await hooks.authorize(request, name);
      await hooks.admit?.(context);
      const receiver = { db, hooks, name, context, now: clock() };
      const { outcomes, newEdits } = await inTurn(hooks.account(context), () =>
        receiveBatch(receiver, bodyBytes(request), { maxBatch, pace }),
      );
      const refused = outcomes.filter((outcome) => 'forbidden' in outcome).length;
      request.log.info({ db: name, documents: outcomes.length, refused }, 'documents.received');
      const told = newEdits ? outcomes : outcomes.filter((outcome) => 'forbidden' in outcome);
      return reply.code(201).send(told.map(entryOf));
    },
  );
};
