import type { RecordSheet } from '../regulations/record-sources.ts';
import type { StudentId } from '../school/identifiers.ts';
import type { SheetState } from './sheet-state.ts';

/** A sheet as one pupil's record sees it: a row that was brought from a closed sheet rests on that one. */
export const recordSheetOf = (
  { cells, state, brought }: Pick<SheetState, 'cells' | 'state' | 'brought'>,
  digest: string,
  student: StudentId,
): RecordSheet => {
  const own = brought !== undefined && Object.hasOwn(brought, student) ? brought[student] : undefined;
  if (own === undefined) return { cells: cells[student], state, digest };
  return { cells: own.cells, state: 'closed', digest: own.digest, broughtFrom: own.sheet };
};
