import { Readable } from 'node:stream';
import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Db } from '../../storage/engine/db.ts';
import { findSyncDb, type SyncDocRow } from '../../storage/queries/replication/sync.ts';
import { sendPieces } from '../answers/send-pieces.ts';
import { type FeedPage, readFeed } from '../feed/feed.ts';
import { eachStoredDocs, renderDoc, type StoredDoc } from '../feed/stored-docs.ts';
import type { ReplicationOptions } from '../hooks.ts';
import { leavesOf, readTree } from '../revision-tree.ts';
import { waitForChanges } from './long-poll.ts';
import { bodyBytes, bodyObject, databaseOf, queryFlag, queryText } from './request-body.ts';

/** Rows of one page, however many are asked for. */
const MAX_LIMIT = 1000;
/** Longest wait of a long poll, in milliseconds: proxies cut what is silent for longer. */
const MAX_WAIT = 60_000;
/** Shortest and usual pause between heartbeats, in milliseconds. */
const MIN_HEARTBEAT = 100;
const HEARTBEAT = 10_000;

const refuse = (what: string): never => {
  throw new RegistryError('INVALID_INPUT', what);
};

/** A whole number of the query. */
const queryNumber = (request: FastifyRequest, name: string): number | undefined => {
  const text = queryText(request, name);
  if (text === undefined) return undefined;
  const digits = /^"?([0-9]{1,15})"?$/.exec(text)?.[1] ?? refuse(`${name} is a whole number`);
  return Number(digits);
};

/**
 * A filter that this server does not have is refused by name: a client that believed it was filtered would lose
 * documents.
 */
const checkAsked = (request: FastifyRequest): void => {
  const feed = queryText(request, 'feed') ?? 'normal';
  if (feed !== 'normal' && feed !== 'longpoll') refuse('feed is normal or longpoll');
  if (queryText(request, 'filter') !== undefined) refuse('filters are not served');
  if (queryFlag(request, 'descending')) refuse('the feed runs forward only');
  if (request.method === 'POST' && bodyBytes(request).length > 0) bodyObject(request);
};

const heartbeatOf = (request: FastifyRequest): number =>
  queryText(request, 'heartbeat') === 'true'
    ? HEARTBEAT
    : Math.max(MIN_HEARTBEAT, queryNumber(request, 'heartbeat') ?? HEARTBEAT);

/** One line of the feed, with the document where it is asked for. */
const lineOf = (request: FastifyRequest, row: SyncDocRow, doc: StoredDoc | undefined): string => {
  const { seq, id, winner, deleted, tree } = row;
  const all = queryText(request, 'style') === 'all_docs';
  const changes = (all ? leavesOf(readTree(tree)) : [winner]).map((rev) => ({ rev }));
  const line = JSON.stringify({ seq, id, changes, ...(deleted ? { deleted } : {}) });
  const extras = { revs: false, conflicts: queryFlag(request, 'conflicts') };
  const text = doc === undefined ? undefined : renderDoc(doc, winner, extras);
  return text === undefined ? line : `${line.slice(0, -1)},"doc":${text}}`;
};

/** A page of the feed in pieces: without documents one, with them some documents at a time. */
const renderPage = async function* (
  request: FastifyRequest,
  db: Db,
  name: string,
  { rows, lastSeq }: FeedPage,
): AsyncGenerator<string> {
  yield '{"results":[';
  if (queryFlag(request, 'include_docs')) {
    const byId = new Map(rows.map((row) => [row.id, row]));
    let between = '';
    for await (const docs of eachStoredDocs(db, name, rows)) {
      const lines = docs.flatMap((doc) => {
        const row = byId.get(doc.id);
        return row === undefined ? [] : [lineOf(request, row, doc)];
      });
      yield between + lines.join(',');
      between = ',';
    }
  } else {
    yield rows.map((row) => lineOf(request, row, undefined)).join(',');
  }
  yield `],"last_seq":${lastSeq}}`;
};

/** `_changes`: the feed of what the caller may see. */
export const addChanges = <Context, Entry>(
  app: FastifyInstance,
  { db, hooks, routeConfig: config, pace }: ReplicationOptions<Context, Entry>,
): void => {
  const closing = new AbortController();
  app.addHook('preClose', async () => closing.abort());

  app.route({
    method: ['GET', 'POST'],
    url: '/:db/_changes',
    config,
    schema: { summary: 'The feed of what the caller may see; feed=longpoll waits for the next change' },
    // A page is compressed whole by us. A stream that somebody else compresses would keep the heartbeats to itself.
    compress: false,
    handler: async (request, reply) => {
      const name = databaseOf(request);
      const context = await hooks.authorize(request, name);
      await pace(hooks.account(context), () => checkAsked(request));
      const limit = Math.max(1, Math.min(queryNumber(request, 'limit') ?? MAX_LIMIT, MAX_LIMIT));
      const since =
        queryText(request, 'since') === 'now'
          ? ((await findSyncDb(db, name))?.seq ?? 0)
          : (queryNumber(request, 'since') ?? 0);
      const { list: kinds } = await hooks.visibleKinds(context);
      let page = await readFeed(db, name, kinds, since, limit);
      reply.type('application/json');
      if (queryText(request, 'feed') !== 'longpoll' || page.rows.length > 0)
        return sendPieces(request, reply, renderPage(request, db, name, page));
      // nginx holds an answer back until it is whole, unless told not to.
      reply.header('x-accel-buffering', 'no');
      const wait = Math.min(queryNumber(request, 'timeout') ?? MAX_WAIT, MAX_WAIT);
      const signal = closing.signal;
      // An account or a right may end while the answer is open. Most commits are of other databases and tell nothing
      // here: only when this one has moved is it asked again who may see it.
      const read = async (): Promise<FeedPage> => {
        if (((await findSyncDb(db, name))?.seq ?? 0) === page.lastSeq) return page;
        await hooks.recheck?.(request);
        const { list } = await hooks.visibleKinds(await hooks.authorize(request, name));
        page = await readFeed(db, name, list, since, limit);
        return page;
      };
      const pages = waitForChanges({ db, read, wait, heartbeat: heartbeatOf(request), signal });
      const answer = async function* () {
        try {
          for await (const found of pages) {
            if (found === 'heartbeat') yield '\n';
            else yield* renderPage(request, db, name, found);
          }
        } catch (error) {
          if (!(error instanceof RegistryError)) throw error;
          // The head of the answer has left long ago: nothing more comes, and the next request is told why.
          yield* renderPage(request, db, name, { rows: [], lastSeq: since });
        }
      };
      return reply.send(Readable.from(answer()));
    },
  });
};
