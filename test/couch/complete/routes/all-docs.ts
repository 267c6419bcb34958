import { queryFlag } from '@hocba/server/replication/routes/request-body';
import { findSyncDb, listSyncDocs, type SyncDocRow } from '@hocba/server/storage/queries/replication/sync';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Couch, type Source, sourceOf } from '../couch.ts';
import { objectBody, queryCount, queryJson } from '../query.ts';
import { badQuery, badRequest } from '../refusal.ts';
import { readWinners, showDoc } from '../stored/read.ts';
import { listLiveIds } from '../stored/stored-databases.ts';
import { viewOf } from './documents.ts';

/** The part of all documents that a request asks for. */
interface Range {
  readonly start: unknown;
  readonly end: unknown;
  readonly inclusiveEnd: boolean;
  readonly descending: boolean;
  readonly skip: number;
  readonly limit: number;
}

const rangeOf = (request: FastifyRequest): Range => {
  const key = queryJson(request, 'key');
  return {
    start: key ?? queryJson(request, 'startkey') ?? queryJson(request, 'start_key'),
    end: key ?? queryJson(request, 'endkey') ?? queryJson(request, 'end_key'),
    inclusiveEnd: (request.query as Record<string, unknown>).inclusive_end !== 'false',
    descending: queryFlag(request, 'descending'),
    skip: queryCount(request, 'skip') ?? 0,
    limit: queryCount(request, 'limit') ?? Number.POSITIVE_INFINITY,
  };
};

/** Where an id stands to a key of any kind: all that is no text sorts before texts, but lists and objects after. */
const compareWith = (id: string, key: unknown): number => {
  if (typeof key === 'string') return id < key ? -1 : id > key ? 1 : 0;
  return typeof key === 'object' && key !== null ? -1 : 1;
};

/** Whether an id lies in the range, whichever way it runs. */
const within = (id: string, { start, end, inclusiveEnd, descending }: Range): boolean => {
  const way = descending ? -1 : 1;
  if (start !== undefined && compareWith(id, start) * way < 0) return false;
  const atEnd = end === undefined ? -1 : compareWith(id, end) * way;
  return atEnd < 0 || (atEnd === 0 && inclusiveEnd);
};

const keysOf = (request: FastifyRequest): string[] | undefined => {
  const sent = request.method === 'POST' ? objectBody(request).keys : undefined;
  const keys = sent ?? queryJson(request, 'keys');
  if (keys === undefined) return undefined;
  if (!Array.isArray(keys)) throw badRequest('`keys` member must be an array.');
  return keys.map(String);
};

/** One row: where the document stands, and the document when it is asked for. */
type RowOf = (row: SyncDocRow) => object;

const rowsOf = async (
  source: Source,
  request: FastifyRequest,
  rows: readonly SyncDocRow[],
): Promise<RowOf> => {
  const include = queryFlag(request, 'include_docs');
  const docs = include ? await readWinners(source, rows) : undefined;
  const view = viewOf(request);
  return ({ id, winner, deleted }) => {
    const row = { id, key: id, value: { rev: winner, ...(deleted ? { deleted } : {}) } };
    if (docs === undefined) return row;
    const doc = deleted ? undefined : docs.get(id);
    return { ...row, doc: doc === undefined ? null : (showDoc(source, doc, winner, view) ?? null) };
  };
};

/** Documents by their ids. */
export const addAllDocs = (app: FastifyInstance, couch: Couch): void => {
  const { db } = couch;
  const listByKeys = async (
    source: Source,
    request: FastifyRequest,
    keys: readonly string[],
    range: Range,
  ) => {
    if (range.start !== undefined || range.end !== undefined) {
      throw badQuery('Query parameters `startkey`, `endkey` and `key` are not compatible with `keys`');
    }
    const page = keys.slice(range.skip, range.skip + range.limit);
    if (range.descending) page.reverse();
    const found = await listSyncDocs(db, source.name, [...new Set(page)]);
    const rows = new Map(found.map((row) => [row.id, row]));
    const show = await rowsOf(source, request, found);
    const shown: object[] = [];
    for (const key of page) {
      const row = rows.get(key);
      shown.push(row === undefined ? { key, error: 'not_found' } : show(row));
    }
    return shown;
  };

  const listRange = async (source: Source, request: FastifyRequest, ids: readonly string[], range: Range) => {
    const page = ids.slice(range.skip, range.skip + range.limit);
    const rows = new Map((await listSyncDocs(db, source.name, page)).map((row) => [row.id, row]));
    const show = await rowsOf(source, request, [...rows.values()]);
    const shown: object[] = [];
    for (const id of page) {
      const row = rows.get(id);
      if (row !== undefined) shown.push(show(row));
    }
    return shown;
  };

  app.route({
    method: ['GET', 'POST'],
    url: '/:db/_all_docs',
    handler: async (request) => {
      const source = sourceOf(couch, request);
      const range = rangeOf(request);
      const keys = keysOf(request);
      const seq = queryFlag(request, 'update_seq') ? (await findSyncDb(db, source.name))?.seq : undefined;
      const live = await listLiveIds(db, source.name);
      const head = { total_rows: live.length, ...(seq === undefined ? {} : { update_seq: seq }) };
      if (keys !== undefined) {
        return { ...head, offset: range.skip, rows: await listByKeys(source, request, keys, range) };
      }
      const ids = live.filter((id) => within(id, range)).sort();
      if (range.descending) ids.reverse();
      return { ...head, offset: range.skip, rows: await listRange(source, request, ids, range) };
    },
  });
};
