import { useMemo, useRef, useState } from 'react';
import { countToClear } from './change.ts';
import type { GridProps } from './grid-props.ts';
import { type Intent, type News, reduce } from './reduce.ts';
import { areaOf, type GridState, INITIAL, type Place, type Sheet } from './state.ts';

/** Clearing more filled cells than this asks first: a whole column goes with one key. */
const CLEAR_UNASKED = 10;

/** What the status line tells besides the selected cell. */
export type Told = { readonly news: News } | { readonly error: string; readonly place: Place } | null;

type Cells = Pick<GridProps, 'rows' | 'columns' | 'cellAt' | 'preview'>;

const sheetOf = ({ rows, columns, cellAt, preview }: Cells): Sheet => {
  const ids = ({ row, column }: Place) => [rows[row]?.id ?? '', columns[column]?.id ?? ''] as const;
  return {
    rows: rows.map((row) => row.id),
    columns: columns.map((column) => column.id),
    textAt: (place) => cellAt(...ids(place)).text,
    isEditable: (place) =>
      columns[place.column]?.kind !== 'computed' && cellAt(...ids(place)).readOnly !== true,
    becomes: (place, text) => {
      const shown = preview(...ids(place), text);
      return 'error' in shown ? text : shown.text;
    },
  };
};

/** The grid's state, and the one door through which every intent goes. */
export const useGrid = (props: GridProps) => {
  const [state, setState] = useState<GridState>(INITIAL);
  const [told, setTold] = useState<Told>(null);
  const [toClear, setToClear] = useState(0);
  // Two intents may come before React renders (a paste while a text is typed): the second needs the first's state.
  const latest = useRef(state);
  const { rows, columns, cellAt, preview } = props;
  const sheet = useMemo(() => sheetOf({ rows, columns, cellAt, preview }), [rows, columns, cellAt, preview]);

  const errorOf = (patches: readonly { row: string; column: string; text: string }[], place: Place): Told => {
    const only = patches.length === 1 ? patches[0] : undefined;
    const shown = only && preview(only.row, only.column, only.text);
    return shown !== undefined && 'error' in shown ? { error: shown.error, place } : null;
  };

  const perform = (intent: Intent): void => {
    const before = latest.current;
    const { state: next, patches, news } = reduce(before, intent, sheet);
    latest.current = next;
    setState(next);
    if (patches.length > 0) props.onChange(patches.map(({ row, column, text }) => ({ row, column, text })));
    if (news !== null) setTold({ news });
    else if (patches.length > 0) setTold(errorOf(patches, before.active));
    else if (next.active !== before.active && before.editing === null) setTold(null);
    const moved = next.active.row !== before.active.row || next.active.column !== before.active.column;
    if (moved) props.onSelect?.(sheet.rows[next.active.row] ?? '', sheet.columns[next.active.column] ?? '');
  };
  const dispatch = (intent: Intent): void => {
    const count = intent.do === 'clear' ? countToClear(areaOf(latest.current), sheet) : 0;
    if (count > CLEAR_UNASKED) setToClear(count);
    else perform(intent);
  };
  const answerClear = (yes: boolean): void => {
    setToClear(0);
    if (yes) perform({ do: 'clear' });
  };
  return { state, sheet, told, dispatch, toClear, answerClear };
};
