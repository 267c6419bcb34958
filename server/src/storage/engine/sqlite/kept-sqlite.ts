import type { Database, Statement } from 'better-sqlite3';
import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { KeptRead, KeptRows, Query, Tables } from '../db.ts';
import { buildRead, type KeptText, keptText } from '../kept.ts';

type Answered = Record<string, unknown>;

/** A statement that is ready to run. */
interface Ready extends Pick<KeptText, 'bind'> {
  readonly statement: Statement;
  /** The table that it writes; undefined of a question. */
  readonly written: string | undefined;
}

/** Turns what the engine answers into rows, in place: booleans are numbers in SQLite, and everything else is itself. */
const decoderOf = (table: PgTable): ((rows: Answered[]) => Answered[]) => {
  const columns = Object.entries(getTableColumns(table)).filter(([, column]) => column.dataType !== 'string');
  const decoded = columns.filter(([, { dataType }]) => dataType !== 'number');
  if (decoded.length === 0) return (rows) => rows;
  return (rows) => {
    for (const row of rows) {
      for (const [name, column] of decoded) {
        if (row[name] !== null && row[name] !== undefined) row[name] = column.mapFromDriverValue(row[name]);
      }
    }
    return rows;
  };
};

const WRITTEN = /^(?:insert into|update|delete from) "(\w+)"/;

/** The table that a statement writes, as drizzle begins it. */
export const writtenTable = (text: string): string | undefined => WRITTEN.exec(text)?.[1];

/** The kept statements of one connection; `onWrite` hears of every table that one writes. */
export const keptSqlite = (
  sqlite: Database,
  query: Query,
  tables: Tables,
  onWrite: (table: string | undefined) => void,
) => {
  const ready = new Map<object, Ready>();
  const decoders = new Map<object, (rows: Answered[]) => Answered[]>();

  const readyFor = (key: object, build: () => KeptText): Ready => {
    const known = ready.get(key);
    if (known !== undefined) return known;
    const { sql, bind } = build();
    const made = { statement: sqlite.prepare(sql), bind, written: writtenTable(sql) };
    ready.set(key, made);
    return made;
  };

  return {
    /** Runs the text once for each row; answers how many rows were touched. */
    write: ({ key, build, rows }: KeptRows): number => {
      const { statement, bind, written } = readyFor(key, () =>
        keptText((filling) => build(query, tables, filling)),
      );
      onWrite(written);
      let changes = 0;
      for (const row of rows) changes += statement.run(bind(row)).changes;
      return changes;
    },
    read: <Table extends PgTable, Values extends object, Row>(
      read: KeptRead<Table, Values, Row>,
      values: Values,
    ): Row[] => {
      const { statement, bind } = readyFor(read, () =>
        keptText((filling) => buildRead(read, query, tables, filling)),
      );
      const decode = decoders.get(read) ?? decoderOf(read.from(tables));
      decoders.set(read, decode);
      // The connection keeps one statement for each text. Another query with this text wants lists, not rows.
      return decode(statement.raw(false).all(bind(values as Answered)) as Answered[]) as Row[];
    },
  };
};
