import type { SQL } from 'drizzle-orm';
import type { PgColumn, PgDatabase, PgQueryResultHKT, PgTable } from 'drizzle-orm/pg-core';
import type * as description from '../tables/tables.ts';
import type { Mac } from './chain-mac.ts';

/** The tables, under the PostgreSQL types whichever engine holds them. */
export type Tables = typeof description;

export type TableName = keyof Tables;

/** Queries are written once, against these four verbs; there is no transaction callback. */
export type Query = Pick<
  PgDatabase<PgQueryResultHKT, Record<string, never>>,
  'select' | 'insert' | 'update' | 'delete'
>;

/** A statement that was built but not sent. */
export interface Statement {
  toSQL(): { sql: string; params: unknown[] };
}

/** The placeholder of a value while a statement is built: the value itself, or a hole of its name. */
export interface Filling<Values> {
  value<Name extends keyof Values & string>(name: Name): Values[Name];
  /** Whether a column, or what is made of one, has one of the values of a list. */
  oneOf(column: PgColumn | SQL, name: keyof Values & string): SQL;
}

/** A question about one table that is asked all the time; made once, because engines keep its text under it. */
export interface KeptRead<Table extends PgTable, Values, Row = Table['$inferSelect']> {
  readonly from: (tables: Tables) => Table;
  /** The columns that are asked for, or what is computed from them; all columns when it is left out. */
  readonly columns?: (table: Table) => { readonly [Name in keyof Row]: PgColumn | SQL.Aliased };
  readonly where: (table: Table, filling: Filling<Values>) => SQL | undefined;
  readonly orderBy?: (table: Table) => SQL[];
  /** The value that limits the rows. */
  readonly limit?: keyof Values & string;
}

/** The values of one run. */
export type Run = Readonly<Record<string, unknown>>;

/** Rows of a kept write, for an engine that runs its text once for each. */
export interface KeptRows {
  /** The key that the text is kept under. */
  readonly key: object;
  readonly build: (query: Query, tables: Tables, filling: Filling<never>) => Statement;
  readonly rows: readonly Run[];
}

/** A statement of a commit, and how many rows it must touch if that matters. */
export interface PlainWrite {
  readonly build: (query: Query, tables: Tables) => Statement;
  readonly expectRows?: number;
  /** This list as rows of one kept text, for an engine that has to build everything itself. */
  readonly kept?: KeptRows;
}

/** The last row of the audit chain, and what the next row is chained with. */
export interface ChainEnd {
  readonly seq: number;
  readonly hash: string;
  readonly mac: Mac;
}

/**
 * Rows that continue the audit chain. The engine reads the chain's end inside the commit, where nobody can come between,
 * and then runs the statements that follow from it: two commits never compete for one number.
 */
export interface Continuation {
  readonly follow: (end: ChainEnd) => readonly PlainWrite[];
}

/** One part of a commit. */
export type Write = PlainWrite | Continuation;

/** A write; with `expectRows`, the whole commit is undone by WRITE_CONFLICT when it touches another number of rows. */
export const write = (build: PlainWrite['build'], expectRows?: number): PlainWrite =>
  expectRows === undefined ? { build } : { build, expectRows };

/** A step of the committed schema history, as one dialect runs it. */
export interface Migration {
  readonly index: number;
  readonly tag: string;
  /** SHA-256 of the committed file, so that an edited one is noticed. */
  readonly hash: string;
  readonly statements: readonly string[];
}

/** The row of a database about a migration that ran on it. */
export type AppliedMigration = Pick<Migration, 'index' | 'tag' | 'hash'>;

/** Decides which migrations still have to run; throws when the database and the code do not fit. */
export type MigrationPlan = (
  dialect: 'sqlite' | 'postgres',
  applied: readonly AppliedMigration[],
) => readonly Migration[];

/** The whole difference between engines. */
export interface Db {
  readonly tables: Tables;
  readonly query: Query;
  /** The MAC under the chain key, which the database was opened with and does not hold. */
  readonly mac: Mac;
  /** Answers a kept question; asked all the time, it costs a fraction of what `query` does. */
  read<Table extends PgTable, Values extends object, Row = Table['$inferSelect']>(
    read: KeptRead<Table, Values, Row>,
    values: Values,
  ): Promise<Row[]>;
  /**
   * Another number after every change of anybody, or after every change of some tables; a change by another process counts
   * for all of them. Undefined where finding out would cost as much as reading.
   */
  version(of?: readonly TableName[]): number | undefined;
  /** All of the writes or none; throws RegistryError WRITE_CONFLICT, DUPLICATE, STORAGE_FULL or OVERLOADED. */
  commit(writes: readonly Write[]): Promise<void>;
  /** Called after every successful commit; returns how to stop listening. */
  onCommit(listener: () => void): () => void;
  /**
   * Runs what the plan asks for, all or nothing, one process at a time; the plan may be asked twice.
   * `migrate.ts` is its only caller.
   */
  applyMigrations(plan: MigrationPlan): Promise<void>;
  close(): Promise<void>;
}
