import { RegistryError } from '@hocba/shared/problems';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import * as description from '../../tables/tables.ts';
import { COUNTER_TEXT, chainEndOf, LAST_HASH_TEXT } from '../chain/open-chain-end.ts';
import type { Mac } from '../chain-mac.ts';
import type {
  AppliedMigration,
  ChainEnd,
  Db,
  MigrationPlan,
  PlainWrite,
  Query,
  Tables,
  Write,
} from '../db.ts';
import { keptSqlite, writtenTable } from './kept-sqlite.ts';
import { commitQueue } from './open-sqlite-commits.ts';
import { openTableVersions } from './table-versions.ts';
import { toSqlite } from './to-sqlite.ts';

/** When a writer that met a held file may come again, in seconds. */
const RETRY_SECONDS = 10;

/** SQLite's own codes in the words of the catalogue. */
const translate = (error: unknown): unknown => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return error;
  if (code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'SQLITE_CONSTRAINT_UNIQUE') {
    return new RegistryError('DUPLICATE', (cause as Error).message);
  }
  // Another program (an import, a backup) held the file longer than `busy_timeout`: nothing was written,
  // nothing is wrong.
  if (code === 'SQLITE_BUSY') return new RegistryError('OVERLOADED', 'the database is held', RETRY_SECONDS);
  return code === 'SQLITE_FULL' ? new RegistryError('STORAGE_FULL') : error;
};

/** Statements kept ready, and the longest text worth keeping: those with hundreds of rows are hardly met again. */
const KEPT_STATEMENTS = 200;
const LONGEST_KEPT = 2_000;

/**
 * Lets a connection hand out the same prepared statement for the same text, ours and drizzle's alike: preparing
 * costs as much as running most of them. The one used longest ago goes first.
 */
const keepStatements = (sqlite: Database.Database): void => {
  const prepare = sqlite.prepare.bind(sqlite);
  const kept = new Map<string, Database.Statement>();
  const prepareOnce = (text: string): Database.Statement => {
    if (text.length > LONGEST_KEPT) return prepare(text);
    const statement = kept.get(text) ?? prepare(text);
    kept.delete(text);
    kept.set(text, statement);
    if (kept.size > KEPT_STATEMENTS) kept.delete(kept.keys().next().value ?? '');
    return statement;
  };
  sqlite.prepare = prepareOnce as typeof sqlite.prepare;
};

/**
 * Counts what other connections committed; SQLite tells that something was, not how often. Asked once for all that is
 * handled in one turn of the loop: a request that comes after somebody's commit comes in a later one.
 */
const watchVersion = (sqlite: Database.Database): (() => number) => {
  const ask = sqlite.prepare('pragma data_version').pluck();
  let last = ask.get();
  let changes = 0;
  let isFresh = false;
  const forget = () => {
    isFresh = false;
  };
  return () => {
    if (isFresh) return changes;
    const now = ask.get();
    if (now !== last) changes += 1;
    last = now;
    isFresh = true;
    setImmediate(forget);
    return changes;
  };
};

const listApplied = (sqlite: Database.Database): AppliedMigration[] => {
  const history = sqlite.prepare("select 1 from sqlite_master where name = 'schema_migration'").get();
  if (history === undefined) return [];
  return sqlite
    .prepare('select "index", tag, hash from schema_migration order by 1')
    .all() as AppliedMigration[];
};

/** Migrations rebuild tables, which foreign keys would forbid half-way; they are checked before the commit instead. */
const applyMigrations = (sqlite: Database.Database, plan: MigrationPlan): void => {
  const all = sqlite.transaction(() => {
    sqlite.exec(
      'create table if not exists schema_migration ("index" integer primary key, tag text not null, hash text not null)',
    );
    const record = sqlite.prepare('insert into schema_migration ("index", tag, hash) values (?, ?, ?)');
    for (const { index, tag, hash, statements } of plan('sqlite', listApplied(sqlite))) {
      for (const statement of statements) sqlite.exec(statement);
      record.run(index, tag, hash);
    }
    const broken = sqlite.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0) throw new Error(`${broken.length} rows would lose the row they point at`);
  });
  // Asked all the time by readiness: a call with no work to do locks nothing and reads no row.
  if (plan('sqlite', listApplied(sqlite)).length === 0) return;
  sqlite.pragma('foreign_keys = OFF');
  try {
    all.immediate();
  } finally {
    sqlite.pragma('foreign_keys = ON');
  }
};

/**
 * Opens a SQLite file, or `:memory:`. WAL with `synchronous=FULL`; commits that wait together share one
 * transaction, each in a savepoint of its own, so that durability costs one flush and a refused list
 * does not take its neighbours down. To read only, nothing of the file is changed and it must be there.
 */
export const openSqlite = (file: string, mac: Mac, { readonly = false } = {}): Db => {
  const sqlite = new Database(file, { fileMustExist: readonly });
  for (const pragma of [
    'busy_timeout = 5000',
    // Of a new file: documents of one or two kilobytes waste less of it, and a commit writes half as many pages.
    'page_size = 8192',
    // SQLite's own `readonly` would leave its files beside a database that nobody else has open.
    readonly ? 'query_only = ON' : 'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    // The pages that a savepoint has to remember would go to a file otherwise, written anew in each transaction.
    'temp_store = MEMORY',
    // 64 MiB: the sheets of a whole projection fit, instead of being written twice.
    'cache_size = -65536',
  ]) {
    sqlite.pragma(pragma);
  }
  keepStatements(sqlite);
  // The one cast between the two engines' types: drizzle's SQLite builders have the same shape and can be awaited.
  const query = drizzle(sqlite) as unknown as Query;
  const tables = toSqlite(description) as unknown as Tables;

  const versionOf = watchVersion(sqlite);
  const changes = openTableVersions();
  const kept = keptSqlite(sqlite, query, tables, changes.note);

  const run = ({ build }: PlainWrite): number => {
    const { sql, params } = build(query, tables).toSQL();
    changes.note(writtenTable(sql));
    return sqlite.prepare(sql).run(...params).changes;
  };
  const chainEnd = (): ChainEnd =>
    chainEndOf(sqlite.prepare(COUNTER_TEXT).pluck().get(), sqlite.prepare(LAST_HASH_TEXT).pluck().get(), mac);
  const perform = (writes: readonly Write[]): void => {
    for (const each of writes) {
      if ('follow' in each) {
        perform(each.follow(chainEnd()));
        continue;
      }
      const { expectRows } = each;
      const changes = each.kept === undefined ? run(each) : kept.write(each.kept);
      if (expectRows !== undefined && changes !== expectRows) throw new RegistryError('WRITE_CONFLICT');
    }
  };
  const queue = commitQueue(sqlite, perform, translate);

  return {
    tables,
    query,
    mac,
    version: (of) => versionOf() + (of === undefined ? queue.commits() : changes.of(of)),
    read: async (read, values) => kept.read(read, values),
    commit: queue.commit,
    onCommit: queue.onCommit,
    applyMigrations: async (plan) => applyMigrations(sqlite, plan),
    close: async () => {
      sqlite.close();
    },
  };
};
