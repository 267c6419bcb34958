import type { ProblemCode } from '@hocba/shared/problems';
import type { Json } from '@hocba/shared/text/strict-json';
import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import type { Db, Write } from '../storage/db.ts';

/** A document as it travels: `_id` and the members of its body. */
export type JsonObject = { [name: string]: Json };

/** What a document becomes: a row of the feed under a kind, with what else belongs into its commit; or a refusal. */
export type Decision =
  | { readonly forbidden: ProblemCode }
  | { readonly kind: string; readonly writes: readonly Write[] };

/** What an accepted document said. */
export interface KeptBody {
  readonly id: string;
  readonly body: string;
}

/** Everything replication has to be told about who calls and what the documents mean. */
export interface ReplicationHooks<Context> {
  /** Who calls and what they may do in this database; throws RegistryError. 401 only when they must sign in again. */
  authorize(request: FastifyRequest, db: string): Promise<Context>;
  /**
   * Decides about one document from outside. The writes join that document's commit after its number was raised.
   * It may be asked again for the same document after a lost race.
   */
  acceptDoc(doc: JsonObject, db: string, context: Context): Promise<Decision>;
  /**
   * Bodies of documents that were accepted before, as JSON texts without `_id`. Whoever serves it keeps them with the
   * writes of `acceptDoc`, so that they are not kept here a second time; nobody but their sender may see them then.
   */
  keptBodies?(db: string, ids: readonly string[]): Promise<readonly KeptBody[]>;
  /** Kinds the caller may pull. */
  visibleKinds(context: Context): Promise<readonly string[]>;
  /** Whom a refused document is filed under. */
  account(context: Context): string;
  /** Names what a device compared with so far; another `uuid` makes it compare everything again. */
  greeting(request: FastifyRequest): Promise<{ uuid: string; [member: string]: unknown }>;
  /** Told after documents from outside were committed. */
  onCommitted(db: string): void;
}

/** What the routes are mounted with. */
export interface ReplicationOptions<Context> {
  readonly db: Db;
  readonly hooks: ReplicationHooks<Context>;
  /** Now, as ISO-8601 UTC text. */
  readonly clock: () => string;
  /** Documents of one `_bulk_docs`. */
  readonly maxBatch: number;
  /** Bytes of one request body. */
  readonly bodyLimit: number;
  /** Goes to every route, for the guards of the application around it. */
  readonly routeConfig: FastifyContextConfig;
  /**
   * Serves the whole protocol instead of what devices need: databases are made and removed from outside, documents
   * are edited by anybody, old bodies and attachments are kept. For test servers.
   */
  readonly complete?: boolean;
}
