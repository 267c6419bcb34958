import type { CellChange } from '../../cell-change.ts';
import {
  type ChangeOutcome,
  clearWishes,
  decide,
  fillDownWishes,
  pasteWishes,
  type ReadAs,
  replayWishes,
  type Wish,
} from './change.ts';
import { edge, enterFrom, jump, tabFrom } from './move.ts';
import { areaOf, clamp, type GridSheet, type GridState, type Place, placesOf } from './state.ts';

/** The wish of a person, whatever key, pointer or menu said so. */
export type Intent =
  | { readonly do: 'select'; readonly place: Place; readonly extend: boolean }
  | { readonly do: 'move'; readonly rows: number; readonly columns: number; readonly extend: boolean }
  | { readonly do: 'jump'; readonly rows: number; readonly columns: number; readonly extend: boolean }
  | {
      readonly do: 'edge';
      readonly which: 'row-start' | 'row-end' | 'first' | 'last';
      readonly extend: boolean;
    }
  | { readonly do: 'all' }
  | { readonly do: 'type'; readonly text: string }
  | { readonly do: 'edit' }
  | { readonly do: 'cancel' }
  | { readonly do: 'commit' }
  | { readonly do: 'enter'; readonly back: boolean }
  | { readonly do: 'tab'; readonly back: boolean }
  | { readonly do: 'fill' }
  | { readonly do: 'fill-down' }
  | { readonly do: 'clear' }
  | { readonly do: 'paste'; readonly text: string }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' };

/** The event, for the one line that tells it. */
export interface News {
  readonly what: 'pasted' | 'filled' | 'cleared' | 'undone' | 'redone' | 'readOnly' | 'kept' | 'atEnd';
  readonly cells: number;
  readonly refused: number;
  /** Cells that stayed as they were because the text said nothing. */
  readonly kept: number;
  /** Rows of cells that hold no value of their column now, once for each cell. */
  readonly wrong: readonly string[];
  /** Cells that show another number than their text had. */
  readonly readAs: readonly ReadAs[];
}

const NOTHING: ChangeOutcome = { changes: [], refused: 0, kept: 0, wrong: [], readAs: [] };

const newsOf = (what: News['what'], { changes, refused, kept, wrong, readAs }: ChangeOutcome): News => ({
  what,
  cells: changes.length,
  refused,
  kept,
  wrong,
  readAs,
});

/** The next state, the cells that change, and what to tell. */
export interface Reduced {
  readonly state: GridState;
  readonly changes: readonly CellChange[];
  readonly news: News | null;
}

/** More steps than anybody takes back; each holds a handful of short texts. */
const MAX_STEPS = 500;

const silent = (state: GridState): Reduced => ({ state, changes: [], news: null });

const goTo = (state: GridState, sheet: GridSheet, place: Place, extend: boolean): GridState => {
  const reach = clamp(sheet, place);
  return { ...state, reach, active: extend ? state.active : reach };
};

/** Carries wishes out as one step that can be taken back as a whole. */
const perform = (
  state: GridState,
  sheet: GridSheet,
  wishes: readonly Wish[],
  what: News['what'] | null,
): Reduced => {
  const outcome = decide(sheet, wishes);
  const { changes, refused, kept } = outcome;
  const next: GridState =
    changes.length === 0
      ? { ...state, editing: null }
      : { ...state, editing: null, done: [...state.done, changes].slice(-MAX_STEPS), undone: [] };
  const none = changes.length === 0;
  const said = none && kept > 0 ? 'kept' : (what ?? (none && refused > 0 ? 'readOnly' : null));
  return { state: next, changes, news: said === null ? null : newsOf(said, outcome) };
};

/**
 * Ends editing: the typed text goes into the active cell, whatever it is worth. A text that Backspace has emptied
 * clears the cell, and that is told.
 */
const commit = (state: GridState, sheet: GridSheet): Reduced => {
  if (state.editing === null) return silent(state);
  const { text } = state.editing;
  const clears = text === '' && sheet.textAt(state.active) !== '';
  return perform(state, sheet, [{ place: state.active, text }], clears ? 'cleared' : null);
};

/** Commits what is being typed, then goes on from there. */
const commitThen = (state: GridState, sheet: GridSheet, go: (state: GridState) => GridState): Reduced => {
  const committed = commit(state, sheet);
  return { ...committed, state: go(committed.state) };
};

const startEditing = (
  state: GridState,
  sheet: GridSheet,
  text: string,
  manner: 'replace' | 'keep',
): Reduced =>
  sheet.isEditable(state.active)
    ? silent({ ...state, editing: { text, manner } })
    : { state, changes: [], news: newsOf('readOnly', { ...NOTHING, refused: 1 }) };

