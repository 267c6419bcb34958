import { foldHeading, type Header } from './headings/header.ts';
import { cellText, isBlank, isUnread, type SheetRow } from './sheet-table.ts';

/** The words that offices write before averages, counts and shares below a list, folded. */
const SUMMARY =
  /^(trungbinh|diemtrungbinh|diemtb|tblop|tbcot|tbc|dtb|tong|tongso|tongcong|cong|soluong|tile|tyle|caonhat|thapnhat|lonnhat|nhonhat|siso|sobai|sohs|sohocsinh|tren|duoi|max|min|average|sum|count|gioi|kha|trungbinhtrolen)(?![a-z])|^(trungbinh|tongso|tongcong|tile|tyle|caonhat|thapnhat|soluong|sohocsinh|sobai|diemtb|diemtrungbinh|siso)/;

/** Whether a text has the form of a pupil's code: digits, with fewer letters than digits and no two words. */
const looksLikeCode = (text: string): boolean => {
  const digits = text.replace(/\D/g, '').length;
  const words = text.split(' ').filter((word) => /^\p{L}{2,}$/u.test(word)).length;
  return digits > 0 && words < 2 && text.replace(/\P{L}/gu, '').length <= digits;
};

/** Whether a row has a code; a signature or a sum that stands in the code's column is none. */
export const hasCode = (row: SheetRow, codeColumn: number): boolean =>
  !isBlank(row[codeColumn]) && looksLikeCode(cellText(row[codeColumn]));

/** Whether a row is named as a sum, an average or a share of the rows above, in a column that is not `except`. */
export const isSummary = (row: SheetRow, except: ReadonlySet<number>): boolean =>
  row.some((value, column) => {
    if (except.has(column) || typeof value !== 'string') return false;
    return SUMMARY.test(foldHeading(value));
  });

/** Whether each filled cell of a row in the columns that we read is a formula that was never computed. */
export const isOnlyFormulas = (row: SheetRow, columns: ReadonlySet<number>): boolean =>
  row.every((value, column) => {
    if (!columns.has(column) || isBlank(value)) return true;
    return isUnread(value) && value.unread === 'formula';
  });

/** Whether a row only counts the columns: 1, 2, 3 and so on, as printed forms have below their headings. */
const countsColumns = (row: SheetRow): boolean => {
  const filled = row.filter((value) => !isBlank(value));
  const first = Number(filled[0]);
  return filled.length > 2 && filled.every((value, i) => Number(cellText(value)) === first + i);
};

/** Whether a row says the headings once more, as after the end of a printed page. */
export const repeatsHeader = <Key extends string>(
  row: SheetRow,
  rows: readonly SheetRow[],
  { rowIndex, lastRow }: Header<Key>,
): boolean => {
  if (countsColumns(row)) return true;
  const heads = rows.slice(rowIndex, lastRow + 1);
  const filled = row.flatMap((value, column) => (isBlank(value) ? [] : [column]));
  return heads.some((head) => {
    const same = filled.filter(
      (column) => foldHeading(cellText(row[column])) === foldHeading(cellText(head[column])),
    );
    return same.length === filled.length && filled.some((column) => typeof row[column] === 'string');
  });
};
