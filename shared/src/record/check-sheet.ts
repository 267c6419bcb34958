import type { Finding } from '../rules/finding.ts';
import type { ClassList } from '../school/class-list.ts';
import { HOMEROOM, sheetParts } from '../school/identifiers.ts';
import { valuesOfRow } from './averages-of-row.ts';
import { checkRow } from './check-row.ts';
import type { SheetState } from './sheet-state.ts';

/**
 * What keeps a sheet from being closed, pupil by pupil in the order of the class list: see `checkRow`; SUBJECT_UNKNOWN
 * when the class is not taught this subject. Pupils who moved away are left out.
 */
export const checkSheetComplete = (classList: ClassList, state: SheetState): Finding[] => {
  const { subject, term } = sheetParts(state.sheet);
  const taught = classList.subjects.find((s) => s.subject === subject);
  if (taught === undefined && subject !== HOMEROOM) return [{ code: 'SUBJECT_UNKNOWN', subject, term }];
  return classList.students
    .filter(({ status }) => status === 'studying')
    .flatMap((student) =>
      checkRow(student, subject, term, taught?.regularMarks ?? 0, valuesOfRow(state.cells[student.id])),
    );
};
