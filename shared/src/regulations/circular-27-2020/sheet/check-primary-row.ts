import type { Finding } from '../../../marks/finding.ts';
import type { RowValues } from '../../../marks/row-values.ts';
import type { ClassStudent } from '../../../school/class-list.ts';
import { primaryPeriodsOf } from '../../../school/curriculum/curriculum-primary.ts';
import { isEmptyByRight } from '../../../school/curriculum/electives.ts';
import { HOMEROOM } from '../../../school/identifiers.ts';
import {
  checkPrimaryCell,
  type PrimaryColumn,
  type PrimarySheet,
  primaryColumnKindOf,
  primaryColumnsOf,
} from './columns.ts';

/** The code of an empty cell of each kind; remarks (see `check-row.ts`) and the tick may be left out. */
const MISSING = {
  level: 'LEVEL_MISSING',
  trait: 'LEVEL_MISSING',
  test: 'TEST_MISSING',
  count: 'ABSENCES_MISSING',
} as const;

const checkColumn = (sheet: PrimarySheet, column: PrimaryColumn, row: RowValues): Finding[] => {
  const value = row[column] ?? null;
  const kind = primaryColumnKindOf(sheet, column);
  const { subject, term } = sheet;
  if (value !== null && kind === 'test' && value === 'V') {
    return [{ code: 'MARK_ABSENT', subject, term, column, value }];
  }
  if (kind === 'text') return [];
  if (value !== null) return checkPrimaryCell(sheet, column, value);
  return kind === undefined || kind === 'tick' ? [] : [{ code: MISSING[kind], subject, term, column }];
};

/**
 * What keeps one pupil's row of a primary sheet from being complete: LEVEL_MISSING, TEST_MISSING, MARK_ABSENT
 * (a test to make up), ABSENCES_MISSING, SUBJECT_UNKNOWN, or a value the rules refuse. Nothing for cells that
 * are empty by right. Circular 27/2020, Art. 7 and 8.
 */
export const checkPrimaryRow = (student: ClassStudent, sheet: PrimarySheet, row: RowValues): Finding[] => {
  const { subject, grade, term } = sheet;
  if (isEmptyByRight(student, subject)) return [];
  if (subject !== HOMEROOM && primaryPeriodsOf(subject, grade) === 0) {
    return [{ code: 'SUBJECT_UNKNOWN', student: student.id, subject, term }];
  }
  return primaryColumnsOf(sheet).flatMap((column) =>
    checkColumn(sheet, column, row).map((finding) => ({ ...finding, student: student.id })),
  );
};