/** Takes the latest step back, or does it again, and shows where. */
const replay = (state: GridState, sheet: GridSheet, back: boolean): Reduced => {
  const from = back ? state.done : state.undone;
  const step = from.at(-1);
  if (step === undefined) return silent(state);
  const wishes = replayWishes(sheet, step, back);
  const outcome = decide(sheet, wishes);
  const moved = wishes[0] === undefined ? state : goTo(state, sheet, wishes[0].place, false);
  const rest = from.slice(0, -1);
  const next: GridState = back
    ? { ...moved, done: rest, undone: [...state.undone, step] }
    : { ...moved, done: [...state.done, step], undone: rest };
  return { state: next, changes: outcome.changes, news: newsOf(back ? 'undone' : 'redone', outcome) };
};

const whole = (state: GridState, sheet: GridSheet): GridState => ({
  ...state,
  active: { row: 0, column: 0 },
  reach: clamp(sheet, { row: Number.MAX_SAFE_INTEGER, column: Number.MAX_SAFE_INTEGER }),
});

const change = (state: GridState, intent: Intent, sheet: GridSheet): Reduced => {
  const area = areaOf(state);
  switch (intent.do) {
    case 'fill': {
      const text = state.editing?.text;
      if (text === undefined) return silent(state);
      return perform(
        state,
        sheet,
        placesOf(area).map((place) => ({ place, text })),
        text === '' ? 'cleared' : 'filled',
      );
    }
    case 'fill-down':
      return perform(state, sheet, fillDownWishes(area, sheet), 'filled');
    case 'clear':
      return perform(state, sheet, clearWishes(area), 'cleared');
    case 'paste':
      return perform(state, sheet, pasteWishes(area, intent.text), 'pasted');
    case 'undo':
    case 'redo':
      return replay(state, sheet, intent.do === 'undo');
    default:
      return silent(state);
  }
};

const act = (state: GridState, intent: Intent, sheet: GridSheet): Reduced => {
  const go = (place: (from: Place) => Place, extend = false) =>
    commitThen(state, sheet, (next) => goTo(next, sheet, place(extend ? next.reach : next.active), extend));
  switch (intent.do) {
    case 'select':
      return go(() => intent.place, intent.extend);
    case 'move':
      return go(
        (from) => ({ row: from.row + intent.rows, column: from.column + intent.columns }),
        intent.extend,
      );
    case 'jump':
      return go((from) => jump(sheet, from, intent), intent.extend);
    case 'edge':
      return go((from) => edge(sheet, from, intent.which), intent.extend);
    case 'all':
      return commitThen(state, sheet, (next) => whole(next, sheet));
    case 'enter':
      return go((from) => enterFrom(sheet, from, intent.back));
    case 'tab':
      // Outside of editing Tab belongs to the page, or a keyboard could never leave the grid.
      return state.editing === null ? silent(state) : go((from) => tabFrom(sheet, from, intent.back));
    case 'type':
      return startEditing(state, sheet, intent.text, state.editing?.manner ?? 'replace');
    case 'edit':
      return state.editing === null
        ? startEditing(state, sheet, sheet.textAt(state.active), 'keep')
        : silent({ ...state, editing: { ...state.editing, manner: 'keep' } });
    case 'cancel':
      return silent({ ...state, editing: null, reach: state.active });
    case 'commit':
      return commit(state, sheet);
    default:
      return change(state, intent, sheet);
  }
};

/** Intents that choose no cell: the end of a column stays the end. */
const STAYS: readonly Intent['do'][] = ['commit', 'cancel', 'tab'];

const isLastRow = ({ active, isAtEnd }: GridState, back: boolean, sheet: GridSheet): boolean =>
  !isAtEnd && active.row === (back ? 0 : sheet.rows.length - 1);

/**
 * The grid's whole behaviour: pure, without React, without knowledge of marks. A column ends at its last row: Enter
 * stays there and a mark too many is not taken, because the next column's first pupil is somebody else. One more Enter
 * goes on.
 */
export const reduce = (state: GridState, intent: Intent, sheet: GridSheet): Reduced => {
  if (sheet.rows.length === 0 || sheet.columns.length === 0) return silent(state);
  if (intent.do === 'enter' && isLastRow(state, intent.back, sheet)) {
    const committed = commit(state, sheet);
    const news = committed.news ?? newsOf('atEnd', NOTHING);
    return { ...committed, state: { ...committed.state, reach: state.active, isAtEnd: true }, news };
  }
  if (intent.do === 'type' && state.isAtEnd) return { state, changes: [], news: newsOf('atEnd', NOTHING) };
  return act(STAYS.includes(intent.do) ? state : { ...state, isAtEnd: false }, intent, sheet);
};
