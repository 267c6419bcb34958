import type { ImportNote } from './accounting.ts';
import type { Header } from './headings/header.ts';
import { columnName, countCells, type SheetTable } from './sheet-table.ts';

/** Row numbers as people list them: `3–5, 8`; of very many the first ones. */
const ranges = (numbers: readonly number[]): string => {
  const groups: [number, number][] = [];
  for (const number of numbers) {
    const last = groups.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else groups.push([number, number]);
  }
  return groups
    .map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`))
    .join(', ')
    .slice(0, 100);
};

/**
 * Rows and columns below the headings that hold something and that the spreadsheet does not show. They are read as any
 * others, so the person who imports is told of them. Their cells are counted where they are read.
 */
export const hiddenParts = (
  table: SheetTable,
  { lastRow, columns, titles }: Header<string>,
): ImportNote[] => {
  const isFilled = (row: number) => row > lastRow && countCells([table.rows[row] ?? []]) > 0;
  const rows = (table.hiddenRows ?? []).filter(isFilled);
  const read = new Set(columns.values());
  const place = { sheet: table.name, row: null, cells: 0 } as const;
  return [
    ...(table.hiddenColumns ?? [])
      .filter((column) => read.has(column))
      .map(
        (column): ImportNote => ({
          note: 'COLUMN_HIDDEN',
          ...place,
          column: columnName(column, titles[column]),
          value: null,
        }),
      ),
    ...(rows.length === 0
      ? []
      : [
          { note: 'ROWS_HIDDEN', ...place, column: null, value: ranges(rows.map((row) => row + 1)) } as const,
        ]),
  ];
};
