import type { EntryCell } from '../../record/entry.ts';
import type { StudentCode, StudentId } from '../../school/identifiers.ts';
import { type Account, accountFor, type ImportNote } from '../workbook/accounting.ts';
import {
  chooseOneSheet,
  type FittingSheet,
  hasRows,
  isSheetNamed,
  judgeSheet,
  noteOfSheet,
  sheetsMeant,
} from '../workbook/choose-sheet.ts';
import { findHeader, type Header, type ImportError, NO_PUPIL } from '../workbook/headings/header.ts';
import type { SheetTable } from '../workbook/sheet-table.ts';
import { claimsOfName, claimsOfTitle, titlesAbove } from '../workbook/titles/sheet-claims.ts';
import type { MarkTarget } from './mark-target.ts';
import { judgeHeading, type MarkColumn, markColumns, markTitle, renameHeading } from './marks-columns.ts';
import { readMarkRows } from './marks-rows.ts';

/**
 * The changes of a mark sheet, as cells of one entry, and the errors that forbid them; `notInFile` are pupils without a
 * row.
 */
export interface MarksPlan {
  readonly create: readonly EntryCell[];
  readonly update: readonly EntryCell[];
  readonly unchanged: number;
  readonly notInFile: readonly StudentCode[];
  readonly errors: readonly ImportError[];
  readonly notes: readonly ImportNote[];
  /** The row of each pupil, as the spreadsheet shows it, and the sheet, where the file has several. */
  readonly rows: ReadonlyMap<StudentId, number>;
  readonly sheet?: string;
  /** The fate of every cell of the file; undefined where errors keep all of it from being written. */
  readonly account?: Account;
}

const NOTHING = { create: [], update: [], unchanged: 0, notInFile: [], rows: new Map() };

/** The header of a sheet, read once more where only its titles say of which test `Mức` and `Điểm` are. */
const headerOf = (table: SheetTable, target: MarkTarget) => {
  const { claims } = target;
  const options = { merges: table.merges, judge: judgeHeading(claims), rename: renameHeading(claims) };
  const first = findHeader(table.rows, markColumns(target.columns), options);
  const texts = titlesAbove(table.rows, first.header.rowIndex).map(({ text }) => claimsOfTitle(text));
  const periods = new Set([claimsOfName(table.name), ...texts].flatMap(({ period }) => period ?? []));
  const [period] = periods;
  if (periods.size !== 1 || period === undefined) return first;
  return findHeader(table.rows, markColumns(target.columns, period), options);
};

const hasMarks = ({ columns }: Header<MarkColumn>, target: MarkTarget): boolean =>
  target.columns.some((column) => columns.has(column));

/** Why no sheet can be read: what the headings of the best one lack. */
const unfitErrors = (sheets: readonly SheetTable[], target: MarkTarget): ImportError[] => {
  const read = sheets.map((table) => ({ table, ...headerOf(table, target) }));
  const best = read.toSorted((a, b) => b.header.columns.size - a.header.columns.size)[0];
  if (best === undefined) return [];
  const row = best.header.columns.size === 0 ? null : best.header.rowIndex + 1;
  const column = target.columns.map(markTitle).join(', ');
  const bare = hasMarks(best.header, target)
    ? []
    : [{ code: 'HEADER_MISSING', row, column, value: null } as const];
  return [...best.errors, ...bare].map((error) => ({ ...error, sheet: best.table.name }));
};

/** The sheets that can be meant, and what is said of the others. */
const sortSheets = (tables: readonly SheetTable[], target: MarkTarget) => {
  const fitting: FittingSheet<MarkColumn>[] = [];
  const notes: ImportNote[] = [];
  const faults = new Map<SheetTable, readonly ImportError[]>();
  for (const table of tables) {
    const { header, errors } = headerOf(table, target);
    const fits = header.columns.has('code') && hasMarks(header, target);
    if (!fits) notes.push(noteOfSheet('SHEET_UNFIT', table));
    else if (table.hidden) notes.push(noteOfSheet('SHEET_HIDDEN', table));
    else if (!hasRows(table, header)) notes.push(noteOfSheet('SHEET_WITHOUT_ROWS', table));
    else if (target.only !== undefined && !isSheetNamed(table, target.only))
      notes.push(noteOfSheet('SHEET_LEFT', table));
    else {
      fitting.push(judgeSheet(table, header, target.claims));
      faults.set(table, errors);
    }
  }
  return { fitting, notes, faults };
};

/**
 * Dry run of a mark sheet: rows meet pupils by code, an empty cell changes nothing, and each new value names
 * the entry whose value it replaces. With any error there is nothing to write. Every cell of the workbook is written,
 * unchanged or named; throws IMPORT_UNACCOUNTED otherwise.
 */
export const planMarks = (tables: readonly SheetTable[], target: MarkTarget): MarksPlan => {
  const { fitting, notes, faults } = sortSheets(tables, target);
  if (fitting.length === 0) {
    const hidden = notes.find(({ note }) => note === 'SHEET_HIDDEN')?.sheet;
    const { meant, error } = sheetsMeant(tables, target.only, hidden);
    const errors = error === undefined ? unfitErrors(meant, target) : [error];
    return { ...NOTHING, notes, errors: errors.length > 0 ? errors : [NO_PUPIL] };
  }
  const { chosen, errors } = chooseOneSheet(fitting);
  if (chosen === undefined) return { ...NOTHING, notes, errors };
  const left = fitting.filter((one) => one !== chosen);
  const others = left.map(({ table, against }) =>
    against.length > 0
      ? noteOfSheet('SHEET_OTHER', table, against[0]?.value ?? null)
      : noteOfSheet('SHEET_LEFT', table),
  );
  const rows = readMarkRows(chosen.table, chosen.header, target);
  const all = [
    { ...noteOfSheet('SHEET_CHOSEN', chosen.table), cells: 0 },
    ...notes,
    ...others,
    ...rows.notes,
  ];
  const sheet = tables.length > 1 ? { sheet: chosen.table.name } : {};
  const found = [...(faults.get(chosen.table) ?? []), ...rows.errors];
  if (found.length > 0) {
    return { ...NOTHING, notes: all, errors: found.map((error) => ({ ...sheet, ...error })) };
  }
  const written = rows.create.length + rows.update.length;
  const account = accountFor(tables, { written, unchanged: rows.unchanged + rows.checked }, all);
  const { create, update, unchanged, notInFile } = rows;
  const read = { create, update, unchanged, notInFile, rows: rows.rowOf, ...sheet };
  return { ...read, errors: [], notes: all, account };
};
