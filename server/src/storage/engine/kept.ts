import { inArray, is, Param, Placeholder, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Filling, KeptRead, KeptRows, PlainWrite, Query, Run, Statement, Tables } from './db.ts';

/*
 * Statements that run thousands of times an hour. Building one with drizzle costs several times what SQLite needs to
 * run it, so there the text is built once, with holes, and every run only fills the holes. PostgreSQL waits for a
 * network anyway and gets an ordinary statement.
 */

/** A filling with the values themselves. */
export const fillingOf = <Values>(values: Values): Filling<Values> => ({
  value: (name) => values[name],
  oneOf: (column, name) => inArray(sql`${column}`, values[name] as string[]),
});

/** Texts of lists that cannot change any more: the kinds of a whole school are hundreds, and asked for all the time. */
const texts = new WeakMap<object, string>();

const textOf = (list: object): string => {
  if (!Object.isFrozen(list)) return JSON.stringify(list);
  const text = texts.get(list) ?? JSON.stringify(list);
  texts.set(list, text);
  return text;
};

/** How SQLite takes a list: one text, whatever its length, so that the statement stays unchanged. */
const AS_JSON = { mapToDriverValue: (list: unknown) => textOf(list as object) };

/** A filling with holes, for SQLite. */
const holes: Filling<Run> = {
  value: (name) => sql.placeholder(name),
  oneOf: (column, name) =>
    sql`${column} in (select value from json_each(${new Param(sql.placeholder(name), AS_JSON)}))`,
};

/** A text with what has to be bound to it, from the values of a run. */
export interface KeptText {
  readonly sql: string;
  readonly bind: (values: Run) => unknown[];
}

const binderOf = (param: unknown): ((values: Run) => unknown) => {
  if (is(param, Placeholder)) return (values) => values[param.name];
  if (!is(param, Param) || !is(param.value, Placeholder)) return () => param;
  const { encoder, value } = param;
  return (values) => encoder.mapToDriverValue(values[value.name]);
};

/** The text of a statement that was built with holes. */
export const keptText = (build: (filling: Filling<never>) => Statement): KeptText => {
  const { sql: text, params } = build(holes as Filling<never>).toSQL();
  const binders = params.map(binderOf);
  return { sql: text, bind: (values) => binders.map((of) => of(values)) };
};

// ── reads ─────────────────────────────────────────────────────────────────────────────────────────────────

interface Builder extends Statement, PromiseLike<unknown[]> {
  orderBy(...order: SQL[]): Builder;
  limit(rows: unknown): Builder;
}

/** The question as a statement. */
export const buildRead = <Table extends PgTable, Values, Row>(
  read: KeptRead<Table, Values, Row>,
  query: Query,
  tables: Tables,
  filling: Filling<Values>,
): Builder => {
  const table = read.from(tables);
  const { columns } = read;
  const all = (columns === undefined ? query.select() : query.select({ ...columns(table) })).from(
    table as PgTable,
  );
  let built = all.where(read.where(table, filling)) as unknown as Builder;
  if (read.orderBy !== undefined) built = built.orderBy(...read.orderBy(table));
  if (read.limit !== undefined) built = built.limit(filling.value(read.limit));
  return built;
};

// ── writes ────────────────────────────────────────────────────────────────────────────────────────────────

/** A write that occurs all the time; with `expectRows`, as any write. */
export const keptWrite = <Values extends Run>(
  build: (query: Query, tables: Tables, filling: Filling<Values>) => Statement,
  expectRows?: number,
): ((values: Values) => PlainWrite) => {
  const key = {};
  return (values) => ({
    build: (query, tables) => build(query, tables, fillingOf(values)),
    kept: { key, build: build as KeptRows['build'], rows: [values] },
    ...(expectRows === undefined ? {} : { expectRows }),
  });
};

/**
 * Rows that are written together all the time, each of them by itself for SQLite, all in one statement elsewhere.
 * Every one of them has to touch a row.
 */
export const keptRows = <Values extends Run>(
  build: (query: Query, tables: Tables, fillings: readonly Filling<Values>[]) => Statement,
): ((rows: readonly Values[]) => PlainWrite) => {
  const key = {};
  return (rows) => ({
    build: (query, tables) => build(query, tables, rows.map(fillingOf)),
    kept: { key, build: (query, tables, filling) => build(query, tables, [filling]), rows },
    expectRows: rows.length,
  });
};
