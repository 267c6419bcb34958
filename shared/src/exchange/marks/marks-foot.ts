import type { ColumnCode } from '../../school/identifiers.ts';
import { searchKey } from '../../text/names/search-key.ts';
import { otherTitle } from '../workbook/choose-sheet.ts';
import { isOnlyFormulas, isSummary } from '../workbook/foot-rows.ts';
import { nameIn } from '../workbook/headings/name-columns.ts';
import { otherHeadings } from '../workbook/headings/second-headings.ts';
import { isBlank, isUnread, quoteCell } from '../workbook/sheet-table.ts';
import { at, fail, noteRow, type Reading } from './marks-reading.ts';

/** Whether a row that is passed over says that what stands below it is something else. */
const isOtherTable = (reading: Reading, row: number): boolean => {
  const { table, target, first, out, lastPupil } = reading;
  const isLast = row > lastPupil;
  const errors = [...otherHeadings(first, row, isLast), ...otherTitle(table, row, target.claims, isLast)];
  out.errors.push(...errors);
  return errors.length > 0;
};

/**
 * A row without a pupil's code: sums and signatures are passed over and named; marks of nobody, and a pupil of the class
 * whose code is missing, are an error.
 */
export const readFoot = (reading: Reading, row: number): void => {
  const { table, header, target } = reading;
  const cells = table.rows[row] ?? [];
  if (isOtherTable(reading, row)) return;
  const marks = target.columns.flatMap((column) => header.columns.get(column) ?? []);
  const columns = new Set(marks);
  const isMark = (column: ColumnCode): boolean => {
    const value = at(reading, row, column);
    if (typeof value === 'number') return true;
    const mark = isBlank(value) ? undefined : target.read(column, value);
    return mark !== undefined && 'value' in mark && mark.value !== null;
  };
  const name = nameIn(cells, header);
  const isBroken = marks.some((column) => isUnread(cells[column])) && name !== '';
  const isRemark = (column: ColumnCode) => column === 'remark' && name === '';
  const found = target.columns.find((column) => !isRemark(column) && isMark(column));
  const hasFormulas = marks.some((column) => isUnread(cells[column])) && isOnlyFormulas(cells, columns);
  if (isSummary(cells, columns) || (hasFormulas && !isBroken)) {
    noteRow(reading, 'ROW_SUMMARY', row);
    return;
  }
  const isPupil = target.students.some((student) => searchKey(student.name) === searchKey(name));
  if (found === undefined && !isBroken && !isPupil) {
    noteRow(reading, 'ROW_FOOT', row);
    return;
  }
  const value = name === '' ? quoteCell(found === undefined ? null : at(reading, row, found)) : name;
  fail(reading, 'ROW_WITHOUT_CODE', row, 'Mã học sinh', { value });
};
