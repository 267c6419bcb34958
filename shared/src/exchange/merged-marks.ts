import type { Merge, SheetTable } from './sheet-table.ts';

const keyOf = (row: number, column: number): string => `${row} ${column}`;

/** The merged cells of a sheet by the place in which their content stands. */
export const mergesByPlace = ({ merges }: SheetTable): ReadonlyMap<string, Merge> =>
  new Map(merges.map((merge) => [keyOf(merge.top, merge.left), merge]));

/**
 * Whether a cell is shown as one with cells of other pupils or other columns: a spreadsheet keeps its content in the first
 * of them only, so nobody can know for which it is meant.
 */
export const isMergedOver = (merges: ReadonlyMap<string, Merge>, row: number, column: number): boolean => {
  const merge = merges.get(keyOf(row, column));
  return merge !== undefined && (merge.bottom > row || merge.right > column);
};
