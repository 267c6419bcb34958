import { databaseOf } from '@hocba/server/replication/routes/request-body';
import type { Db } from '@hocba/server/storage/engine/db';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Memory } from './stored/memory.ts';

/** The tools of the whole protocol: the registry's storage, and a memory for things that it has no tables for. */
export interface Couch {
  readonly db: Db;
  readonly memory: Memory;
  /** Told of each request that the registry's own handler answers, by method and pattern. */
  readonly passedOn: (pattern: string) => void;
  /** Now, as ISO-8601 UTC text. */
  readonly clock: () => string;
}

/** Everything has one kind here, and everybody may see it. */
export const KIND = 'document';

/** One database. */
export interface Source extends Couch {
  readonly name: string;
}

/** The database that a request names. */
export const sourceOf = (couch: Couch, request: FastifyRequest): Source => ({
  ...couch,
  name: databaseOf(request),
});

/**
 * Answers a request in place of the registry's own handler; undefined leaves it to that, because the registry's answer is
 * what CouchDB would say.
 */
export type Instead = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
