import type { JsonObject } from '@hocba/server/replication/document';
import { queryText } from '@hocba/server/replication/routes/request-body';
import type { SyncDocRow } from '@hocba/server/storage/queries/replication/sync';
import type { FastifyRequest } from 'fastify';
import type { Source } from '../couch.ts';
import { isJsonObject, objectBody, queryJson } from '../query.ts';
import { badRequest } from '../refusal.ts';
import { readWinners, showDoc } from '../stored/read.ts';
import { functionOf, refuseFunction } from './design-functions.ts';
import { matches } from './selector.ts';

/** Leaves those of some rows that a reader wants. */
export type FeedFilter = (rows: readonly SyncDocRow[]) => Promise<readonly SyncDocRow[]>;

const bodyOf = (request: FastifyRequest): JsonObject =>
  request.method === 'POST' ? objectBody(request) : {};

const byIds = (request: FastifyRequest): FeedFilter => {
  const ids = bodyOf(request).doc_ids ?? queryJson(request, 'doc_ids');
  if (!Array.isArray(ids)) throw badRequest('`doc_ids` filter parameter is not a list.');
  const wanted = new Set(ids);
  return async (rows) => rows.filter(({ id }) => wanted.has(id));
};

const bySelector = (source: Source, request: FastifyRequest): FeedFilter => {
  const { selector } = bodyOf(request);
  if (!isJsonObject(selector)) throw badRequest('Selector must be a JSON object');
  return async (rows) => {
    const docs = await readWinners(source, rows);
    const kept: SyncDocRow[] = [];
    for (const row of rows) {
      const doc = docs.get(row.id);
      const shown = doc && showDoc(source, doc, row.winner, {});
      if (shown !== undefined && matches(shown, selector)) kept.push(row);
    }
    return kept;
  };
};

/** The filter a request names; undefined when it wants everything. */
export const feedFilterOf = async (
  source: Source,
  request: FastifyRequest,
): Promise<FeedFilter | undefined> => {
  const filter = queryText(request, 'filter');
  if (filter === undefined) return undefined;
  if (filter === '_doc_ids') return byIds(request);
  if (filter === '_selector') return bySelector(source, request);
  if (filter === '_design') return async (rows) => rows.filter(({ id }) => id.startsWith('_design/'));
  if (filter !== '_view') return refuseFunction(source, functionOf('filters', filter));
  const view = queryText(request, 'view');
  if (view === undefined)
    throw badRequest('`view` filter parameter is not provided.', 'Something wrong with the request');
  return refuseFunction(source, functionOf('views', view));
};
