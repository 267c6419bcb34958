import type { CellValue } from './cell.ts';
import type { CellHead } from './cell-head.ts';

/** Values of one pupil's row by column; what is missing or null is an empty cell. */
export type RowValues = Readonly<Record<string, CellValue | null | undefined>>;

/** The bare values of a row of a folded sheet. */
export const valuesOfRow = (cells: Readonly<Record<string, CellHead>> | undefined): RowValues => {
  const values: Record<string, CellValue | null> = {};
  for (const column in cells) values[column] = cells[column]?.[0] ?? null;
  return values;
};
