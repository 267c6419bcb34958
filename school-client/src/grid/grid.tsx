import {
  type MouseEvent,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { CellEditor } from './cell-editor.tsx';
import { ClearQuestion } from './clear-question.tsx';
import { FindBar } from './find-bar.tsx';
import styles from './grid.module.css';
import { type GridCell, type GridColumn, type GridProps, type GridRow, nameOfRow } from './grid-props.ts';
import { GridTable, inFull } from './grid-table.tsx';
import type { Intent } from './reducer/reduce.ts';
import { type Area, areaOf, clamp, type GridState, type Place } from './reducer/state.ts';
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

/**
 * The cell a pointer event means: the one under it; over a name or number, the active column of that pupil; over a
 * title, that column of the active row. The next digit goes where the person has just pointed.
 */
const placeOf = (event: MouseEvent, active: Place): Place | undefined => {
  const { place, row, column } =
    (event.target as Element).closest<HTMLElement>('[data-place], [data-row], [data-column]')?.dataset ?? {};
  if (row !== undefined) return { ...active, row: Number(row) };
  if (column !== undefined) return { ...active, column: Number(column) };
  const [r, c] = (place ?? '').split(':').map(Number);
  return r === undefined || c === undefined ? undefined : { row: r, column: c };
};

const isIn = ({ row, column }: Place, { top, bottom, left, right }: Area): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;

/** The pointer does what keys do too: select, drag a range, double-click to edit. */
const pointerOf = (
  field: RefObject<HTMLInputElement | null>,
  state: GridState,
  dispatch: (intent: Intent) => void,
) => ({
  onMouseDown: (event: MouseEvent) => {
    // An input being edited keeps its own caret; everything else must not take the focus from the field.
    if (event.target === field.current) return;
    event.preventDefault();
    field.current?.focus({ preventScroll: true });
    const place = placeOf(event, state.active);
    // The menu of the other button is about the range under it.
    if (place === undefined || (event.button !== 0 && isIn(place, areaOf(state)))) return;
    dispatch({ do: 'select', place, extend: event.shiftKey });
  },
  onMouseOver: (event: MouseEvent) => {
    const place = event.buttons === 1 ? placeOf(event, state.reach) : undefined;
    if (place !== undefined) dispatch({ do: 'select', place, extend: true });
  },
  onDoubleClick: (event: MouseEvent) => {
    if ((event.target as Element).closest('[data-place], input') !== null) dispatch({ do: 'edit' });
  },
});

/** A grade grid: keyboard first, text in and text out; it knows nothing of marks. */
export const Grid = (props: GridProps) => {
  const { t } = useTranslation('grid');
  return props.rows.length === 0 || props.columns.length === 0 ? (
    <p className={styles.empty}>{props.noRows ?? t('noRows')}</p>
  ) : (
    <OpenGrid {...props} />
  );
};

const OpenGrid = (props: GridProps) => {
  const { t } = useTranslation('grid');
  const { rows, columns, cellAt, preview } = props;
  const { state, sheet, told, dispatch, toClear, answerClear } = useGrid(props);
  const cells = useCells(props);
  const [finding, setFinding] = useState(false);
  const table = useRef<HTMLTableElement>(null);
  const field = useRef<HTMLInputElement>(null);
  // A grid opens ready to type, unless somebody is already writing elsewhere.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) field.current?.focus({ preventScroll: true });
  }, []);

  const { handle, onEditing } = props;
  const isEditing = state.editing !== null;
  useEffect(() => {
    onEditing?.(isEditing);
    return () => onEditing?.(false);
  }, [isEditing, onEditing]);
  useImperativeHandle(handle, () => ({
    goTo: (id, of) => {
      const place = { row: sheet.rows.indexOf(id), column: sheet.columns.indexOf(of) };
      if (place.row < 0 || place.column < 0) return;
      field.current?.focus({ preventScroll: true });
      dispatch({ do: 'select', place, extend: false });
      table.current?.scrollIntoView({ block: 'nearest' });
    },
  }));

  const active = clamp(sheet, state.active);
  const reach = clamp(sheet, state.reach);
  const area = areaOf({ ...state, active, reach });
  const row = rows[active.row] as GridRow;
  const column = columns[active.column] as GridColumn;
  const cell = cells[active.row]?.[active.column] ?? cellAt(row.id, column.id);
  const typed = state.editing === null ? null : preview(row.id, column.id, state.editing.text);
  const closeFind = () => {
    setFinding(false);
    field.current?.focus({ preventScroll: true });
  };
  const goToRow = (found: number) =>
    dispatch({ do: 'select', place: { row: found, column: active.column }, extend: false });

  return (
    <div className={styles.grid}>
      {finding ? (
        <FindBar rows={rows} placeholder={props.findPlaceholder} onFound={goToRow} onClose={closeFind} />
      ) : null}
      <div className={styles.scroller} {...pointerOf(field, { ...state, active, reach }, dispatch)}>
        <GridTable {...{ label: props.label, rows, columns, cells, active, area, table }} />
        <CellEditor
          {...{ sheet, column, table, field, dispatch }}
          state={{ ...state, active }}
          label={`${nameOfRow(row)}, ${inFull(column)}`}
          preview={typed}
          invalid={cell.error !== undefined}
          onFind={() => setFinding(true)}
        />
      </div>
      {cells.some((row) => row.some(({ error }) => error !== undefined)) && (
        <p className={styles.foot} data-print-only="">
          {t('wrongOnPaper')}
        </p>
      )}
      {toClear > 0 ? <ClearQuestion count={toClear} onAnswer={answerClear} /> : null}
      <StatusLine {...{ rows, columns, row, column, cell, told, typed }} text={state.editing?.text ?? ''} />
    </div>
  );
};
