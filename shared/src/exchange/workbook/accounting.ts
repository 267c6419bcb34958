import { RegistryError } from '../../problems.ts';
import { countCells, type SheetTable } from './sheet-table.ts';

/** Why cells of a file are not written, or what was understood of them; never a reason to refuse the file. */
export type NoteCode =
  | 'SHEET_CHOSEN'
  | 'SHEET_HIDDEN'
  | 'SHEET_LEFT'
  | 'SHEET_OTHER'
  | 'SHEET_UNFIT'
  | 'SHEET_WITHOUT_ROWS'
  | 'TITLES'
  | 'OTHER_SCHOOL'
  | 'HEADINGS'
  | 'HEADINGS_AGAIN'
  | 'COLUMN_LEFT'
  | 'COLUMN_HIDDEN'
  | 'ROWS_HIDDEN'
  | 'COLUMN_FOREIGN'
  | 'COLUMN_ABSENT'
  | 'ROW_SUMMARY'
  | 'ROW_FOOT'
  | 'ROW_OTHER_CLASS'
  | 'DAY_BEFORE'
  | 'MARKS_REMOVED'
  | 'STATUS_AWAY'
  | 'STATUS_STUDYING'
  | 'STATUS_DAY';

/** A part of the file that is named instead of written; `cells` is how many cells with content it has. */
export interface ImportNote {
  readonly note: NoteCode;
  readonly sheet: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly value: string | null;
  readonly cells: number;
}

/** The fate of every cell of the file that holds anything. */
export interface Account {
  readonly seen: number;
  readonly written: number;
  readonly unchanged: number;
  readonly named: number;
}

/**
 * The law of every import: cells seen = cells written + cells unchanged + cells named. The seen cells are counted from
 * the sheets alone. Throws IMPORT_UNACCOUNTED when the import cannot say what became of a cell; nothing is written
 * then.
 */
export const accountFor = (
  sheets: readonly SheetTable[],
  { written, unchanged }: Pick<Account, 'written' | 'unchanged'>,
  notes: readonly ImportNote[],
): Account => {
  const seen = sheets.reduce((sum, { rows }) => sum + countCells(rows), 0);
  const named = notes.reduce((sum, { cells }) => sum + cells, 0);
  if (seen !== written + unchanged + named) {
    const sum = `${written} written + ${unchanged} unchanged + ${named} named`;
    throw new RegistryError('IMPORT_UNACCOUNTED', `${seen} cells seen, but ${sum}`);
  }
  return { seen, written, unchanged, named };
};
