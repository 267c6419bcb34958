import { RegistryError } from '@hocba/shared/problems';
import { getTableName, is, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { type PgDatabase, type PgQueryResultHKT, PgTable } from 'drizzle-orm/pg-core';
import { Pool } from 'pg';
import * as description from '../../tables/tables.ts';
import { driverCode } from '../away.ts';
import { chainEndOf, counterHeld, LAST_HASH_TEXT } from '../chain/open-chain-end.ts';
import type { Mac } from '../chain-mac.ts';
import type { AppliedMigration, ChainEnd, Db, MigrationPlan, PlainWrite, Write } from '../db.ts';
import { buildRead, fillingOf } from '../kept.ts';
import { lineOptions, type Patience } from './postgres-line.ts';

type Postgres = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** The answers of the drivers to a write: `pg` counts in `rowCount`, PGlite in `affectedRows`. */
interface DriverAnswer {
  readonly rows?: readonly unknown[];
  readonly rowCount?: number | null;
  readonly affectedRows?: number;
}

/** PostgreSQL's own codes in the words of the catalogue. */
const translate = (error: unknown): unknown => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { constraint } = (cause ?? {}) as { constraint?: unknown };
  switch (driverCode(error)) {
    case '23505':
      return new RegistryError('DUPLICATE', typeof constraint === 'string' ? constraint : undefined);
    case '53100':
      return new RegistryError('STORAGE_FULL');
    case '40001': // serialization
    case '40P01': // deadlock: two lists met the same rows in another order
      return new RegistryError('WRITE_CONFLICT');
    default:
      return error;
  }
};

/** Our own tables: others may live in the schema, such as what an extension keeps its statistics in. */
const OWN_TABLES = [
  'schema_migration',
  ...Object.values(description).flatMap((table) => (is(table, PgTable) ? [getTableName(table)] : [])),
];

/**
 * Texts compare byte by byte, as on SQLite; otherwise ranges and orders would depend on the locale
 * that the database was created with.
 */
const compareByBytes = async (tx: Postgres): Promise<void> => {
  const found = (await tx.execute(
    sql`select table_name as name, column_name as part from information_schema.columns
        where table_schema = current_schema() and data_type = 'text' and collation_name is null
          and table_name in ${OWN_TABLES}
        order by table_name`,
  )) as DriverAnswer;
  const tables = new Map<string, string[]>();
  for (const { name, part } of (found.rows ?? []) as { name: string; part: string }[]) {
    tables.set(name, [...(tables.get(name) ?? []), `alter column "${part}" type text collate "C"`]);
  }
  for (const [name, parts] of tables) await tx.execute(sql.raw(`alter table "${name}" ${parts.join(', ')}`));
};

const hasHistory = async (postgres: Postgres): Promise<boolean> => {
  const found = (await postgres.execute(
    sql`select 1 as found from information_schema.tables
        where table_schema = current_schema() and table_name = 'schema_migration'`,
  )) as DriverAnswer;
  return found.rows?.length === 1;
};

const createHistory = async (postgres: Postgres): Promise<void> => {
  try {
    await postgres.execute(
      sql`create table if not exists schema_migration
          (index int primary key, tag text collate "C" not null, hash text collate "C" not null)`,
    );
  } catch (error) {
    // Two programs that create it at once: the second fails in PostgreSQL's own catalogue, by one of two codes.
    if (!(await hasHistory(postgres))) throw error;
  }
};

const listApplied = async (postgres: Postgres): Promise<AppliedMigration[]> => {
  if (!(await hasHistory(postgres))) return [];
  const applied = (await postgres.execute(
    sql`select index, tag, hash from schema_migration where index >= 0 order by 1`,
  )) as DriverAnswer;
  return (applied.rows ?? []) as AppliedMigration[];
};

const applyMigrations = async (postgres: Postgres, plan: MigrationPlan): Promise<void> => {
  // Asked all the time by readiness: without work to do, nothing is written.
  if (plan('postgres', await listApplied(postgres)).length === 0) return;
  await createHistory(postgres);
  await postgres.transaction(async (tx) => {
    // A second program waits here for the first one's end; a row does this on every PostgreSQL-like engine.
    await tx.execute(
      sql`insert into schema_migration values (-1, 'lock', '') on conflict (index) do update set tag = 'lock'`,
    );
    for (const { index, tag, hash, statements } of plan('postgres', await listApplied(tx))) {
      for (const statement of statements) await tx.execute(sql.raw(statement));
      await tx.execute(sql`insert into schema_migration values (${index}, ${tag}, ${hash})`);
    }
    await compareByBytes(tx);
  });
};

/** Holds the audit chain for this transaction and reads its end. */
const holdChain = async (tx: Postgres, mac: Mac): Promise<ChainEnd> => {
  const counter = (await tx.execute(counterHeld)) as DriverAnswer;
  const last = (await tx.execute(sql.raw(LAST_HASH_TEXT))) as DriverAnswer;
  const first = <Row>(found: DriverAnswer) => found.rows?.[0] as Row | undefined;
  return chainEndOf(first<{ value: unknown }>(counter)?.value, first<{ hash: unknown }>(last)?.hash, mac);
};

/** Runs the writes in their order, those of the audit chain last: others wait for as short a time as can be. */
const perform = async (tx: Postgres, writes: readonly Write[], mac: Mac): Promise<void> => {
  const run = async ({ build, expectRows }: PlainWrite): Promise<void> => {
    const outcome = (await (build(tx, description) as unknown as PromiseLike<DriverAnswer>)) ?? {};
    const touched = outcome.rowCount ?? outcome.affectedRows;
    if (expectRows !== undefined && touched !== expectRows) throw new RegistryError('WRITE_CONFLICT');
  };
  for (const each of writes) if (!('follow' in each)) await run(each);
  for (const each of writes) {
    if (!('follow' in each)) continue;
    for (const following of each.follow(await holdChain(tx, mac))) await run(following);
  }
};

/** A `Db` over any PostgreSQL that drizzle can drive; each commit list is one transaction. */
export const overPostgres = (postgres: Postgres, mac: Mac, close: () => Promise<void>): Db => {
  const listeners = new Set<() => void>();
  return {
    tables: description,
    query: postgres,
    mac,
    version: () => undefined,
    read: async (read, values) =>
      [...(await buildRead(read, postgres, description, fillingOf(values)))] as never[],
    commit: async (writes) => {
      let first: unknown;
      const remember = (error: unknown): never => {
        first = error;
        throw error;
      };
      try {
        await postgres.transaction((tx) => perform(tx, writes, mac).catch(remember));
      } catch (error) {
        // On a broken line undoing fails as well, and says less.
        throw translate(first ?? error);
      }
      for (const listener of listeners) listener();
    },
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    applyMigrations: (plan) => applyMigrations(postgres, plan),
    close,
  };
};

/** Opens a PostgreSQL by its URL, with at most ten connections; nothing is connected before the first query. */
export const openPostgres = (url: string, mac: Mac, patience: Patience): Db => {
  const pool = new Pool({ connectionString: url, max: 10, ...lineOptions(patience) });
  // An idle connection that breaks is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  // This holds for a connection that breaks inside a commit, between two statements: its next statement reports it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return overPostgres(drizzle(pool), mac, () => pool.end());
};
