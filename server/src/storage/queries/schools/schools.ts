import { and, asc, count, desc, eq, gt, inArray } from 'drizzle-orm';
import { chunksOf } from '../../engine/chunks.ts';
import type { KeptRead } from '../../engine/db.ts';
import { type Db, type Write, write } from '../../engine/db.ts';
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
export const findSchool = async (db: Db, code: string): Promise<SchoolRow | undefined> => {
  const t = db.tables.school;
  return (await db.query.select().from(t).where(eq(t.code, code)))[0];
};

/** Every school, by code. */
export const listSchools = (db: Db): Promise<SchoolRow[]> =>
  db.query.select().from(db.tables.school).orderBy(asc(db.tables.school.code)).then(whole);

/** A new school; DUPLICATE when the code is taken. */
export const insertSchool = (row: SchoolRow): Write =>
  write((query, tables) => query.insert(tables.school).values(row), 1);

/** School years in which a school has classes, newest first. */
export const listYears = async (db: Db, schoolCode: string): Promise<string[]> => {
  const t = db.tables.school_class;
  const rows = await db.query
    .select({ year: t.year })
    .from(t)
    .where(eq(t.school, schoolCode))
    .groupBy(t.year)
    .orderBy(desc(t.year));
  return rows.map((row) => row.year);
};

// ── pupils ────────────────────────────────────────────────────────────────────────────────────────────────

/** The pupil of our own id. */
export const findStudent = async (db: Db, id: string): Promise<StudentRow | undefined> => {
  const t = db.tables.student;
  return (await db.query.select().from(t).where(eq(t.id, id)))[0];
};

/** The pupil of a ten-character sector code. */
export const findStudentByCode = async (db: Db, code: string): Promise<StudentRow | undefined> => {
  const t = db.tables.student;
  return (await db.query.select().from(t).where(eq(t.code, code)))[0];
};

/** The pupil of a 12-digit personal number. */
export const findStudentByPersonalId = async (
  db: Db,
  personalId: string,
): Promise<StudentRow | undefined> => {
  const t = db.tables.student;
  return (await db.query.select().from(t).where(eq(t.personal_id, personalId)))[0];
};

/** The pupils of these sector codes, in no order; unknown codes are left out. */
export const listStudentsByCode = async (db: Db, codes: readonly string[]): Promise<StudentRow[]> => {
  const t = db.tables.student;
  const found: StudentRow[] = [];
  for (const chunk of chunksOf(codes)) {
    found.push(...(await db.query.select().from(t).where(inArray(t.code, chunk))));
  }
  return found;
};

/** A page of all pupils by id; the next one begins after the last id, the first after ''. */
export const listStudentsAfter = async (db: Db, id: string, limit: number): Promise<StudentRow[]> => {
  const t = db.tables.student;
  return whole(await db.query.select().from(t).where(gt(t.id, id)).orderBy(asc(t.id)).limit(limit));
};

/** The pupils of these ids, in no order; unknown ids are left out. */
export const listStudentsById = async (db: Db, ids: readonly string[]): Promise<StudentRow[]> => {
  const t = db.tables.student;
  const found: StudentRow[] = [];
  for (const chunk of chunksOf(ids)) {
    found.push(...(await db.query.select().from(t).where(inArray(t.id, chunk))));
  }
  return found;
};

/** New pupils; DUPLICATE when a code or personal number is taken. */
export const insertStudents = (rows: readonly StudentRow[]): Write[] =>
  chunksOf(rows).map((chunk) =>
    write((query, tables) => query.insert(tables.student).values(chunk), chunk.length),
  );

/** New details of a known pupil; the id and the code never change. */
export const updateStudent = ({ id, code, ...details }: StudentRow): Write =>
  write(
    (query, { student: t }) =>
      query
        .update(t)
        .set(details)
        .where(and(eq(t.id, id), eq(t.code, code))),
    1,
  );

// ── classes ───────────────────────────────────────────────────────────────────────────────────────────────

const CLASS_BY_CODE: KeptRead<typeof school_class, { school: string; year: string; code: string }> = {
  from: (tables) => tables.school_class,
  where: (t, { value }) =>
    and(eq(t.school, value('school')), eq(t.year, value('year')), eq(t.code, value('code'))),
};

/** A class of a school year. */
export const findClass = async (
  db: Db,
  school: string,
  year: string,
  code: string,
): Promise<ClassRow | undefined> => (await db.read(CLASS_BY_CODE, { school, year, code }))[0];

const CLASSES_OF_YEAR: KeptRead<typeof school_class, { school: string; year: string }> = {
  from: (tables) => tables.school_class,
  where: (t, { value }) => and(eq(t.school, value('school')), eq(t.year, value('year'))),
  orderBy: (t) => [asc(t.grade), asc(t.code)],
};

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
  write((query, tables) => query.insert(tables.school_class).values(row), 1),
  ...chunksOf(subjects).map((chunk) =>
    write((query, tables) => query.insert(tables.class_subject).values(chunk), chunk.length),
  ),
];

/** Says which language a class learns under a subject; WRITE_CONFLICT when the class is not taught the subject. */
export const setLanguage = (
  of: Pick<ClassSubjectRow, 'school' | 'year' | 'class' | 'subject'>,
  language: string,
): Write =>
  write(
    (query, { class_subject: t }) =>
      query
        .update(t)
        .set({ language })
        .where(
          and(eq(t.school, of.school), eq(t.year, of.year), eq(t.class, of.class), eq(t.subject, of.subject)),
        ),
    1,
  );

