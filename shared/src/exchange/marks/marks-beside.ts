import type { NoteCode } from '../workbook/accounting.ts';
import { foldHeading } from '../workbook/headings/header.ts';
import { nameColumns } from '../workbook/headings/name-columns.ts';
import { hiddenParts } from '../workbook/hidden-parts.ts';
import { cellText, columnName, countCells, quoteCell, type SheetRow } from '../workbook/sheet-table.ts';
import { otherSchools } from '../workbook/titles/school-title.ts';
import { isComputed, isOtherMark, markColumns, markTitle, renameHeading } from './marks-columns.ts';
import type { Reading } from './marks-reading.ts';

/** Whether marks stand in a column by its heading, or, where a column of the sheet is missing, by what is in it. */
const looksLikeMarks = (
  { header, target }: Reading,
  column: number,
  values: readonly SheetRow[number][],
): boolean => {
  const parts = (header.titles[column] ?? '').split(' ');
  const folded = foldHeading(header.titles[column] ?? '');
  // A second column of one heading is refused as that.
  const name = renameHeading(target.claims)(folded);
  if (markColumns(target.columns).some(({ synonyms }) => synonyms.includes(name))) return false;
  if (isOtherMark(folded) || isOtherMark(foldHeading(parts.at(-1) ?? ''))) return true;
  const lacking = target.columns.filter((one) => one !== 'remark' && !header.columns.has(one));
  if (lacking.length === 0 || isComputed(folded) || header.columns.has('gk-level')) return false;
  return values.every((value) => lacking.some((one) => 'value' in target.read(one, value)));
};

/** Columns of pupils' rows that are not read are named; one with marks, or that belongs to a name, is an error. */
export const nameColumnsLeft = (reading: Reading): void => {
  const { table, header, out, target } = reading;
  const spans = new Map(
    target.columns.flatMap((one) => (header.further.get(one) ?? []).map((index) => [index, one] as const)),
  );
  const nextToName = Math.max(-1, ...nameColumns(header)) + 1;
  for (const [index, values] of [...reading.beside].toSorted(([a], [b]) => a - b)) {
    const title = header.titles[index] ?? '';
    const column = columnName(index, title);
    const row = header.rowIndex + 1;
    const value = quoteCell(values[0]);
    const isSpan = spans.has(index) && !header.foreign.has(index);
    const isNamePart = title === '' && index === nextToName && values.some((one) => typeof one === 'string');
    if (isSpan || isNamePart) out.errors.push({ code: 'HEADER_SPANS', row, column, value });
    else if (!header.foreign.has(index) && looksLikeMarks(reading, index, values))
      out.errors.push({ code: 'COLUMN_NOT_OF_SHEET', row, column, value });
    const note = header.foreign.has(index) ? 'COLUMN_FOREIGN' : 'COLUMN_LEFT';
    out.notes.push({ note, sheet: table.name, row: null, column, value, cells: values.length });
  }
};

/** The rows above the pupils: titles and headings; and columns of the sheet that the file does not have. */
export const nameHead = ({ table, header, out, target }: Reading): void => {
  const { rowIndex, lastRow } = header;
  const head = (note: NoteCode, from: number, to: number) => {
    const cells = countCells(table.rows.slice(from, to));
    if (cells === 0) return;
    const value =
      table.rows
        .slice(from, to)
        .flat()
        .map(cellText)
        .find((text) => text !== '') ?? null;
    out.notes.push({ note, sheet: table.name, row: from + 1, column: null, value, cells });
  };
  head('TITLES', 0, rowIndex);
  head('HEADINGS', rowIndex, lastRow + 1);
  out.notes.push(...hiddenParts(table, header));
  if (target.school !== undefined) out.notes.push(...otherSchools(table, rowIndex, target.school));
  for (const column of target.columns) {
    if (header.columns.has(column)) continue;
    const place = { sheet: table.name, row: null, column: markTitle(column), value: null };
    out.notes.push({ note: 'COLUMN_ABSENT', ...place, cells: 0 });
  }
};
