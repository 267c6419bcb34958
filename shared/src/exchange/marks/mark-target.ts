import type { SheetCells } from '../../record/sheet-state.ts';
import type { ClassStudent } from '../../school/class-list.ts';
import type { ColumnCode } from '../../school/identifiers.ts';
import type { ClaimTarget } from '../workbook/titles/sheet-claims.ts';
import type { MarkReader } from './mark-reader.ts';

/** The sheet that marks are imported into: its columns, how its cells are read, its pupils and what it holds now. */
export interface MarkTarget {
  readonly columns: readonly ColumnCode[];
  readonly read: MarkReader;
  readonly students: readonly ClassStudent[];
  readonly cells: SheetCells;
  /** The facts that sheet names and titles of the file must not contradict. */
  readonly claims: ClaimTarget;
  /** The name of the school; titles that name another one are worth a look. */
  readonly school?: string;
  /** The one sheet of the workbook that a person chose by its name. */
  readonly only?: string;
}
