import { and, asc, count, desc, eq, gte } from 'drizzle-orm';
import type { Db, KeptRead, Write } from '../../engine/db.ts';
import {
  allRows,
  deleteRows,
  findRow,
  having,
  insertRow,
  insertRows,
  keptQuestion,
  listRows,
  listRowsOf,
  updateRows,
} from '../../engine/rows.ts';
import type {
  assignment,
  class_subject,
  enrolment,
  school,
  school_class,
  student,
} from '../../tables/tables.ts';

export type SchoolRow = typeof school.$inferSelect;
export type StudentRow = typeof student.$inferSelect;
export type ClassRow = typeof school_class.$inferSelect;
export type ClassSubjectRow = typeof class_subject.$inferSelect;
/** A subject as it is written; most have no language. */
export type NewClassSubject = Omit<ClassSubjectRow, 'language'> & { readonly language?: string | null };
export type EnrolmentRow = typeof enrolment.$inferSelect;
export type AssignmentRow = typeof assignment.$inferSelect;

// ── schools ───────────────────────────────────────────────────────────────────────────────────────────────

/** The school of a code. */
export const findSchool = (db: Db, code: string): Promise<SchoolRow | undefined> =>
  findRow(db, 'school', { code });

/** Every school, by code. */
export const listSchools = (db: Db): Promise<SchoolRow[]> => listRows(db, 'school', {}, ['code']);

/** The schools of these codes, in no order; unknown codes are left out. */
export const listSchoolsOf = (db: Db, codes: readonly string[]): Promise<SchoolRow[]> =>
  listRowsOf(db, 'school', ['code', codes]);

/** A new school; DUPLICATE when the code is taken. */
export const insertSchool = (row: SchoolRow): Write => insertRow('school', row);

/** School years in which a school has classes, newest first. */
export const listYears = async (db: Db, school: string): Promise<string[]> => {
  const t = db.tables.school_class;
  const rows = db.query.select({ year: t.year }).from(t).where(having(t, { school }));
  return (await rows.groupBy(t.year).orderBy(desc(t.year))).map(({ year }) => year);
};

// ── pupils ────────────────────────────────────────────────────────────────────────────────────────────────

/** The pupil of our own id. */
export const findStudent = (db: Db, id: string): Promise<StudentRow | undefined> =>
  findRow(db, 'student', { id });

const STUDENT_BY_CODE = keptQuestion('student', ['code']);

/** The pupil of a ten-character sector code. */
export const findStudentByCode = async (db: Db, code: string): Promise<StudentRow | undefined> =>
  (await db.read(STUDENT_BY_CODE, { code }))[0];

const STUDENT_BY_PERSONAL_ID = keptQuestion('student', ['personal_id']);

/** The pupil of a 12-digit personal number. */
export const findStudentByPersonalId = async (db: Db, personalId: string): Promise<StudentRow | undefined> =>
  (await db.read(STUDENT_BY_PERSONAL_ID, { personal_id: personalId }))[0];

/** The pupils of these sector codes, in no order; unknown codes are left out. */
export const listStudentsByCode = (db: Db, codes: readonly string[]): Promise<StudentRow[]> =>
  listRowsOf(db, 'student', ['code', codes]);

/** The pupils of these ids of ours, in no order; unknown ids are left out. */
export const listStudents = (db: Db, ids: readonly string[]): Promise<StudentRow[]> =>
  listRowsOf(db, 'student', ['id', ids]);

/** All pupils page by page, by id. */
export const readStudents = (db: Db, size?: number): AsyncGenerator<readonly StudentRow[]> =>
  allRows(db, 'student', 'id', size);

/** New pupils; DUPLICATE when a code or personal number is taken. */
export const insertStudents = (rows: readonly StudentRow[]): Write[] => insertRows('student', rows);

/** New details of a known pupil; the id and the code never change. */
export const updateStudent = ({ id, code, ...details }: StudentRow): Write =>
  updateRows('student', { id, code }, details, 1);

