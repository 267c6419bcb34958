import { memo } from 'react';
import styles from './grid.module.css';
import { type GridCell, type GridColumn, type GridRow, nameOfRow } from './grid-props.ts';

/** Words for the corner marks, because a colour alone says nothing. */
export type MarkWords = Record<NonNullable<GridCell['mark']>, string>;

interface RowProps {
  readonly row: GridRow;
  readonly index: number;
  /** Rows of the header above. */
  readonly header: number;
  readonly columns: readonly GridColumn[];
  readonly cells: readonly GridCell[];
  /** Selected columns of this row, both included; -1 for none. */
  readonly from: number;
  readonly to: number;
  /** The active column, -1 when another row is active. */
  readonly active: number;
  readonly words: MarkWords;
}

const describe = (cell: GridCell, words: MarkWords): string | undefined => {
  const parts = [cell.error, cell.mark && words[cell.mark], cell.hint].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('. ');
};

/** One pupil's row; it renders again only when one of its own cells or its share of the selection changes. */
export const GridRowView = memo(
  ({ row, index, header, columns, cells, from, to, active, words }: RowProps) => (
    <tr aria-rowindex={index + header + 1} className={active >= 0 ? styles['active-row'] : undefined}>
      <th scope="row" className={styles.order} aria-colindex={1} data-row={index}>
        {row.order}
      </th>
      <th scope="row" className={styles.name} aria-colindex={2} title={nameOfRow(row)} data-row={index}>
        {row.name}
        {row.beside === undefined ? null : (
          <>
            {' '}
            <small className={styles.beside}>{row.beside}</small>
          </>
        )}
        {row.note === undefined ? null : (
          <>
            {' '}
            <small>{row.note}</small>
          </>
        )}
      </th>
      {columns.map((column, c) => {
        const cell = cells[c] ?? { text: '' };
        const readOnly = column.kind === 'computed' || cell.readOnly === true;
        return (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a td in a table with the role grid is a gridcell
          <td
            key={column.id}
            className={styles.cell}
            aria-colindex={c + 3}
            aria-readonly={readOnly}
            aria-invalid={cell.error === undefined ? undefined : true}
            aria-selected={c >= from && c <= to}
            title={describe(cell, words)}
            data-place={`${index}:${c}`}
            data-kind={column.kind}
            data-mark={cell.mark}
            data-align={column.align ?? (column.kind === 'text' ? 'start' : 'center')}
            data-active={c === active ? true : undefined}
          >
            {cell.text}
          </td>
        );
      })}
    </tr>
  ),
);
