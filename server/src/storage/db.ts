import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as description from './tables.ts';

/** The tables, under the PostgreSQL types whichever engine holds them. */
export type Tables = typeof description;

/** Queries are written once, against these four verbs; there is no transaction callback. */
export type Query = Pick<
  PgDatabase<PgQueryResultHKT, Record<string, never>>,
  'select' | 'insert' | 'update' | 'delete'
>;

/** A statement that was built but not sent. */
export interface Statement {
  toSQL(): { sql: string; params: unknown[] };
}

/** One write of a commit, and how many rows it must touch if that matters. */
export interface Write {
  readonly build: (query: Query, tables: Tables) => Statement;
  readonly expectRows?: number;
}

/** A write; with `expectRows`, the whole commit is undone by WRITE_CONFLICT when it touches another number of rows. */
export const write = (build: Write['build'], expectRows?: number): Write =>
  expectRows === undefined ? { build } : { build, expectRows };

/** The whole difference between engines. */
export interface Db {
  readonly tables: Tables;
  readonly query: Query;
  /** All of the writes or none; throws RegistryError WRITE_CONFLICT, DUPLICATE or STORAGE_FULL. */
  commit(writes: readonly Write[]): Promise<void>;
  /** Called after every successful commit; returns how to stop listening. */
  onCommit(listener: () => void): () => void;
  close(): Promise<void>;
}
