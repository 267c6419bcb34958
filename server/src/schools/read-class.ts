import type { PupilDetail } from '@hocba/shared/documents/internal';
import { MAX_PUPILS } from '@hocba/shared/exchange/roster/roster-order';
import { isFrozen, type RecordState } from '@hocba/shared/lifecycle/states';
import { RegistryError } from '@hocba/shared/problems';
import type { ClassList, ClassStudent } from '@hocba/shared/school/class-list';
import { isLanguageCode } from '@hocba/shared/school/curriculum/foreign-language';
import {
  type AccountName,
  type ClassCode,
  databaseNameOf,
  HOMEROOM,
  type LocalDate,
  type PersonalId,
  type SchoolCode,
  type SchoolYear,
  type StudentCode,
  type StudentId,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import type { Db } from '../storage/engine/db.ts';
import { listYearRecordsOf } from '../storage/queries/records/year-records.ts';
import { listFormerClasses, listFormerPupils } from '../storage/queries/schools/former-classes.ts';
import {
  type Enrolled,
  type EnrolmentRow,
  findClass,
  listAssignments,
  listClassStudents,
  listClassSubjects,
  type StudentRow,
} from '../storage/queries/schools/schools.ts';

const classStudent = (
  student: StudentRow,
  enrolment: EnrolmentRow,
  cameFrom: readonly ClassCode[] = [],
): ClassStudent => ({
  id: student.id as StudentId,
  code: student.code as StudentCode,
  order: enrolment.position,
  name: student.name,
  birthDate: student.birth_date as BirthDate,
  sex: student.sex as ClassStudent['sex'],
  status: enrolment.status as ClassStudent['status'],
  exempt: enrolment.exempt as SubjectCode[],
  notAssessed: enrolment.not_assessed,
  ...(enrolment.not_taken === null ? {} : { notTaken: enrolment.not_taken as SubjectCode[] }),
  ...(enrolment.joined_on === null ? {} : { joinedOn: enrolment.joined_on as LocalDate }),
  ...(cameFrom.length === 0 ? {} : { cameFrom: [...cameFrom] }),
});

/** Pupils who went on to another class stay in sight, after the others: their marks on the old sheets are theirs. */
const leftStudent = ({ student, enrolment }: Enrolled, order: number): ClassStudent => ({
  ...classStudent(student, { ...enrolment, position: order }),
  status: 'moved-away',
  movedTo: enrolment.class as ClassCode,
});

/** Of pupils who came from another class: the class in which their record of this year was approved already. */
export const listFrozenElsewhere = async (
  db: Db,
  { school, year }: { readonly school: SchoolCode; readonly year: SchoolYear },
  classCode: ClassCode,
  students: readonly string[],
): Promise<ReadonlyMap<string, { class: ClassCode; state: RecordState }>> => {
  const rows = await listYearRecordsOf(db, databaseNameOf(school, year), students);
  const records = rows.map((row) => ({
    student: row.student,
    class: row.class as ClassCode,
    state: row.state as RecordState,
  }));
  const elsewhere = records.filter((one) => one.class !== classCode && isFrozen(one.state));
  return new Map(elsewhere.map(({ student, ...record }) => [student, record]));
};

/** A class list, and what signed records say of its pupils beside it. */
export interface ClassReading {
  readonly list: ClassList;
  readonly pupils: readonly PupilDetail[];
}

const detailOf = ({ id, ethnicity, personal_id }: StudentRow): PupilDetail => ({
  id: id as StudentId,
  ethnicity,
  personalId: personal_id as PersonalId | null,
});

/** A class as the tables of the school have it now: subjects with their teachers, pupils by position. Throws CLASS_UNKNOWN. */
export const readClass = async (
  db: Db,
  school: SchoolCode,
  year: SchoolYear,
  classCode: ClassCode,
): Promise<ClassReading> => {
  const found = await findClass(db, school, year, classCode);
  if (found === undefined) throw new RegistryError('CLASS_UNKNOWN');
  const subjects = await listClassSubjects(db, school, year, classCode);
  const students = await listClassStudents(db, school, year, classCode);
  const former = await listFormerPupils(db, school, year, classCode);
  const came = await listFormerClasses(db, school, year, classCode);
  const cameFrom = (id: string) =>
    came.filter((row) => row.student === id).map((row) => row.class as ClassCode);
  const last = Math.max(0, ...students.map(({ enrolment }) => enrolment.position));
  const left = former.slice(0, Math.max(0, MAX_PUPILS - last));
  const teachers = new Map(
    (await listAssignments(db, school, year, classCode)).map((row) => [row.subject, row.account]),
  );
  const teacherOf = (subject: string) => (teachers.get(subject) as AccountName | undefined) ?? null;
  const list: ClassList = {
    school,
    year,
    class: classCode,
    grade: found.grade,
    homeroom: teacherOf(HOMEROOM),
    subjects: subjects.map((row) => ({
      subject: row.subject as SubjectCode,
      regularMarks: row.regular_marks,
      teacher: teacherOf(row.subject),
      ...(row.language !== null && isLanguageCode(row.language) ? { language: row.language } : {}),
    })),
    students: [
      ...students.map(({ student, enrolment }) => classStudent(student, enrolment, cameFrom(student.id))),
      ...left.map((row, i) => leftStudent(row, last + i + 1)),
    ],
  };
  return { list, pupils: [...students, ...left].map(({ student }) => detailOf(student)) };
};

/** The list of a class as the tables of the school have it now. Throws CLASS_UNKNOWN. */
export const readClassList = async (
  db: Db,
  school: SchoolCode,
  year: SchoolYear,
  classCode: ClassCode,
): Promise<ClassList> => (await readClass(db, school, year, classCode)).list;
