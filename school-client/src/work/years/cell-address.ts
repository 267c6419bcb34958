import {
  type ColumnCode,
  parseIdentifier,
  type SchoolYear,
  type SheetId,
  StudentId,
} from '@hocba/shared/school/identifiers';

/** A cell of a sheet. */
export interface CellOfSheet {
  readonly student: StudentId;
  readonly column: ColumnCode;
}

/** The address of a sheet, opened at a cell. The text behind `#` never leaves the browser. */
export const sheetAddress = (
  year: SchoolYear,
  sheet: SheetId,
  cell?: { readonly student?: string | undefined; readonly column?: string | undefined },
): string => {
  const address = `/sheet/${year}/${sheet}`;
  return cell?.student === undefined ? address : `${address}#${cell.student}:${cell.column ?? ''}`;
};

/** The cell that an address asks for; undefined when it asks for none. */
export const cellOfHash = (hash: string): CellOfSheet | undefined => {
  const [student, column] = hash.slice(1).split(':');
  const id = parseIdentifier(StudentId, student);
  return id === undefined || column === undefined ? undefined : { student: id, column: column as ColumnCode };
};
