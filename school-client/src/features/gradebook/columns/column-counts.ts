import type { CellValue } from '@hocba/shared/marks/cell';
import { askedColumns, askedStudents } from '@hocba/shared/record/check-sheet';
import type { ColumnCode } from '@hocba/shared/school/identifiers';
import type { Sheet } from '../../../model/sheet/sheet.ts';

/** How far a column is, by the count that the sheet's progress goes by. */
export interface ColumnCounts {
  /** Pupils whose cell is right. */
  readonly entered: number;
  readonly total: number;
  /** Pupils whose cell is still to be filled; undefined of a column that may stay empty. */
  readonly missing?: number;
  /** Of those missing, the pupils who were absent and have a test to make up. */
  readonly absent?: number;
}

const ABSENT: CellValue = 'V';

/** Counts one column of a sheet. */
export const columnCounts = (
  { classList, folded, missing }: Pick<Sheet, 'classList' | 'folded' | 'missing'>,
  column: ColumnCode,
): ColumnCounts => {
  const pupils = askedStudents(classList, folded.shown);
  const values = pupils.map(({ id }) => folded.shown.cells[id]?.[column]?.[0] ?? null);
  const total = pupils.length;
  if (!askedColumns(classList, folded.shown).includes(column)) {
    return { entered: values.filter((value) => value !== null).length, total };
  }
  const lacking = new Set(missing.flatMap((one) => (one.column === column ? [one.student] : []))).size;
  const absent = values.filter((value) => value === ABSENT).length;
  return { entered: total - lacking, total, missing: lacking, absent };
};
