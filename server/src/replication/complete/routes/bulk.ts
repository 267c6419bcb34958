import type { FastifyInstance, FastifyRequest } from 'fastify';
import { badRequest, missing, refusalBody } from '../../couch-refusal.ts';
import type { ReplicationOptions } from '../../hooks.ts';
import { leavesAfter } from '../../revision-tree.ts';
import { databaseOf, queryFlag } from '../../routes/request-body.ts';
import { type Edit, readEdit } from '../incoming-edit.ts';
import { isLocal, writeLocal } from '../local-documents.ts';
import { isJsonObject, objectBody } from '../query.ts';
import { findDoc, type Source, showDoc } from '../read.ts';
import { type EditOutcome, type Target, writeEdits } from '../write.ts';
import { viewOf } from './documents.ts';

const NO_DOCS = "Missing JSON list of 'docs'";

/** Stores what is replicated together, and what is not one by one; the outcomes stand in the order of the edits. */
const writeAll = async <Context>(
  target: Target<Context>,
  edits: readonly Edit[],
  now: string,
): Promise<EditOutcome[]> => {
  const together = await writeEdits(
    target,
    edits.filter((edit) => !isLocal(edit)),
  );
  const outcomes: EditOutcome[] = [];
  for (const edit of edits) {
    const outcome = isLocal(edit) ? await writeLocal(target.db, target.name, edit, now) : together.shift();
    if (outcome !== undefined) outcomes.push(outcome);
  }
  return outcomes;
};

const entryOf = (outcome: EditOutcome) =>
  'refusal' in outcome
    ? { id: outcome.id, ...refusalBody(outcome.refusal) }
    : { ok: true, id: outcome.id, rev: outcome.rev };

/** One answer of `_bulk_get`: the revision, or what it grew into, or that it is not there. */
const getOne = async (source: Source, request: FastifyRequest, asked: unknown) => {
  if (!isJsonObject(asked) || typeof asked.id !== 'string') throw badRequest('Missing id');
  const { id, rev } = asked;
  const doc = await findDoc(source, id);
  const wanted = typeof rev === 'string' ? rev : doc?.winner;
  const grown = doc !== undefined && queryFlag(request, 'latest') ? leavesAfter(doc.tree, wanted ?? '') : [];
  const revs = grown.length > 0 ? grown : [wanted];
  const docs: unknown[] = [];
  for (const each of revs) {
    const ok =
      doc === undefined || each === undefined ? undefined : await showDoc(source, doc, each, viewOf(request));
    const error = { id, rev: each ?? 'undefined', ...refusalBody(missing()) };
    docs.push(ok === undefined ? { error } : { ok });
  }
  return { id, docs };
};

/** Many documents in one request. */
export const addBulk = <Context>(
  app: FastifyInstance,
  { db, hooks, clock, routeConfig: config }: ReplicationOptions<Context>,
): void => {
  app.post('/:db/_bulk_docs', { config }, async (request, reply) => {
    const name = databaseOf(request);
    const context = await hooks.authorize(request, name);
    const { docs, new_edits: asked } = objectBody(request);
    if (!Array.isArray(docs)) throw badRequest(NO_DOCS);
    const newEdits = asked !== false;
    const edits = docs.map((doc) => readEdit(doc, newEdits));
    const outcomes = await writeAll({ db, hooks, name, context }, edits, clock());
    const told = newEdits ? outcomes : outcomes.filter((outcome) => 'refusal' in outcome);
    return reply.code(201).send(told.map(entryOf));
  });

  app.post('/:db/_bulk_get', { config }, async (request) => {
    const name = databaseOf(request);
    const context = await hooks.authorize(request, name);
    const { docs } = objectBody(request);
    if (!Array.isArray(docs)) throw badRequest(NO_DOCS);
    const source = { db, name, kinds: (await hooks.visibleKinds(context)).set };
    const results: unknown[] = [];
    for (const each of docs) results.push(await getOne(source, request, each));
    return { results };
  });
};
