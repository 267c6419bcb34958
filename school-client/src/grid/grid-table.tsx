import { type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './grid.module.css';
import type { GridCell, GridColumn, GridProps, GridRow } from './grid-props.ts';
import { GridRowView, type MarkWords } from './grid-row.tsx';
import type { Area, Place } from './state.ts';

const Header = ({ columns }: Pick<GridProps, 'columns'>) => {
  const { t } = useTranslation('grid');
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th className={styles.order} aria-colindex={1} scope="col">
          {t('order')}
        </th>
        <th className={styles.name} aria-colindex={2} scope="col">
          {t('name')}
        </th>
        {columns.map((column, c) => (
          <th key={column.id} scope="col" aria-colindex={c + 3} title={column.label} data-kind={column.kind}>
            {column.title}
          </th>
        ))}
      </tr>
    </thead>
  );
};

const useMarkWords = (): MarkWords => {
  const { t } = useTranslation('grid');
  return useMemo(
    () => ({ unsent: t('mark.unsent'), contested: t('mark.contested'), warning: t('mark.warning') }),
    [t],
  );
};

// A fixed layout needs its width in figures, or long names would push the marks off a phone.
const widthOf = (columns: readonly GridColumn[]): string =>
  `calc(var(--order-width) + var(--name-width) + ${columns.reduce((sum, { width }) => sum + width, 0)}px)`;

interface TableProps {
  readonly label: string;
  readonly rows: readonly GridRow[];
  readonly columns: readonly GridColumn[];
  readonly cells: readonly (readonly GridCell[])[];
  readonly active: Place;
  readonly area: Area;
  readonly table: RefObject<HTMLTableElement | null>;
}

/** The cells as they are painted; the text field lies over them. */
export const GridTable = ({ label, rows, columns, cells, active, area, table }: TableProps) => {
  const words = useMarkWords();
  return (
    <table
      ref={table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: HTML has no grid of its own
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 2}
      aria-multiselectable="true"
      style={{ width: widthOf(columns) }}
    >
      <colgroup>
        <col className={styles['order-width']} />
        <col className={styles['name-width']} />
        {columns.map((one) => (
          <col key={one.id} style={{ width: one.width }} />
        ))}
      </colgroup>
      <Header columns={columns} />
      <tbody>
        {rows.map((one, r) => {
          const inside = r >= area.top && r <= area.bottom;
          return (
            <GridRowView
              key={one.id}
              row={one}
              index={r}
              columns={columns}
              cells={cells[r] ?? []}
              from={inside ? area.left : -1}
              to={inside ? area.right : -1}
              active={r === active.row ? active.column : -1}
              words={words}
            />
          );
        })}
      </tbody>
    </table>
  );
};
