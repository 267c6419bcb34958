import { getTableName, is, SQL } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import {
  foreignKey,
  index,
  integer,
  primaryKey,
  type SQLiteColumn,
  type SQLiteTableWithColumns,
  sqliteTable,
  type TableConfig,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';

/** A table whose columns are known only at run time. */
type SqliteTable = SQLiteTableWithColumns<TableConfig>;

/** One column of one of the four kinds that both engines hold alike; any other kind is refused. */
const column = (source: PgColumn) => {
  const built = build(source);
  const required = source.notNull ? built.notNull() : built;
  return source.primary ? required.primaryKey() : required;
};

const build = (source: PgColumn) => {
  switch (source.getSQLType()) {
    case 'text':
      return text(source.name);
    case 'boolean':
      return integer(source.name, { mode: 'boolean' });
    case 'bigint':
      return integer(source.name, { mode: 'number' });
    case 'jsonb':
      return text(source.name, { mode: 'json' });
    default:
      throw new Error(`${source.name}: ${source.getSQLType()} has no counterpart in SQLite`);
  }
};

/**
 * Builds the SQLite tables from the one description in `tables.ts`: columns, keys, uniques, indexes, foreign keys.
 * Throws on a column kind that the two engines do not hold alike.
 */
export const toSqlite = (tables: Record<string, PgTable>): Record<string, SqliteTable> => {
  const built = new Map<string, SqliteTable>();
  const result: Record<string, SqliteTable> = {};
  for (const [key, table] of Object.entries(tables)) {
    result[key] = buildTable(table, built);
    built.set(getTableName(table), result[key]);
  }
  return result;
};

const buildTable = (table: PgTable, built: ReadonlyMap<string, SqliteTable>): SqliteTable => {
  const config = getTableConfig(table);
  const columns = Object.fromEntries(config.columns.map((c) => [c.name, column(c)]));
  return sqliteTable(config.name, columns, (own) => {
    const pick = (sources: readonly { name: string }[]) =>
      sources.map((c) => own[c.name] as SQLiteColumn) as [SQLiteColumn, ...SQLiteColumn[]];
    const singles = config.columns.filter((c) => c.isUnique);
    return [
      ...config.primaryKeys.map((key) => primaryKey({ columns: pick(key.columns) })),
      ...singles.map((c) => unique(c.uniqueName).on(...pick([c]))),
      ...config.uniqueConstraints.map((u) => unique(u.name).on(...pick(u.columns))),
      ...config.indexes.map(({ config: { name, unique: isUnique, columns: parts } }) => {
        // An expression names its columns by their names only, which both engines share.
        const own = parts.map((part) => (is(part, SQL) ? part : pick([part as PgColumn])[0]));
        return (isUnique ? uniqueIndex : index)(name ?? '').on(...(own as [SQLiteColumn, ...SQLiteColumn[]]));
      }),
      ...config.foreignKeys.map((key) => {
        const reference = key.reference();
        const target = built.get(getTableName(reference.foreignTable));
        if (target === undefined) throw new Error(`${config.name}: the table it points at comes later`);
        const foreign = reference.foreignColumns.map((c) => target[c.name] as SQLiteColumn);
        return foreignKey({
          columns: pick(reference.columns),
          foreignColumns: foreign as [SQLiteColumn, ...SQLiteColumn[]],
        });
      }),
    ];
  });
};
