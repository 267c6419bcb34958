import type { JsonObject } from '@hocba/server/replication/document';
import { isDocId, readBatch } from '@hocba/server/replication/incoming/incoming';
import { leavesAfter } from '@hocba/server/replication/revision-tree';
import { bodyBytes, queryFlag } from '@hocba/server/replication/routes/request-body';
import { listSyncDocs } from '@hocba/server/storage/queries/replication/sync';
import { RegistryError } from '@hocba/shared/problems';
import type { FastifyRequest } from 'fastify';
import { type Couch, type Instead, type Source, sourceOf } from '../couch.ts';
import { type Edit, readEdit } from '../edits/incoming-edit.ts';
import { isLocal, writeLocal } from '../edits/local-documents.ts';
import { type EditOutcome, writeEdits } from '../edits/write.ts';
import { isJsonObject, objectBody } from '../query.ts';
import { badRequest, missing, refusalBody } from '../refusal.ts';
import { findDoc, showDoc } from '../stored/read.ts';
import { holdTurn } from '../turns.ts';
import { viewOf } from './documents.ts';

const NO_DOCS = "Missing JSON list of 'docs'";

/** Stores what is replicated together, and what is not one by one; the outcomes stand in the order of the edits. */
const writeAll = async (source: Source, edits: readonly Edit[]): Promise<EditOutcome[]> => {
  const replicated = edits.filter((edit) => !isLocal(edit));
  const together = await writeEdits(source, replicated);
  const outcomes: EditOutcome[] = [];
  for (const edit of edits) {
    const outcome = isLocal(edit) ? writeLocal(source, edit) : together.shift();
    if (outcome !== undefined) outcomes.push(outcome);
  }
  return outcomes;
};

const entryOf = (outcome: EditOutcome) =>
  'refusal' in outcome
    ? { id: outcome.id, ...refusalBody(outcome.refusal) }
    : { ok: true, id: outcome.id, rev: outcome.rev };

/** The answer for one entry of `_bulk_get`. */
interface Got {
  readonly id: string;
  readonly docs: readonly ({ readonly ok: JsonObject } | { readonly error: object })[];
}

/** One answer of `_bulk_get`: the revision, or what it grew into, or that it is not there. */
const getOne = async (source: Source, request: FastifyRequest, asked: unknown): Promise<Got> => {
  if (!isJsonObject(asked) || typeof asked.id !== 'string') throw badRequest('Missing id');
  const { id, rev } = asked;
  const doc = await findDoc(source, id);
  const wanted = typeof rev === 'string' ? rev : doc?.winner;
  const grown = doc !== undefined && queryFlag(request, 'latest') ? leavesAfter(doc.tree, wanted ?? '') : [];
  const revs = grown.length > 0 ? grown : [wanted];
  const docs: Got['docs'][number][] = [];
  for (const each of revs) {
    const ok =
      doc === undefined || each === undefined ? undefined : showDoc(source, doc, each, viewOf(request));
    const error = { id, rev: each ?? 'undefined', ...refusalBody(missing()) };
    docs.push(ok === undefined ? { error } : { ok });
  }
  return { id, docs };
};

/**
 * Whether the registry's own handler takes a batch as CouchDB would: a replicator's, each document of which is new here
 * and has one revision, as what devices send. Of an edit the registry knows nothing but a refusal.
 */
const isOfDevice = async ({ db, name }: Source, request: FastifyRequest): Promise<boolean> => {
  try {
    const { docs, newEdits } = readBatch(bodyBytes(request));
    const ids = docs.map(({ id }) => id);
    return (
      !newEdits &&
      docs.every((doc) => !('forbidden' in doc)) &&
      new Set(ids).size === ids.length &&
      (await listSyncDocs(db, name, ids)).length === 0
    );
  } catch (error) {
    if (error instanceof RegistryError) return false;
    throw error;
  }
};

/** Takes a batch with edits, branches, removals or attachments. */
export const takeBatch =
  (couch: Couch): Instead =>
  async (request, reply) => {
    const source = sourceOf(couch, request);
    const endTurn = await holdTurn(couch.db);
    if (await isOfDevice(source, request)) {
      // Nobody may write one of its documents before the registry has.
      reply.raw.once('close', endTurn);
      return undefined;
    }
    endTurn();
    const { docs, new_edits: asked } = objectBody(request);
    if (!Array.isArray(docs)) throw badRequest(NO_DOCS);
    const newEdits = asked !== false;
    const edits = docs.map((doc) => readEdit(doc, newEdits));
    const outcomes = await writeAll(source, edits);
    reply.code(201);
    return (newEdits ? outcomes : outcomes.filter((outcome) => 'refusal' in outcome)).map(entryOf);
  };

/** Whether the registry's own handler answers so, which leaves out what is not there and knows nothing of bytes. */
const isForDevices = (request: FastifyRequest, results: readonly Got[]): boolean =>
  new Set(results.map(({ id }) => id)).size === results.length &&
  results.every(
    ({ id, docs }) =>
      isDocId(id) &&
      docs.every((doc) => 'ok' in doc && !('_attachments' in doc.ok && queryFlag(request, 'attachments'))),
  );

/** Gives revisions of which some are not here, or have bytes with them. */
export const giveBatch =
  (couch: Couch): Instead =>
  async (request) => {
    const source = sourceOf(couch, request);
    const { docs } = objectBody(request);
    if (!Array.isArray(docs)) throw badRequest(NO_DOCS);
    const results: Got[] = [];
    for (const each of docs) results.push(await getOne(source, request, each));
    return isForDevices(request, results) ? undefined : { results };
  };
