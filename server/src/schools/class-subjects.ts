import type { PlannedRow } from '@hocba/shared/exchange/roster/planned-row';
import { atRow, type RosterRow } from '@hocba/shared/exchange/roster/roster';
import type { ImportError } from '@hocba/shared/exchange/workbook/headings/header';
import { regularMarksIn } from '@hocba/shared/regulations/sheet-rules';
import { ELECTIVES, OPTIONAL_SUBJECTS } from '@hocba/shared/school/curriculum/curriculum';
import { notTakenOf } from '@hocba/shared/school/curriculum/electives';
import {
  findSubject,
  gradeOfClass,
  subjectsOfGrade,
} from '@hocba/shared/school/curriculum/subjects-of-grade';
import type {
  ClassCode,
  SchoolCode,
  SchoolYear,
  StudentCode,
  SubjectCode,
} from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/engine/db.ts';
import { listClassSubjects, type NewClassSubject } from '../storage/queries/schools/schools.ts';

/** Where a pupil list goes: the school, the school year, and what classes chose of the electives of their grade. */
export interface RosterTarget {
  readonly school: SchoolCode;
  readonly year: SchoolYear;
  readonly electives?: readonly SubjectCode[];
  /** Subjects whose learning topics (cụm chuyên đề) new classes take: each has one regular mark more. */
  readonly topics?: readonly SubjectCode[];
  /** The one sheet of the workbook that is read; all that are pupil lists where none is named. */
  readonly only?: string;
  /** The pupils whose new name, birth date, sex or personal number a person has confirmed, by code. */
  readonly identities?: readonly StudentCode[];
}

/**
 * The subjects of a class that is not there yet: those of its grade, the electives that its pupils name (else those
 * the whole import is told), and what some of them take besides.
 */
export const subjectsOfNewClass = (
  { school, year, electives, topics = [] }: RosterTarget,
  code: ClassCode,
  rows: readonly RosterRow[],
): NewClassSubject[] => {
  const grade = gradeOfClass(code);
  const named = new Set(rows.flatMap((row) => (row.class === code ? (row.chosen ?? []) : [])));
  const chosen = ELECTIVES.filter((subject) => named.has(subject));
  const further = OPTIONAL_SUBJECTS.filter(
    (subject) => named.has(subject) && findSubject(subject, grade) !== undefined,
  );
  const base = subjectsOfGrade(grade, chosen.length > 0 ? chosen : electives);
  const taught = [...new Set([...base, ...further])];
  return taught.map((subject) => ({
    school,
    year,
    class: code,
    subject,
    regular_marks: regularMarksIn({ grade, year }, subject, topics.includes(subject)),
  }));
};

/**
 * The rows with what each pupil does not take of the class. SUBJECT_UNKNOWN for a subject that a class which is there
 * already is not taught: a file of pupils never changes what a class is taught.
 */
export const planChoices = async (
  db: Db,
  target: RosterTarget,
  rows: readonly RosterRow[],
  newClasses: readonly ClassCode[],
): Promise<{ rows: PlannedRow[]; errors: ImportError[] }> => {
  const taught = new Map<ClassCode, readonly SubjectCode[]>();
  for (const code of new Set(rows.map((row) => row.class))) {
    const subjects = newClasses.includes(code)
      ? subjectsOfNewClass(target, code, rows)
      : await listClassSubjects(db, target.school, target.year, code);
    taught.set(
      code,
      subjects.map(({ subject }) => subject as SubjectCode),
    );
  }
  const errors: ImportError[] = [];
  const planned = rows.map((row): PlannedRow => {
    const subjects = taught.get(row.class) ?? [];
    const strange = (row.chosen ?? []).find((subject) => !subjects.includes(subject));
    if (strange !== undefined) {
      errors.push({ code: 'SUBJECT_UNKNOWN', ...atRow(row), column: 'Môn lựa chọn', value: strange });
    }
    return { ...row, notTaken: row.chosen === null ? null : notTakenOf(subjects, row.chosen) };
  });
  return { rows: planned, errors };
};
