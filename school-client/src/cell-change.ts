/**
 * A cell's new text as typed, pasted or taken back, by ids, because rows may move meanwhile. The grid reports it, a sheet
 * makes a draft of it, and a step to take back holds it.
 */
export interface CellChange {
  readonly row: string;
  readonly column: string;
  readonly before: string;
  readonly text: string;
}
