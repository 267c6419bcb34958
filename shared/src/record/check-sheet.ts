import type { Finding } from '../marks/finding.ts';
import { valuesOfRow } from '../marks/row-values.ts';
import { sheetPlaceOf } from '../marks/sheet-place.ts';
import { checkSheetRow } from '../regulations/sheet-rules.ts';
import type { ClassList, ClassStudent } from '../school/class-list.ts';
import { isEmptyByRight } from '../school/curriculum/electives.ts';
import {
  type ColumnCode,
  HOMEROOM,
  type StudentId,
  type SubjectCode,
  sheetParts,
} from '../school/identifiers.ts';
import type { SheetState } from './sheet-state.ts';

/** Whether a pupil's row came from a closed sheet of another class: it is approved, and nothing is entered here. */
const isBrought = ({ brought = {} }: SheetState, student: StudentId): boolean =>
  Object.hasOwn(brought, student);

/** A summer sheet is complete when all who are asked on it have a result; one that nobody is asked on is no sheet. */
const checkSummerSheet = (classList: ClassList, state: SheetState, subject: SubjectCode): Finding[] => {
  const { students } = classList;
  const place = sheetPlaceOf(classList, state.sheet);
  const { asked = {}, cells } = state;
  const those = students.filter(({ id, status }) => status === 'studying' && Object.hasOwn(asked, id));
  if (those.length === 0) return [{ code: 'SUMMER_NOT_ASKED', subject, term: 'summer' }];
  return those
    .filter(({ id }) => !isBrought(state, id))
    .flatMap((student) => checkSheetRow(place, student, valuesOfRow(cells[student.id])));
};

/**
 * What keeps a sheet from being closed, pupil by pupil in the order of the class list, by the sheet's regulation: see
 * `checkSheetRow`, in the summer of the pupils asked; SUBJECT_UNKNOWN when the class is not taught this subject. Pupils
 * who moved away and rows that are approved already are left out.
 */
export const checkSheetComplete = (classList: ClassList, state: SheetState): Finding[] => {
  const { subject, term } = sheetParts(state.sheet);
  const taught = classList.subjects.find((s) => s.subject === subject);
  if (taught === undefined && subject !== HOMEROOM) return [{ code: 'SUBJECT_UNKNOWN', subject, term }];
  if (term === 'summer') return checkSummerSheet(classList, state, subject);
  const place = sheetPlaceOf(classList, state.sheet);
  return classList.students
    .filter(({ id, status }) => status === 'studying' && !isBrought(state, id))
    .flatMap((student) => checkSheetRow(place, student, valuesOfRow(state.cells[student.id])));
};

/**
 * The pupils whose cells of a sheet have to be filled: those who study here, have no right to empty cells and brought no
 * approved row along.
 */
export const askedStudents = ({ students }: ClassList, state: SheetState): ClassStudent[] => {
  const { sheet, asked = {} } = state;
  const { subject, term } = sheetParts(sheet);
  return students.filter(
    (student) =>
      student.status === 'studying' &&
      !isBrought(state, student.id) &&
      (term === 'summer' ? Object.hasOwn(asked, student.id) : !isEmptyByRight(student, subject)),
  );
};

/** The columns that have to be filled before a sheet can be closed; what may be left out is not among them. */
export const askedColumns = (classList: ClassList, state: SheetState): ColumnCode[] => {
  // All pupils are asked for the columns that the first one is asked for.
  const [first] = askedStudents(classList, state);
  if (first === undefined) return [];
  const empty = checkSheetComplete({ ...classList, students: [first] }, { ...state, cells: {} });
  return empty.flatMap(({ column }) => (column === undefined ? [] : [column as ColumnCode]));
};

/** How many cells of a sheet have to be filled before it can be closed. */
export const countAskedCells = (classList: ClassList, state: SheetState): number =>
  askedStudents(classList, state).length * askedColumns(classList, state).length;
