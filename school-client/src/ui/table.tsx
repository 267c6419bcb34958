import type { ReactNode } from 'react';
import styles from './table.module.css';

/** A column of a table: its title, and what it shows of each row. */
export interface TableColumn<Row> {
  readonly id: string;
  readonly title: string;
  readonly align?: 'start' | 'center' | 'end';
  /** Names the row for screen readers: one column of a table. */
  readonly isHeader?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface TableProps<Row> {
  /** The things that the table lists; read by screen readers, shown above only when `showCaption`. */
  readonly caption: string;
  readonly showCaption?: boolean;
  readonly columns: readonly TableColumn<Row>[];
  /** On a phone each row is a block of lines; a table of more than five columns always is. */
  readonly isList?: boolean;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** More columns than a phone has room for. */
const isWide = (columns: readonly unknown[]): boolean => columns.length > 5;

/** A table to read, ruled by hairlines; a grid to type into is `src/grid`. */
export const Table = <Row,>({
  caption,
  showCaption = false,
  isList = false,
  columns,
  rows,
  keyOf,
}: TableProps<Row>) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the phone must scroll by keyboard too
  <section className={styles.scroll} tabIndex={0} aria-label={caption}>
    <table className={`${styles.table} ${isList || isWide(columns) ? styles.many : ''}`}>
      <caption className={showCaption ? styles.caption : styles.hidden}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" className={styles[column.align ?? 'start']}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) => {
              const Cell = column.isHeader ? 'th' : 'td';
              return (
                <Cell
                  key={column.id}
                  className={styles[column.align ?? 'start']}
                  data-title={column.title}
                  {...(column.isHeader ? { scope: 'row' } : {})}
                >
                  {column.cell(row)}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
