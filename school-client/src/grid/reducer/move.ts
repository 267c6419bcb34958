import { clamp, type GridSheet, type Place } from './state.ts';

/** One step, or several, in a direction. */
export interface Step {
  readonly rows: number;
  readonly columns: number;
}

const inside = (sheet: GridSheet, place: Place): boolean =>
  place.row >= 0 && place.row < sheet.rows.length && place.column >= 0 && place.column < sheet.columns.length;

/** Where a jump over filled blocks lands: the end of this block, else the next filled cell, else the edge. */
export const jump = (sheet: GridSheet, from: Place, step: Step): Place => {
  const next = (place: Place): Place => ({ row: place.row + step.rows, column: place.column + step.columns });
  const filled = (place: Place): boolean => inside(sheet, place) && sheet.textAt(place) !== '';
  let at = from;
  const throughBlock = filled(at) && filled(next(at));
  while (inside(sheet, next(at))) {
    if (throughBlock && !filled(next(at))) break;
    at = next(at);
    if (!throughBlock && filled(at)) break;
  }
  return at;
};

const hasEditable = (sheet: GridSheet, column: number): boolean =>
  sheet.rows.some((_, row) => sheet.isEditable({ row, column }));

/**
 * Where Enter goes: down, from the last row to the top of the next column that takes input; backwards in reverse.
 * It never skips a read-only row, so that fingers stay in step with the list on paper.
 */
export const enterFrom = (sheet: GridSheet, from: Place, back: boolean): Place => {
  const step = back ? -1 : 1;
  const row = from.row + step;
  if (row >= 0 && row < sheet.rows.length) return { row, column: from.column };
  for (let column = from.column + step; column >= 0 && column < sheet.columns.length; column += step) {
    if (hasEditable(sheet, column)) return { row: back ? sheet.rows.length - 1 : 0, column };
  }
  return from;
};

/** Where Tab goes while editing: to the next cell in reading order that takes input. */
export const tabFrom = (sheet: GridSheet, from: Place, back: boolean): Place => {
  const width = sheet.columns.length;
  const step = back ? -1 : 1;
  for (
    let at = from.row * width + from.column + step;
    at >= 0 && at < sheet.rows.length * width;
    at += step
  ) {
    const place = { row: Math.floor(at / width), column: at % width };
    if (sheet.isEditable(place)) return place;
  }
  return from;
};

/** The first and last cell of a row or of the sheet. */
export const edge = (
  sheet: GridSheet,
  from: Place,
  which: 'row-start' | 'row-end' | 'first' | 'last',
): Place => {
  const row = which === 'first' ? 0 : which === 'last' ? sheet.rows.length - 1 : from.row;
  const column = which === 'row-start' || which === 'first' ? 0 : sheet.columns.length - 1;
  return clamp(sheet, { row, column });
};
