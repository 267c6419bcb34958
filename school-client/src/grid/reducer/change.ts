import type { CellChange } from '../../cell-change.ts';
import { type Area, areaOf, type GridSheet, type GridState, type Place, placesOf } from './state.ts';
import { parseTsv, writeTsv } from './tsv.ts';

/** The wish behind a blank cell of the clipboard; the empty text would clear. */
const BLANK = ' ';

/** A text meant for a place; whether it becomes a change depends on the cell. */
export interface Wish {
  readonly place: Place;
  readonly text: string;
}

/** A number that stands in its cell as another number: `11` is read as `1,1`. */
export interface ReadAs {
  readonly text: string;
  readonly becomes: string;
}

/** The outcome of wishes: cells that truly change, and how many were refused. */
export interface ChangeOutcome {
  readonly changes: readonly CellChange[];
  /** Read-only cells, and cells beyond the edge of the sheet. */
  readonly refused: number;
  /** Cells that stay as they are because the text says nothing, as a lone dash or a blank. */
  readonly kept: number;
  /** Rows of changed cells whose text is no value of the column, once for each cell. */
  readonly wrong: readonly string[];
  /** Changed cells that show another number than the text had. */
  readonly readAs: readonly ReadAs[];
}

const numberOf = (text: string): number =>
  /^[0-9]+([.,][0-9]*)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;

/** `9` and `9,0` are one number; a text that is no number is not compared. */
const isOtherNumber = (text: string, becomes: string): boolean => {
  const [before, after] = [numberOf(text), numberOf(becomes)];
  return !Number.isNaN(before) && !Number.isNaN(after) && before !== after;
};

/** Decides which wishes become changes: read-only cells and cells beyond the edge never change. */
export const decide = (sheet: GridSheet, wishes: readonly Wish[]): ChangeOutcome => {
  const changes: CellChange[] = [];
  const wrong: string[] = [];
  const readAs: ReadAs[] = [];
  let refused = 0;
  let kept = 0;
  for (const { place, text: raw } of wishes) {
    const row = sheet.rows[place.row];
    const column = sheet.columns[place.column];
    if (row === undefined || column === undefined || !sheet.isEditable(place)) {
      // A blank beyond the edge or over a computed cell asks for nothing there.
      if (raw !== BLANK) refused++;
      continue;
    }
    const text = raw.normalize('NFC').trim();
    const before = sheet.textAt(place);
    const after = sheet.becomes(place, text === '' ? raw : text);
    if (after === null) kept++;
    else if (after !== before) {
      changes.push({ row, column, before, text });
      if (sheet.isWrong(place, text)) wrong.push(row);
      else if (isOtherNumber(text, after)) readAs.push({ text, becomes: after });
    }
  }
  return { changes, refused, kept, wrong, readAs };
};

/** The selected texts as clipboard text. */
export const copy = (state: GridState, sheet: GridSheet): string => {
  const area = areaOf(state);
  const rows: string[][] = [];
  for (let row = area.top; row <= area.bottom; row++) {
    const cells: string[] = [];
    for (let column = area.left; column <= area.right; column++) cells.push(sheet.textAt({ row, column }));
    rows.push(cells);
  }
  return writeTsv(rows);
};

/**
 * What a paste asks for: one value fills the whole range, a block is laid from its top left corner. A blank cell
 * leaves the cell below it as it is: a gap in a copied column must not wipe a mark.
 */
export const pasteWishes = (area: Area, text: string): Wish[] => {
  const rows = parseTsv(text);
  const filled = (cell: string): string => (cell.trim() === '' ? BLANK : cell);
  const only = rows.length === 1 && rows[0]?.length === 1 ? rows[0][0] : undefined;
  if (only !== undefined) return placesOf(area).map((place) => ({ place, text: filled(only) }));
  return rows.flatMap((cells, r) =>
    cells.map((cell, c) => ({ place: { row: area.top + r, column: area.left + c }, text: filled(cell) })),
  );
};

/**
 * What fill-down asks for: the top row of the range into the rest, or into one row the cell above it. A blank cell is
 * not filled down: it would wipe the marks below it.
 */
export const fillDownWishes = (area: Area, sheet: GridSheet): Wish[] => {
  const source = area.top === area.bottom ? area.top - 1 : area.top;
  if (source < 0) return [];
  return placesOf({ ...area, top: source + 1 })
    .map((place) => ({ place, text: sheet.textAt({ row: source, column: place.column }) }))
    .filter(({ text }) => text !== '');
};

/** The wishes of clearing a range. */
export const clearWishes = (area: Area): Wish[] => placesOf(area).map((place) => ({ place, text: '' }));

/** How many filled cells clearing a range would empty. */
export const countToClear = (area: Area, sheet: GridSheet): number =>
  placesOf(area).filter((place) => sheet.isEditable(place) && sheet.textAt(place) !== '').length;

/** The wishes of a step back (or of doing it again); rows and columns that are gone are left alone. */
export const replayWishes = (sheet: GridSheet, step: readonly CellChange[], back: boolean): Wish[] =>
  step.flatMap(({ row, column, before, text }) => {
    const place = { row: sheet.rows.indexOf(row), column: sheet.columns.indexOf(column) };
    return place.row < 0 || place.column < 0 ? [] : [{ place, text: back ? before : text }];
  });
