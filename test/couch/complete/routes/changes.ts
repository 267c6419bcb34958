import { Readable } from 'node:stream';
import { type FeedPage, readFeed } from '@hocba/server/replication/feed/feed';
import { leavesOf, readTree } from '@hocba/server/replication/revision-tree';
import { waitForChanges } from '@hocba/server/replication/routes/long-poll';
import { queryFlag, queryText } from '@hocba/server/replication/routes/request-body';
import { findSyncDb, type SyncDocRow } from '@hocba/server/storage/queries/replication/sync';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Couch, type Instead, KIND, type Source, sourceOf } from '../couch.ts';
import { type FeedFilter, feedFilterOf } from '../filters/feed-filter.ts';
import { queryCount } from '../query.ts';
import { badQuery } from '../refusal.ts';
import { readWinners, showDoc } from '../stored/read.ts';
import { countSyncDocs } from '../stored/stored-databases.ts';
import { viewOf } from './documents.ts';

/** Rows that are read at a time. */
const PAGE = 1000;
/** Longest wait, and usual pause between heartbeats, in milliseconds. */
const MAX_WAIT = 60_000;
const HEARTBEAT = 10_000;

/** A feed as one reader asked for it. */
interface Asked {
  readonly source: Source;
  readonly filter: FeedFilter | undefined;
  readonly limit: number;
  readonly descending: boolean;
  readonly seqInterval: number;
}

/** Words of a request that the registry's own handler does not know, or refuses. */
const OF_COUCHDB = [
  'filter',
  'descending',
  'seq_interval',
  'attachments',
  'att_encoding_info',
  'meta',
  'revs',
];
OF_COUCHDB.push('deleted_conflicts', 'revs_info', 'atts_since');

/** Whether the registry's own handler answers what CouchDB would: it pages where more rows are than it gives at once. */
const isForDevices = async ({ db, name }: Source, request: FastifyRequest): Promise<boolean> => {
  const query = request.query as Record<string, unknown>;
  const feed = query.feed ?? 'normal';
  if (feed !== 'normal' && feed !== 'longpoll') return false;
  if (OF_COUCHDB.some((name) => query[name] !== undefined && query[name] !== 'false')) return false;
  const { live, deleted } = await countSyncDocs(db, name);
  return Math.min(queryCount(request, 'limit') ?? Number.POSITIVE_INFINITY, live + deleted) <= PAGE;
};

/** Rows after a number, filtered, up to the limit. */
const readForward = async ({ source, filter, limit }: Asked, since: number): Promise<FeedPage> => {
  const found: SyncDocRow[] = [];
  let from = since;
  for (;;) {
    const page = await readFeed(source.db, source.name, [KIND], from, PAGE);
    const kept = filter === undefined ? page.rows : await filter(page.rows);
    found.push(...kept.slice(0, limit - found.length));
    const full = found.length >= limit;
    const cut = full && kept.at(-1) !== found.at(-1);
    const last = cut || (full && page.rows.length === PAGE) ? found.at(-1)?.seq : undefined;
    if (full || page.rows.length < PAGE) return { rows: found, lastSeq: last ?? page.lastSeq };
    from = page.lastSeq;
  }
};

/** All rows from the end of the feed; a number to start behind means nothing on this way. */
const readBackward = async (asked: Asked): Promise<FeedPage> => {
  const { rows, lastSeq } = await readForward({ ...asked, limit: Number.POSITIVE_INFINITY }, 0);
  const page = rows.toReversed().slice(0, asked.limit);
  return { rows: page, lastSeq: page.at(-1)?.seq ?? lastSeq };
};

/** The rows as a client reads them. */
const showRows = async (
  request: FastifyRequest,
  { source, seqInterval }: Asked,
  rows: readonly SyncDocRow[],
) => {
  const all = queryText(request, 'style') === 'all_docs';
  const docs = queryFlag(request, 'include_docs') ? await readWinners(source, rows) : undefined;
  const view = viewOf(request);
  const shown: object[] = [];
  for (const [i, { seq, id, winner, deleted, tree }] of rows.entries()) {
    const leaves = all ? leavesOf(readTree(tree)) : [winner];
    const doc = docs?.get(id);
    shown.push({
      seq: (i + 1) % seqInterval === 0 || i === rows.length - 1 ? seq : null,
      id,
      changes: leaves.map((rev) => ({ rev })),
      ...(deleted ? { deleted } : {}),
      ...(doc === undefined ? {} : { doc: showDoc(source, doc, winner, view) }),
    });
  }
  return shown;
};

/** The feed of a database in the forms that no device asks for. */
export const readChanges = (app: FastifyInstance, couch: Couch): Instead => {
  const { db } = couch;
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());

  const sinceOf = async (request: FastifyRequest, name: string): Promise<number> =>
    queryText(request, 'since') === 'now'
      ? ((await findSyncDb(db, name))?.seq ?? 0)
      : (queryCount(request, 'since') ?? 0);

  const waiting = (request: FastifyRequest, read: () => Promise<FeedPage>) => {
    const beat = queryText(request, 'heartbeat');
    const asked = beat === 'true' ? HEARTBEAT : queryCount(request, 'heartbeat');
    const wait = Math.min(queryCount(request, 'timeout') ?? MAX_WAIT, MAX_WAIT);
    return waitForChanges({
      db,
      read,
      wait,
      heartbeat: Math.max(100, asked ?? HEARTBEAT),
      signal: closing.signal,
    });
  };

  const longPoll = async function* (request: FastifyRequest, asked: Asked, since: number) {
    for await (const found of waiting(request, () => readForward(asked, since))) {
      if (found === 'heartbeat') yield '\n';
      else {
        const results = await showRows(request, asked, found.rows);
        yield JSON.stringify({ results, last_seq: found.lastSeq });
      }
    }
  };

  const continuous = async function* (request: FastifyRequest, asked: Asked, since: number) {
    let from = since;
    let left = asked.limit;
    for (;;) {
      const read = () => readForward({ ...asked, limit: left }, from);
      for await (const found of waiting(request, read)) {
        if (found === 'heartbeat') {
          yield '\n';
          continue;
        }
        for (const row of await showRows(request, asked, found.rows)) yield `${JSON.stringify(row)}\n`;
        from = found.lastSeq;
        left -= found.rows.length;
        if (found.rows.length > 0 && left > 0) continue;
        yield `${JSON.stringify({ last_seq: from })}\n`;
        return;
      }
    }
  };

  return async (request, reply) => {
    const source = sourceOf(couch, request);
    if (await isForDevices(source, request)) return undefined;
    const asked: Asked = {
      source,
      filter: await feedFilterOf(source, request),
      limit: Math.max(1, queryCount(request, 'limit') ?? Number.POSITIVE_INFINITY),
      descending: queryFlag(request, 'descending'),
      seqInterval: Math.max(1, queryCount(request, 'seq_interval') ?? 1),
    };
    const since = await sinceOf(request, source.name);
    const feed = queryText(request, 'feed') ?? 'normal';
    reply.type('application/json');
    if (feed === 'longpoll') return Readable.from(longPoll(request, asked, since));
    if (feed === 'continuous') return Readable.from(continuous(request, asked, since));
    if (feed !== 'normal') throw badQuery('feed is normal, longpoll or continuous');
    const page = asked.descending ? await readBackward(asked) : await readForward(asked, since);
    const results = await showRows(request, asked, page.rows);
    return { results, last_seq: page.lastSeq, pending: 0 };
  };
};