// ── classes ───────────────────────────────────────────────────────────────────────────────────────────────

const CLASS_BY_CODE = keptQuestion('school_class', ['school', 'year', 'code']);

/** A class of a school year. */
export const findClass = async (
  db: Db,
  school: string,
  year: string,
  code: string,
): Promise<ClassRow | undefined> => (await db.read(CLASS_BY_CODE, { school, year, code }))[0];

const CLASSES_OF_YEAR = keptQuestion('school_class', ['school', 'year'], (t) => [asc(t.grade), asc(t.code)]);

const ANY_CLASS: KeptRead<typeof school_class, { school: string; year: string; most: number }> = {
  from: (tables) => tables.school_class,
  where: (t, { value }) => and(eq(t.school, value('school')), eq(t.year, value('year'))),
  limit: 'most',
};

/** Whether a school has any class in a school year. */
export const hasClasses = async (db: Db, school: string, year: string): Promise<boolean> =>
  (await db.read(ANY_CLASS, { school, year, most: 1 })).length > 0;

/** The classes of a school year, by grade and code. */
export const listClasses = (db: Db, school: string, year: string): Promise<ClassRow[]> =>
  db.read(CLASSES_OF_YEAR, { school, year });

/** A new class with the subjects taught in it; DUPLICATE when it exists. */
export const insertClass = (row: ClassRow, subjects: readonly NewClassSubject[]): Write[] => [
  insertRow('school_class', row),
  ...insertRows('class_subject', subjects),
];

/** Says which language a class learns under a subject; WRITE_CONFLICT when the class is not taught the subject. */
export const setLanguage = (
  { school, year, class: code, subject }: Pick<ClassSubjectRow, 'school' | 'year' | 'class' | 'subject'>,
  language: string,
): Write => updateRows('class_subject', { school, year, class: code, subject }, { language }, 1);

/** The subjects of a class, in no order of meaning. */
export const listClassSubjects = (
  db: Db,
  school: string,
  year: string,
  classCode: string,
): Promise<ClassSubjectRow[]> =>
  listRows(db, 'class_subject', { school, year, class: classCode }, ['subject']);

const SUBJECTS_OF_YEAR = keptQuestion('class_subject', ['school', 'year'], (t) => [
  asc(t.class),
  asc(t.subject),
]);

/** The subjects of every class of a school year. */
export const listSubjectsOfYear = (db: Db, school: string, year: string): Promise<ClassSubjectRow[]> =>
  db.read(SUBJECTS_OF_YEAR, { school, year });

// ── enrolments ────────────────────────────────────────────────────────────────────────────────────────────

/** A pupil with the enrolment of one school year. */
export interface Enrolled {
  readonly student: StudentRow;
  readonly enrolment: EnrolmentRow;
}

const enrolled = ({ query, tables: { enrolment: e, student: s } }: Db) =>
  query.select({ student: s, enrolment: e }).from(e).innerJoin(s, eq(s.id, e.student));

/** The pupils of a class with their enrolment, by position. */
export const listClassStudents = async (
  db: Db,
  school: string,
  year: string,
  classCode: string,
): Promise<Enrolled[]> => {
  const { enrolment: e, student: s } = db.tables;
  const ofClass = enrolled(db).where(having(e, { school, year, class: classCode }));
  return [...(await ofClass.orderBy(asc(e.position), asc(s.code)))];
};

/** All pupils of a school's year with their enrolment, in no order. */
export const listYearStudents = async (db: Db, school: string, year: string): Promise<Enrolled[]> => [
  ...(await enrolled(db).where(having(db.tables.enrolment, { school, year }))),
];

/** Where a pupil is enrolled in a school's year. */
export const findEnrolment = (
  db: Db,
  school: string,
  year: string,
  student: string,
): Promise<EnrolmentRow | undefined> => findRow(db, 'enrolment', { school, year, student });

