import { type CSSProperties, type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './grid.module.css';
import type { GridCell, GridColumn, GridProps, GridRow } from './grid-props.ts';
import { GridRowView, type MarkWords } from './grid-row.tsx';
import type { Area, Place } from './reducer/state.ts';

interface TitleProps {
  readonly column: GridColumn;
  readonly index: number;
  readonly rows: number;
}

/** A column's name in full and what may be typed in it. */
export const inFull = ({ label, hint }: GridColumn): string =>
  hint === undefined ? label : `${label}. ${hint}`;

const Title = ({ column, index, rows }: TitleProps) => (
  <th
    scope="col"
    aria-colindex={index + 3}
    rowSpan={rows}
    title={inFull(column)}
    data-kind={column.kind}
    data-column={index}
  >
    {column.title}
  </th>
);

/** Columns in a row that belong together: under one heading, or one alone without. */
interface Run {
  readonly group: string | undefined;
  readonly from: number;
  readonly columns: readonly GridColumn[];
}

const runsOf = (columns: readonly GridColumn[]): Run[] => {
  const runs: (Omit<Run, 'columns'> & { columns: GridColumn[] })[] = [];
  for (const [from, column] of columns.entries()) {
    const last = runs.at(-1);
    if (last !== undefined && column.group !== undefined && last.group === column.group) {
      last.columns.push(column);
    } else runs.push({ group: column.group, from, columns: [column] });
  }
  return runs;
};

/** Rows of the header: two where columns have groups. */
const headerRows = (columns: readonly GridColumn[]): number =>
  columns.some(({ group }) => group !== undefined) ? 2 : 1;

const Header = ({ columns }: Pick<GridProps, 'columns'>) => {
  const { t } = useTranslation('grid');
  const rows = headerRows(columns);
  const runs = runsOf(columns);
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th className={styles.order} aria-colindex={1} rowSpan={rows} scope="col">
          {t('order')}
        </th>
        <th className={styles.name} aria-colindex={2} rowSpan={rows} scope="col">
          {t('name')}
        </th>
        {runs.map(({ group, from, columns: [first, ...more] }) =>
          first === undefined ? null : group === undefined ? (
            <Title key={first.id} column={first} index={from} rows={rows} />
          ) : (
            <th
              key={first.id}
              scope="colgroup"
              aria-colindex={from + 3}
              colSpan={more.length + 1}
              data-column={from}
            >
              {group}
            </th>
          ),
        )}
      </tr>
      {rows === 2 && (
        <tr aria-rowindex={2}>
          {columns.map((column, c) =>
            column.group === undefined ? null : <Title key={column.id} column={column} index={c} rows={1} />,
          )}
        </tr>
      )}
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

/** Widths as properties of their own, so that paper may have others. */
const asProperties = (properties: Readonly<Record<`--${string}`, string>>) => properties as CSSProperties;

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
      aria-rowcount={rows.length + headerRows(columns)}
      data-grouped={headerRows(columns) === 2 || undefined}
      aria-colcount={columns.length + 2}
      aria-multiselectable="true"
      style={asProperties({ '--sheet-width': widthOf(columns) })}
    >
      <colgroup>
        <col className={styles['order-width']} />
        <col className={styles['name-width']} />
        {columns.map((one) => (
          <col key={one.id} style={asProperties({ '--column-width': `${one.width}px` })} />
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
              header={headerRows(columns)}
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
