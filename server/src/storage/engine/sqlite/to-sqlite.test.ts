import { getTableConfig as pgConfig, pgTable, real } from 'drizzle-orm/pg-core';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import * as tables from '../../tables/tables.ts';
import * as exported from './sqlite-tables.ts';
import { toSqlite } from './to-sqlite.ts';

const sqlite = toSqlite(tables);

describe('toSqlite', () => {
  it.each(Object.entries(tables))(
    'the translation of %s gives equal columns, keys, uniques, indexes and references',
    (key, table) => {
      const there = pgConfig(table);
      const here = getTableConfig(sqlite[key] as never);
      expect(here.columns.map((c) => [c.name, c.notNull, c.primary])).toEqual(
        there.columns.map((c) => [c.name, c.notNull, c.primary]),
      );
      expect(here.primaryKeys.map((k) => k.columns.map((c) => c.name))).toEqual(
        there.primaryKeys.map((k) => k.columns.map((c) => c.name)),
      );
      expect(here.uniqueConstraints.length).toBe(
        there.uniqueConstraints.length + there.columns.filter((c) => c.isUnique).length,
      );
      expect(here.indexes.length).toBe(there.indexes.length);
      expect(here.foreignKeys.length).toBe(there.foreignKeys.length);
    },
  );

  it('a column kind that the two engines do not hold alike is refused', () => {
    expect(() => toSqlite({ bad: pgTable('bad', { weight: real('weight') }) })).toThrow('real');
  });
});

it('every table is handed to the migration generator', () => {
  expect(Object.keys(exported).sort()).toEqual(Object.keys(tables).sort());
});