/** The subjects of a class, in no order of meaning. */
export const listClassSubjects = (
  db: Db,
  schoolCode: string,
  year: string,
  classCode: string,
): Promise<ClassSubjectRow[]> => {
  const t = db.tables.class_subject;
  return db.query
    .select()
    .from(t)
    .where(and(eq(t.school, schoolCode), eq(t.year, year), eq(t.class, classCode)))
    .orderBy(asc(t.subject))
    .then(whole);
};

const SUBJECTS_OF_YEAR: KeptRead<typeof class_subject, { school: string; year: string }> = {
  from: (tables) => tables.class_subject,
  where: (t, { value }) => and(eq(t.school, value('school')), eq(t.year, value('year'))),
  orderBy: (t) => [asc(t.class), asc(t.subject)],
};

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
export const listClassStudents = (
  db: Db,
  schoolCode: string,
  year: string,
  classCode: string,
): Promise<Enrolled[]> => {
  const { enrolment: e, student: s } = db.tables;
  return enrolled(db)
    .where(and(eq(e.school, schoolCode), eq(e.year, year), eq(e.class, classCode)))
    .orderBy(asc(e.position), asc(s.code))
    .then(whole);
};

/** All pupils of a school's year with their enrolment, in no order. */
export const listYearStudents = (db: Db, schoolCode: string, year: string): Promise<Enrolled[]> => {
  const { enrolment: e } = db.tables;
  return enrolled(db)
    .where(and(eq(e.school, schoolCode), eq(e.year, year)))
    .then(whole);
};

/** Where a pupil is enrolled in a school's year. */
export const findEnrolment = async (
  db: Db,
  schoolCode: string,
  year: string,
  studentId: string,
): Promise<EnrolmentRow | undefined> => {
  const t = db.tables.enrolment;
  return (
    await db.query
      .select()
      .from(t)
      .where(and(eq(t.school, schoolCode), eq(t.year, year), eq(t.student, studentId)))
  )[0];
};

/** Every enrolment of a pupil, newest year first: the first studying one names the current school. */
export const listEnrolmentsOf = (db: Db, studentId: string): Promise<EnrolmentRow[]> => {
  const t = db.tables.enrolment;
  return db.query
    .select()
    .from(t)
    .where(eq(t.student, studentId))
    .orderBy(desc(t.year), asc(t.status), asc(t.school))
    .then(whole);
};

/** Number of pupils of a school year, moved ones included. */
export const countEnrolments = async (db: Db, schoolCode: string, year: string): Promise<number> => {
  const t = db.tables.enrolment;
  const rows = await db.query
    .select({ pupils: count() })
    .from(t)
    .where(and(eq(t.school, schoolCode), eq(t.year, year)));
  return rows[0]?.pupils ?? 0;
};

/** New enrolments; DUPLICATE when a pupil is enrolled in this school's year already. */
export const insertEnrolments = (rows: readonly EnrolmentRow[]): Write[] =>
  chunksOf(rows).map((chunk) =>
    write((query, tables) => query.insert(tables.enrolment).values(chunk), chunk.length),
  );

/** A changed enrolment: class, position, status and rights of the pupil in this year. */
export const updateEnrolment = ({ school: code, year, student: id, ...details }: EnrolmentRow): Write =>
  write(
    (query, { enrolment: t }) =>
      query
        .update(t)
        .set(details)
        .where(and(eq(t.school, code), eq(t.year, year), eq(t.student, id))),
    1,
  );

// ── who teaches what ──────────────────────────────────────────────────────────────────────────────────────

/** Teachers of a class: one row per subject, `homeroom` among them. */
export const listAssignments = (
  db: Db,
  schoolCode: string,
  year: string,
  classCode: string,
): Promise<AssignmentRow[]> => {
  const t = db.tables.assignment;
  return db.query
    .select()
    .from(t)
    .where(and(eq(t.school, schoolCode), eq(t.year, year), eq(t.class, classCode)))
    .orderBy(asc(t.subject))
    .then(whole);
};

const ASSIGNMENTS_OF_ACCOUNT: KeptRead<typeof assignment, { account: string }> = {
  from: (tables) => tables.assignment,
  where: (t, { value }) => eq(t.account, value('account')),
  orderBy: (t) => [desc(t.year), asc(t.class), asc(t.subject)],
};

/** Everything an account teaches, newest year first. */
export const listAssignmentsOf = (db: Db, account: string): Promise<AssignmentRow[]> =>
  db.read(ASSIGNMENTS_OF_ACCOUNT, { account });

/** The teachers of all subjects in a school year, in no order. */
export const listAssignmentsOfYear = async (
  db: Db,
  school: string,
  year: string,
): Promise<AssignmentRow[]> => {
  const t = db.tables.assignment;
  const ofYear = and(eq(t.school, school), eq(t.year, year));
  return whole(await db.query.select().from(t).where(ofYear));
};

/** New assignments; DUPLICATE when a subject of the class has its teacher already. */
export const insertAssignments = (rows: readonly AssignmentRow[]): Write[] =>
  chunksOf(rows).map((chunk) =>
    write((query, tables) => query.insert(tables.assignment).values(chunk), chunk.length),
  );

/** Takes a subject of a class from its teacher; WRITE_CONFLICT when another has it. */
export const deleteAssignment = (row: AssignmentRow): Write =>
  write(
    (query, { assignment: t }) =>
      query
        .delete(t)
        .where(
          and(
            eq(t.school, row.school),
            eq(t.year, row.year),
            eq(t.class, row.class),
            eq(t.subject, row.subject),
            eq(t.account, row.account),
          ),
        ),
    1,
  );

/** drizzle's builders are thenables of their own kind; callers get a plain array. */
const whole = <Row>(rows: readonly Row[]): Row[] => [...rows];
