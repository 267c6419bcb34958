import { and, asc, eq, getTableColumns, gt, inArray, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { CHUNK, chunksOf } from './chunks.ts';
import {
  type Db,
  type Filling,
  type KeptRead,
  type PlainWrite,
  type TableName,
  type Tables,
  write,
} from './db.ts';

/*
 * Questions and writes about whole rows of one table whose columns have some values: most of them are. Columns are called
 * in a row as they are in the database.
 */

type RowOf<Name extends TableName> = Tables[Name]['$inferSelect'];

/** The value of each of some columns, or the list of values one of which a column has. */
export type Having<Row> = { readonly [Column in keyof Row]?: Row[Column] | readonly Row[Column][] };

const columnOf = (table: PgTable, name: string): PgColumn =>
  (table as unknown as Record<string, PgColumn>)[name] as PgColumn;

/** The condition that columns have these values. */
export const having = <Table extends PgTable>(
  table: Table,
  values: Having<Table['$inferSelect']>,
): SQL | undefined =>
  and(
    ...Object.entries(values).map(([name, value]) =>
      Array.isArray(value) ? inArray(columnOf(table, name), value) : eq(columnOf(table, name), value),
    ),
  );

// ── reads ─────────────────────────────────────────────────────────────────────────────────────────────────

/** The rows that have these values, ascending by some columns; in no order without one. */
export const listRows = async <Name extends TableName>(
  db: Db,
  name: Name,
  values: Having<RowOf<Name>>,
  order: readonly (keyof RowOf<Name> & string)[] = [],
): Promise<RowOf<Name>[]> => {
  const table: PgTable = db.tables[name];
  const rows = db.query.select().from(table).where(having(table, values));
  return [...(await rows.orderBy(...order.map((column) => asc(columnOf(table, column)))))] as RowOf<Name>[];
};

/** The row that has these values. */
export const findRow = async <Name extends TableName>(
  db: Db,
  name: Name,
  values: Having<RowOf<Name>>,
): Promise<RowOf<Name> | undefined> => (await listRows(db, name, values))[0];

/** The rows that have these values and one of any number of values in one column, in no order. */
export const listRowsOf = async <Name extends TableName, Column extends keyof RowOf<Name> & string>(
  db: Db,
  name: Name,
  [column, list]: readonly [Column, readonly RowOf<Name>[Column][]],
  values: Having<RowOf<Name>> = {},
): Promise<RowOf<Name>[]> => {
  const found: RowOf<Name>[] = [];
  for (const chunk of chunksOf(list)) {
    found.push(...(await listRows(db, name, { ...values, [column]: chunk })));
  }
  return found;
};

/** A kept question about the rows in which columns have the values of a run. */
export const keptQuestion = <Name extends TableName, Column extends keyof RowOf<Name> & string>(
  name: Name,
  columns: readonly Column[],
  orderBy?: (table: Tables[Name]) => SQL[],
): KeptRead<Tables[Name], Pick<RowOf<Name>, Column>> => ({
  from: (tables) => tables[name],
  where: (table, { value }) => and(...columns.map((column) => eq(columnOf(table, column), value(column)))),
  ...(orderBy === undefined ? {} : { orderBy }),
});

/** Rows page by page, so that any number of them fits; `readAfter` gets the last row of the page before. */
export async function* pagesOf<Row>(
  readAfter: (last: Row | undefined, size: number) => Promise<readonly Row[]>,
  size = CHUNK,
): AsyncGenerator<readonly Row[]> {
  let page: readonly Row[] = [];
  do {
    page = await readAfter(page.at(-1), size);
    if (page.length > 0) yield page;
  } while (page.length === size);
}

/** Every row of a table page by page, in the order of a column that holds texts, each its own. */
export const allRows = <Name extends TableName>(
  db: Db,
  name: Name,
  key: keyof RowOf<Name> & string,
  size?: number,
): AsyncGenerator<readonly RowOf<Name>[]> => {
  const table: PgTable = db.tables[name];
  const column = columnOf(table, key);
  return pagesOf<RowOf<Name>>(async (last, limit) => {
    const rows = db.query.select().from(table);
    return [
      ...(await rows
        .where(gt(column, last?.[key] ?? ''))
        .orderBy(asc(column))
        .limit(limit)),
    ] as RowOf<Name>[];
  }, size);
};

// ── writes ────────────────────────────────────────────────────────────────────────────────────────────────

/** One new row; DUPLICATE when one with its key is there. */
export const insertRow = <Name extends TableName>(
  name: Name,
  row: Tables[Name]['$inferInsert'],
): PlainWrite => write((query, tables) => query.insert(tables[name] as PgTable).values(row), 1);

/** Any number of new rows; DUPLICATE when one with the key of one of them is there. */
export const insertRows = <Name extends TableName>(
  name: Name,
  rows: readonly Tables[Name]['$inferInsert'][],
): PlainWrite[] =>
  chunksOf(rows).map((chunk) =>
    write((query, tables) => query.insert(tables[name] as PgTable).values(chunk), chunk.length),
  );

/** Other values in the rows that have some; with `expectRows`, in exactly so many. */
export const updateRows = <Name extends TableName>(
  name: Name,
  values: Having<RowOf<Name>>,
  set: { readonly [Column in keyof RowOf<Name>]?: RowOf<Name>[Column] | SQL },
  expectRows?: number,
): PlainWrite =>
  write((query, tables) => {
    const table: PgTable = tables[name];
    return query.update(table).set(set).where(having(table, values));
  }, expectRows);

/** Removes the rows that have these values; with `expectRows`, exactly so many. */
export const deleteRows = <Name extends TableName>(
  name: Name,
  values: Having<RowOf<Name>>,
  expectRows?: number,
): PlainWrite =>
  write((query, tables) => {
    const table: PgTable = tables[name];
    return query.delete(table).where(having(table, values));
  }, expectRows);

/** Rows in place of those that have these values. */
export const replaceRows = <Name extends TableName>(
  name: Name,
  values: Having<RowOf<Name>>,
  rows: readonly Tables[Name]['$inferInsert'][],
): PlainWrite[] => [deleteRows(name, values), ...insertRows(name, rows)];

/** The row to insert of a kept write: every column of the table. */
export const filled = <Table extends PgTable, Values>(
  table: Table,
  { value }: Filling<Values>,
): Table['$inferInsert'] =>
  Object.fromEntries(Object.keys(getTableColumns(table)).map((name) => [name, value(name as never)]));

/** The columns of a row that could not be inserted, but for its key: what to set in the row that is there. */
export const insteadOf = <Table extends PgTable>(
  table: Table,
  ...keys: readonly string[]
): Record<string, SQL> =>
  Object.fromEntries(
    Object.keys(getTableColumns(table))
      .filter((name) => !keys.includes(name))
      .map((name) => [name, sql`excluded.${sql.identifier(name)}`]),
  );
