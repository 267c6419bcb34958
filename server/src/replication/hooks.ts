import type { ProblemCode } from '@hocba/shared/problems';
import type { Json } from '@hocba/shared/text/strict-json';
import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import type { Db, Write } from '../storage/engine/db.ts';
import type { Pace } from '../turns/pace.ts';
import type { Kinds } from './kinds.ts';

/** A document as it travels: `_id` and the members of its body. */
export type JsonObject = { [name: string]: Json };

/**
 * What a document becomes: a row of the feed under a kind, or an entry of the log, which nobody pulls; or a
 * refusal.
 */
export type Decision<Entry> =
  | { readonly forbidden: ProblemCode }
  | { readonly kind: string }
  | { readonly entry: Entry };

/** A document of the log. */
export interface LoggedDocument {
  readonly id: string;
  /** Unknown of a document that was taken without one. */
  readonly rev: string | null;
  /** The accounts that may be told that it is here. */
  readonly owners: readonly string[];
  /** JSON text without `_id`. */
  readonly body: string;
}

/** What is to be written of an accepted document. */
export interface LogEntry<Entry> {
  readonly rev: string;
  readonly entry: Entry;
}

/** Keeps documents that are sent and never pulled, each once and whole, beside the feed. */
export interface DocumentLog<Entry> {
  /** Whether this can be the id of one of its documents; the feed has none of them then. */
  holds(id: string): boolean;
  /** Those of the documents that are there, in no order. */
  list(db: string, ids: readonly string[]): Promise<readonly LoggedDocument[]>;
  /** Writes that follow the raise of the sequence by as many numbers as there are entries. */
  writes(entries: readonly LogEntry<Entry>[]): readonly Write[];
}

/** Everything replication has to be told about who calls and what the documents mean. */
export interface ReplicationHooks<Context, Entry = unknown> {
  /** Who calls and what they may do in this database; throws RegistryError. 401 only when they must sign in again. */
  authorize(request: FastifyRequest, db: string): Promise<Context>;
  /** Looks again who calls, for an answer that stays open; throws once they may not call any more. */
  recheck?(request: FastifyRequest): Promise<void>;
  /**
   * Decides about one document from outside; `text` makes the same as JSON text. It may be asked again for the same
   * document after a lost race.
   */
  acceptDoc(doc: JsonObject, db: string, context: Context, text: () => string): Promise<Decision<Entry>>;
  /** Throws RegistryError when nothing may be written to this database, whatever it is. */
  admit?(context: Context): Promise<void>;
  /**
   * Writes that join a commit and count what it stores against the caller's share; throws RegistryError when that is
   * used up, and nothing is stored.
   */
  charge?(context: Context, sent: { documents: number; bytes: number }): Promise<readonly Write[]>;
  /** Where the entries go that `acceptDoc` makes. */
  readonly log?: DocumentLog<Entry>;
  /** Kinds the caller may pull. */
  visibleKinds(context: Context): Promise<Kinds>;
  /** Whom a refused document is filed under. */
  account(context: Context): string;
  /** Names what a device compared with so far; another `uuid` makes it compare everything again. */
  greeting(request: FastifyRequest): Promise<{ uuid: string; [member: string]: unknown }>;
  /** Told after documents from outside were committed. */
  onCommitted(db: string): void;
}

/** What the routes are mounted with. */
export interface ReplicationOptions<Context, Entry = unknown> {
  readonly db: Db;
  readonly hooks: ReplicationHooks<Context, Entry>;
  /** Now, as ISO-8601 UTC text. */
  readonly clock: () => string;
  /** Documents of one `_bulk_docs`. */
  readonly maxBatch: number;
  /** Bytes of one request body. */
  readonly bodyLimit: number;
  /** Reads bodies. The routes around share it, so that an account which is to rest rests at all of them. */
  readonly pace: Pace;
  /** Goes to every route, for the guards of the application around it. */
  readonly routeConfig: FastifyContextConfig;
}