/** Every enrolment of a pupil, newest year first: the first studying one names the current school. */
export const listEnrolmentsOf = async (db: Db, student: string): Promise<EnrolmentRow[]> => {
  const t = db.tables.enrolment;
  const rows = db.query.select().from(t).where(having(t, { student }));
  return [...(await rows.orderBy(desc(t.year), asc(t.status), asc(t.school)))];
};

/** Every enrolment of some pupils, in no order. */
export const listEnrolmentsOfPupils = (db: Db, students: readonly string[]): Promise<EnrolmentRow[]> =>
  listRowsOf(db, 'enrolment', ['student', students]);

/** Enrolments that ended because the pupil moved away, since a school year, of one school or of all (null), in no order. */
export const listMovedAway = async (
  db: Db,
  { from, school }: { readonly from: string; readonly school: string | null },
): Promise<EnrolmentRow[]> => {
  const t = db.tables.enrolment;
  const ofSchool = school === null ? undefined : eq(t.school, school);
  const rows = db.query.select().from(t);
  return [...(await rows.where(and(eq(t.status, 'moved-away'), gte(t.year, from), ofSchool)))];
};

/** Number of pupils of a school year, moved ones included. */
export const countEnrolments = async (db: Db, school: string, year: string): Promise<number> => {
  const t = db.tables.enrolment;
  const rows = db.query.select({ pupils: count() }).from(t).where(having(t, { school, year }));
  return (await rows)[0]?.pupils ?? 0;
};

/** New enrolments; DUPLICATE when a pupil is enrolled in this school's year already. */
export const insertEnrolments = (rows: readonly EnrolmentRow[]): Write[] => insertRows('enrolment', rows);

/** A changed enrolment: class, position, status and rights of the pupil in this year. */
export const updateEnrolment = ({ school, year, student, ...details }: EnrolmentRow): Write =>
  updateRows('enrolment', { school, year, student }, details, 1);

/** Takes a pupil who still studies in a class out of a school; WRITE_CONFLICT when somebody changed that meanwhile. */
export const leaveSchool = (
  { school, year, student, class: code }: Pick<EnrolmentRow, 'school' | 'year' | 'student' | 'class'>,
  leftOn: string,
): Write =>
  updateRows(
    'enrolment',
    { school, year, student, class: code, status: 'studying' },
    { status: 'moved-away', left_on: leftOn },
    1,
  );

/** Keeps a pupil in a class while something that rests on it is written; WRITE_CONFLICT when the pupil has left it. */
export const keepEnrolled = ({
  school,
  year,
  student,
  class: code,
}: Pick<EnrolmentRow, 'school' | 'year' | 'student' | 'class'>): Write =>
  updateRows(
    'enrolment',
    { school, year, student, class: code, status: 'studying' },
    { status: 'studying' },
    1,
  );

// ── who teaches what ──────────────────────────────────────────────────────────────────────────────────────

/** Teachers of a class: one row per subject, `homeroom` among them. */
export const listAssignments = (
  db: Db,
  school: string,
  year: string,
  classCode: string,
): Promise<AssignmentRow[]> => listRows(db, 'assignment', { school, year, class: classCode }, ['subject']);

const ASSIGNMENTS_OF_ACCOUNT = keptQuestion('assignment', ['account'], (t) => [
  desc(t.year),
  asc(t.class),
  asc(t.subject),
]);

/** Everything an account teaches, newest year first. */
export const listAssignmentsOf = (db: Db, account: string): Promise<AssignmentRow[]> =>
  db.read(ASSIGNMENTS_OF_ACCOUNT, { account });

/** The teachers of all subjects in a school year, in no order. */
export const listAssignmentsOfYear = (db: Db, school: string, year: string): Promise<AssignmentRow[]> =>
  listRows(db, 'assignment', { school, year });

/** New assignments; DUPLICATE when a subject of the class has its teacher already. */
export const insertAssignments = (rows: readonly AssignmentRow[]): Write[] => insertRows('assignment', rows);

/** Takes a subject of a class from its teacher; WRITE_CONFLICT when another has it. */
export const deleteAssignment = (row: AssignmentRow): Write => deleteRows('assignment', row, 1);
