import type { CellChange } from '../../cell-change.ts';

/** A position by row and column index, counted from 0 without headers. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Both corners included. */
export interface Area {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The questions that the reducer may ask about the sheet; the owner of the cells answers. */
export interface GridSheet {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  textAt(place: Place): string;
  isEditable(place: Place): boolean;
  /**
   * The text a cell would show after this text was entered; an erroneous text stays as typed. Null for a text
   * that the cell does not take at all, so that the cell stays as it is.
   */
  becomes(place: Place, text: string): string | null;
  /** Whether a text that a cell takes is none of its column's values, and so waits in the cell to be corrected. */
  isWrong(place: Place, text: string): boolean;
}

/** Selection, the text being typed and the steps to take back; the cells themselves belong to the owner. */
export interface GridState {
  /** Where typing goes. */
  readonly active: Place;
  /** The other corner of the range, which Shift moves; equal to `active` when one cell is selected. */
  readonly reach: Place;
  /** `replace` began by typing (arrows commit), `keep` by F2 (arrows move the caret). */
  readonly editing: { readonly text: string; readonly manner: 'replace' | 'keep' } | null;
  /** Enter was pressed in the last row: what is typed now is meant for nobody, until another cell is chosen. */
  readonly isAtEnd: boolean;
  readonly done: readonly (readonly CellChange[])[];
  readonly undone: readonly (readonly CellChange[])[];
}

/** A grid as it opens. */
export const INITIAL: GridState = {
  active: { row: 0, column: 0 },
  reach: { row: 0, column: 0 },
  editing: null,
  isAtEnd: false,
  done: [],
  undone: [],
};

/** The selected range. */
export const areaOf = ({ active, reach }: GridState): Area => ({
  top: Math.min(active.row, reach.row),
  bottom: Math.max(active.row, reach.row),
  left: Math.min(active.column, reach.column),
  right: Math.max(active.column, reach.column),
});

/** All places of an area, row by row. */
export const placesOf = (area: Area): Place[] => {
  const places: Place[] = [];
  for (let row = area.top; row <= area.bottom; row++) {
    for (let column = area.left; column <= area.right; column++) places.push({ row, column });
  }
  return places;
};

const isAlike = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((id, at) => id === b[at]));

/**
 * The state on a sheet whose rows or columns are others than before: the selection stays with its pupil and its
 * column, wherever they stand now. When the active cell is gone, a text that was being typed goes with it, because
 * it was meant for nobody else.
 */
export const settle = (state: GridState, before: GridSheet, now: GridSheet): GridState => {
  if (isAlike(before.rows, now.rows) && isAlike(before.columns, now.columns)) return state;
  const moved = ({ row, column }: Place): Place => ({
    row: now.rows.indexOf(before.rows[row] ?? ''),
    column: now.columns.indexOf(before.columns[column] ?? ''),
  });
  const isHere = ({ row, column }: Place): boolean => row >= 0 && column >= 0;
  const active = moved(state.active);
  const reach = moved(state.reach);
  if (!isHere(active)) {
    const near = clamp(now, state.active);
    return { ...state, active: near, reach: near, editing: null, isAtEnd: false };
  }
  return { ...state, active, reach: isHere(reach) ? reach : active };
};

/** The nearest place inside the sheet. */
export const clamp = (sheet: GridSheet, place: Place): Place => ({
  row: Math.max(0, Math.min(sheet.rows.length - 1, place.row)),
  column: Math.max(0, Math.min(sheet.columns.length - 1, place.column)),
});
