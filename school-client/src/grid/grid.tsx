import { type MouseEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CellEditor } from './cell-editor.tsx';
import { FindBar } from './find-bar.tsx';
import styles from './grid.module.css';
import type { GridCell, GridProps } from './grid-props.ts';
import { GridRowView, type MarkWords } from './grid-row.tsx';
import { areaOf, clamp, type Place } from './state.ts';
import { StatusLine } from './status-line.tsx';
import { useGrid } from './use-grid.ts';

/** The cells of every row; a row whose cells show the same keeps its array, so that it need not render again. */
const useCells = ({ rows, columns, cellAt }: GridProps): readonly (readonly GridCell[])[] => {
  const kept = useRef(new Map<string, { readonly text: string; readonly cells: readonly GridCell[] }>());
  return useMemo(
    () =>
      rows.map((row) => {
        const cells = columns.map((column) => cellAt(row.id, column.id));
        const text = JSON.stringify(cells);
        const before = kept.current.get(row.id);
        if (before?.text === text) return before.cells;
        kept.current.set(row.id, { text, cells });
        return cells;
      }),
    [rows, columns, cellAt],
  );
};

/** The cell a pointer event is over; undefined over headers and names. */
const placeOf = (event: MouseEvent): Place | undefined => {
  const cell = (event.target as Element).closest<HTMLElement>('[data-place]');
  const [row, column] = (cell?.dataset.place ?? '').split(':').map(Number);
  return row === undefined || column === undefined ? undefined : { row, column };
};

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

/** A grade grid: keyboard first, text in and text out; it knows nothing of marks. */
export const Grid = (props: GridProps) => {
  const { rows, columns, preview } = props;
  const { t } = useTranslation('grid');
  const { state, sheet, told, dispatch } = useGrid(props);
  const cells = useCells(props);
  const [finding, setFinding] = useState(false);
  const table = useRef<HTMLTableElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const words = useMemo<MarkWords>(
    () => ({ unsent: t('mark.unsent'), contested: t('mark.contested'), warning: t('mark.warning') }),
    [t],
  );

  // A grid opens ready to type, unless somebody is already writing elsewhere.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) field.current?.focus({ preventScroll: true });
  }, []);

  // A fixed layout needs its width in figures, or long names would push the marks off a phone.
  const inner = columns.reduce((sum, column) => sum + column.width, 0);
  const active = clamp(sheet, state.active);
  const area = areaOf({ ...state, active, reach: clamp(sheet, state.reach) });
  const row = rows[active.row];
  const column = columns[active.column];
  const cell = cells[active.row]?.[active.column];
  const typed =
    row && column && state.editing !== null ? preview(row.id, column.id, state.editing.text) : null;
  if (row === undefined || column === undefined || cell === undefined) {
    return <p className={styles.empty}>{t('noRows')}</p>;
  }

  const onMouseDown = (event: MouseEvent) => {
    // An input being edited keeps its own caret; everything else must not take the focus from the field.
    if (event.target === field.current) return;
    event.preventDefault();
    field.current?.focus({ preventScroll: true });
    const place = placeOf(event);
    if (place !== undefined && event.button === 0) dispatch({ do: 'select', place, extend: event.shiftKey });
  };
  const onMouseOver = (event: MouseEvent) => {
    const place = event.buttons === 1 ? placeOf(event) : undefined;
    if (place !== undefined) dispatch({ do: 'select', place, extend: true });
  };
  const closeFind = () => {
    setFinding(false);
    field.current?.focus({ preventScroll: true });
  };

  return (
    <div className={styles.grid}>
      {finding ? (
        <FindBar
          rows={rows}
          placeholder={props.findPlaceholder}
          onFound={(found) =>
            dispatch({ do: 'select', place: { row: found, column: active.column }, extend: false })
          }
          onClose={closeFind}
        />
      ) : null}
      {/* biome-ignore lint/a11y/useKeyWithMouseEvents: the keyboard extends a range by Shift and arrows */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the pointer only does what keys do too */}
      <div
        className={styles.scroller}
        onMouseDown={onMouseDown}
        onMouseOver={onMouseOver}
        onDoubleClick={() => dispatch({ do: 'edit' })}
      >
        <table
          ref={table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: HTML has no grid of its own
          role="grid"
          aria-label={props.label}
          aria-rowcount={rows.length + 1}
          aria-colcount={columns.length + 2}
          aria-multiselectable="true"
          style={{ width: `calc(var(--order-width) + var(--name-width) + ${inner}px)` }}
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
        <CellEditor
          state={{ ...state, active }}
          sheet={sheet}
          column={column}
          label={`${row.name}, ${column.label}`}
          preview={typed}
          invalid={cell.error !== undefined}
          table={table}
          field={field}
          dispatch={dispatch}
          onFind={() => setFinding(true)}
        />
      </div>
      <StatusLine
        rows={rows}
        columns={columns}
        row={row}
        column={column}
        cell={cell}
        told={told}
        typed={typed}
      />
    </div>
  );
};
