import { searchKey } from '@hocba/shared/text/names/search-key';
import { useMemo, useRef, useState } from 'react';
import type { GridProps } from './grid-props.ts';
import { countToClear } from './reducer/change.ts';
import { type Intent, type News, type Reduced, reduce } from './reducer/reduce.ts';
import { areaOf, type GridSheet, type GridState, INITIAL, type Place, settle } from './reducer/state.ts';
import { parseTsv } from './reducer/tsv.ts';

/** Clearing more filled cells than this asks first: a whole column goes with one key. */
const CLEAR_UNASKED = 10;

/** The news of the status line besides the selected cell. */
export type Told =
  | { readonly news: News }
  | { readonly error: string; readonly place: Place }
  /** A block with pupils' names was not pasted: it would be laid down by its place and not by the names. */
  | { readonly hasNames: true }
  /** The row or column of the text being typed is gone, and the text with it. */
  | { readonly lost: string }
  | null;

type Cells = Pick<GridProps, 'rows' | 'columns' | 'cellAt' | 'preview'>;

const sheetOf = ({ rows, columns, cellAt, preview }: Cells): GridSheet => {
  const ids = ({ row, column }: Place) => [rows[row]?.id ?? '', columns[column]?.id ?? ''] as const;
  return {
    rows: rows.map((row) => row.id),
    columns: columns.map((column) => column.id),
    textAt: (place) => cellAt(...ids(place)).text,
    isEditable: (place) =>
      columns[place.column]?.kind !== 'computed' && cellAt(...ids(place)).readOnly !== true,
    becomes: (place, text) => {
      const shown = preview(...ids(place), text);
      if ('text' in shown) return shown.text;
      return shown.isNothing ? null : text;
    },
    isWrong: (place, text) => 'error' in preview(...ids(place), text),
  };
};

/** The state together with the sheet whose rows and columns it counts. */
interface Held {
  readonly state: GridState;
  readonly sheet: GridSheet;
}

/** Whether an intent empties every cell of the range: Delete, or a text emptied by Backspace and then filled in. */
const clearsRange = (intent: Intent, { editing }: GridState): boolean =>
  intent.do === 'clear' || (intent.do === 'fill' && editing?.text === '');

/** Whether a copied block of several cells holds the name of a pupil of the sheet. */
const holdsNames = (text: string, rows: GridProps['rows']): boolean => {
  const cells = parseTsv(text).flat();
  if (cells.length < 2) return false;
  const names = new Set(rows.map(({ name }) => searchKey(name)));
  return cells.some((cell) => cell.includes(' ') && names.has(searchKey(cell)));
};

/** The grid's state, and the one door through which every intent goes. */
export const useGrid = (props: GridProps) => {
  const { rows, columns, cellAt, preview } = props;
  const sheet = useMemo(() => sheetOf({ rows, columns, cellAt, preview }), [rows, columns, cellAt, preview]);
  const [held, setHeld] = useState<Held>({ state: INITIAL, sheet });
  const [told, setTold] = useState<Told>(null);
  const [toClear, setToClear] = useState(0);
  // Two intents may come before React renders (a paste while a text is typed): the second needs the first's state.
  const latest = useRef(held);
  const state = useMemo(() => settle(held.state, held.sheet, sheet), [held, sheet]);

  const errorOf = (text: string, at: readonly [string, string], place: Place): Told => {
    const shown = preview(...at, text);
    return 'error' in shown ? { error: shown.error, place } : null;
  };
  const tell = (before: GridState, { state: next, changes, news }: Reduced): void => {
    const { active, editing } = before;
    const [only, ...more] = changes;
    if (news?.what === 'kept' && editing !== null) {
      setTold(
        errorOf(editing.text, [sheet.rows[active.row] ?? '', sheet.columns[active.column] ?? ''], active),
      );
    } else if (news !== null) setTold({ news });
    else if (only !== undefined) {
      setTold(more.length > 0 ? null : errorOf(only.text, [only.row, only.column], active));
    } else if (next.active !== active && editing === null) setTold(null);
  };

  const perform = (intent: Intent): void => {
    const before = settle(latest.current.state, latest.current.sheet, sheet);
    const reduced = reduce(before, intent, sheet);
    const { state: next, changes } = reduced;
    latest.current = { state: next, sheet };
    setHeld(latest.current);
    if (changes.length > 0) props.onChange(changes);
    tell(before, reduced);
    const moved = next.active.row !== before.active.row || next.active.column !== before.active.column;
    if (moved) props.onSelect?.(sheet.rows[next.active.row] ?? '', sheet.columns[next.active.column] ?? '');
  };
  const dispatch = (intent: Intent): void => {
    if (intent.do === 'paste' && holdsNames(intent.text, rows)) {
      setTold({ hasNames: true });
      return;
    }
    const now = settle(latest.current.state, latest.current.sheet, sheet);
    const count = clearsRange(intent, now) ? countToClear(areaOf(now), sheet) : 0;
    if (count > CLEAR_UNASKED) setToClear(count);
    else perform(intent);
  };
  const answerClear = (yes: boolean): void => {
    setToClear(0);
    if (yes) perform({ do: 'clear' });
  };
  const lost = state.editing === null ? held.state.editing?.text : undefined;
  return { state, sheet, told: lost ? { lost } : told, dispatch, toClear, answerClear };
};
