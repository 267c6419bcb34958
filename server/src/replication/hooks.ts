import type { ProblemCode } from '@hocba/shared/problems';
import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import type { Db, Write } from '../storage/engine/db.ts';
import type { Pace } from '../turns/pace.ts';
import type { Arrived } from './document.ts';
import type { Kinds } from './kinds.ts';

/** The fate of a document: an entry of the log, which nobody pulls, or a refusal. */
export type Decision<Entry> = { readonly forbidden: ProblemCode } | { readonly entry: Entry };

/** A document of the log. */
export interface LoggedDocument {
  readonly id: string;
  /** The accounts that may be told that it is here. */
  readonly owners: readonly string[];
  /** JSON text without `_id`. */
  readonly body: string;
}

/** Keeps documents that are sent, each once and whole, beside the feed. */
export interface DocumentLog<Entry> {
  /** Whether this can be the id of one of its documents; the feed has none of them then. */
  holds(id: string): boolean;
  /** Those of the documents that are there, in no order. */
  list(db: string, ids: readonly string[]): Promise<readonly LoggedDocument[]>;
  /** The revisions of those of the documents that are there and that this account may be told of, by id. */
  listRevisions(db: string, ids: readonly string[], account: string): Promise<ReadonlyMap<string, string>>;
  /** Writes that follow the raise of the sequence by as many numbers as there are entries. */
  writes(entries: readonly Entry[]): readonly Write[];
}

/** The facts about documents that come in, whichever way. */
export interface IntakeHooks<Context, Entry> {
  /** Decides about one document from outside. It may be asked again for the same one after a lost race. */
  acceptDoc(doc: Arrived, db: string, context: Context): Promise<Decision<Entry>>;
  /**
   * Writes that join a commit and count what it stores against the caller's share; throws RegistryError when that is
   * used up, and nothing is stored.
   */
  charge?(context: Context, sent: { documents: number; bytes: number }): Promise<readonly Write[]>;
  /** Where the entries go that `acceptDoc` makes. */
  readonly log: DocumentLog<Entry>;
  /** The account that a refused document is filed under. */
  account(context: Context): string;
}

/** Everything replication has to be told about callers and the meaning of documents. */
export interface ReplicationHooks<Context, Entry> extends IntakeHooks<Context, Entry> {
  /**
   * The caller and the caller's rights in this database; throws RegistryError. 401 only when they must sign in again.
   */
  authorize(request: FastifyRequest, db: string): Promise<Context>;
  /** Looks again who calls, for an answer that stays open; throws once they may not call any more. */
  recheck?(request: FastifyRequest): Promise<void>;
  /** Throws RegistryError when nothing may be written to this database, whatever it is. */
  admit?(context: Context): Promise<void>;
  /** Kinds the caller may pull. */
  visibleKinds(context: Context): Promise<Kinds>;
  /** Names what a device compared with so far; another `uuid` makes it compare everything again. */
  greeting(request: FastifyRequest): Promise<{ uuid: string; [member: string]: unknown }>;
}

/** The options of the routes. */
export interface ReplicationOptions<Context, Entry> {
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
