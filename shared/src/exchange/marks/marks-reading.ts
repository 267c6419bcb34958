import type { EntryCell } from '../../record/entry.ts';
import type { StudentCode, StudentId } from '../../school/identifiers.ts';
import type { ImportNote, NoteCode } from '../workbook/accounting.ts';
import type { Header, ImportError } from '../workbook/headings/header.ts';
import {
  cellText,
  countCells,
  isUnread,
  kindOfCell,
  type Merge,
  quoteCell,
  type SheetRow,
  type SheetTable,
} from '../workbook/sheet-table.ts';
import type { MarkTarget } from './mark-target.ts';
import type { MarkColumn } from './marks-columns.ts';
import type { FirstTable } from './second-table.ts';

/**
 * The marks and findings of the rows of one sheet. `checked` are cells that say again what the registry holds: codes,
 * names, days.
 */
export interface MarkRows {
  readonly create: EntryCell[];
  readonly update: EntryCell[];
  unchanged: number;
  checked: number;
  notInFile: StudentCode[];
  /** The row of each pupil, as the spreadsheet shows it. */
  readonly rowOf: Map<StudentId, number>;
  readonly errors: ImportError[];
  readonly notes: ImportNote[];
}

/** The sheet that is read, and what is found out on the way. */
export interface Reading {
  readonly table: SheetTable;
  readonly header: Header<MarkColumn>;
  readonly target: MarkTarget;
  readonly first: FirstTable;
  readonly out: MarkRows;
  /** Cells of pupils' rows in columns that are not read, by column. */
  readonly beside: Map<number, SheetRow[number][]>;
  /** The last row with a code. */
  readonly lastPupil: number;
  readonly merges: ReadonlyMap<number, Merge>;
}

/** The cells of a row under known headings. */
export const at = ({ table, header }: Reading, row: number, key: MarkColumn): SheetRow[number] =>
  table.rows[row]?.[header.columns.get(key) ?? -1] ?? null;

/** Names a row that is passed over, with its cells. */
export const noteRow = ({ table, out }: Reading, note: NoteCode, row: number, value?: string): void => {
  const cells = table.rows[row] ?? [];
  const shown =
    value ??
    cells
      .map(cellText)
      .filter((text) => text !== '')
      .join(' ')
      .slice(0, 60);
  const place = { sheet: table.name, row: row + 1, column: null };
  out.notes.push({ note, ...place, value: shown, cells: countCells([cells]) });
};

/** An error of a row, with what stands there. */
export const fail = (
  { out }: Reading,
  code: ImportError['code'],
  row: number,
  column: string,
  more: { value: string | null; expected?: string },
): void => void out.errors.push({ code, row: row + 1, column, ...more });

/** An error of one cell: what stands in it and, where it is no text or number, what kind of cell it is. */
export const failCell = (
  reading: Reading,
  code: ImportError['code'],
  row: number,
  column: string,
  [cell, expected]: readonly [cell: SheetRow[number], expected?: string],
): void => {
  const more = expected === undefined ? {} : { expected };
  const found = isUnread(cell) ? 'CELL_UNREADABLE' : code;
  reading.out.errors.push({
    ...{ code: found, row: row + 1, column, value: quoteCell(cell) },
    ...kindOfCell(cell),
    ...more,
  });
};
