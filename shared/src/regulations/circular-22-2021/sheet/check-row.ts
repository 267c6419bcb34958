import type { Finding } from '../../../marks/finding.ts';
import type { RowValues } from '../../../marks/row-values.ts';
import type { ClassStudent } from '../../../school/class-list.ts';
import { SUBJECTS } from '../../../school/curriculum/curriculum.ts';
import { isEmptyByRight } from '../../../school/curriculum/electives.ts';
import { type ColumnCode, HOMEROOM, type SubjectCode, type Term } from '../../../school/identifiers.ts';
import { checkCell, columnsOf } from './columns.ts';

const MISSING: Partial<Record<ColumnCode, Finding['code']>> = {
  conduct: 'CONDUCT_MISSING',
  absent: 'ABSENCES_MISSING',
};

/**
 * A remark may be left out; every other column must be filled. One that stands in a sheet was judged when it came, and it
 * is not judged again: no later rule may keep a closed sheet from being signed.
 */
const isOptional = (column: ColumnCode): boolean => column === 'remark';

const NOTHING: readonly Finding[] = [];

const checkColumn = (subject: SubjectCode, column: ColumnCode, row: RowValues): readonly Finding[] => {
  const value = row[column] ?? null;
  if (isOptional(column)) return NOTHING;
  if (value === null) return [{ code: MISSING[column] ?? 'MARK_MISSING', subject, column }];
  if (subject !== HOMEROOM && value === 'V') return [{ code: 'MARK_ABSENT', subject, column, value }];
  // Miễn typed into a cell gives no right; the right is on the class list, where the school's office puts it.
  if (subject !== HOMEROOM && value === 'M') return [{ code: 'MARK_MISSING', subject, column, value }];
  return checkCell(subject, column, value);
};

/**
 * What keeps one pupil's row of a sheet from being complete: MARK_MISSING, MARK_ABSENT (a test to make up),
 * CONDUCT_MISSING, ABSENCES_MISSING, SUBJECT_UNKNOWN, or a value the rules refuse. Nothing for cells that are
 * empty by right.
 */
export const checkRow = (
  student: ClassStudent,
  subject: SubjectCode,
  term: Term,
  regularMarks: number,
  row: RowValues,
): Finding[] => {
  const findings: Finding[] = [];
  if (isEmptyByRight(student, subject)) return findings;
  // Asking for the marks of a subject that is not in the curriculum would send a teacher to fill cells that nothing counts.
  if (subject !== HOMEROOM && SUBJECTS[subject] === undefined) {
    return [{ code: 'SUBJECT_UNKNOWN', student: student.id, subject, term }];
  }
  for (const column of columnsOf(subject, regularMarks)) {
    for (const finding of checkColumn(subject, column, row)) {
      findings.push({ ...finding, student: student.id, term });
    }
  }
  return findings;
};
