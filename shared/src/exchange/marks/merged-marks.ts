import { LAST_COLUMN } from '../workbook/file.ts';
import type { Merge, SheetTable } from '../workbook/sheet-table.ts';

/** A number, as a file may have very many merged cells. */
const keyOf = (row: number, column: number): number => row * LAST_COLUMN + column;

/** The merged cells of a sheet by the place in which their content stands. */
export const mergesByPlace = ({ merges }: SheetTable): ReadonlyMap<number, Merge> =>
  new Map(
    merges.filter(({ left }) => left < LAST_COLUMN).map((merge) => [keyOf(merge.top, merge.left), merge]),
  );

/**
 * Whether a cell is shown as one with cells of other pupils or other columns: a spreadsheet keeps its content in the first
 * of them only, so nobody can know for which it is meant.
 */
export const isMergedOver = (merges: ReadonlyMap<number, Merge>, row: number, column: number): boolean => {
  const merge = merges.get(keyOf(row, column));
  return merge !== undefined && (merge.bottom > row || merge.right > column);
};
