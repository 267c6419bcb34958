import type { KnownPupil } from '@hocba/shared/exchange/roster/planned-row';
import type { RosterRow } from '@hocba/shared/exchange/roster/roster';
import type { Placed } from '@hocba/shared/exchange/roster/roster-order';
import type {
  ClassCode,
  LocalDate,
  PersonalId,
  StudentCode,
  StudentId,
  SubjectCode,
} from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import type { Db } from '../storage/engine/db.ts';
import {
  type Enrolled,
  type EnrolmentRow,
  findSchool,
  findStudentByPersonalId,
  listEnrolmentsOf,
  listStudentsByCode,
  type StudentRow,
} from '../storage/queries/schools/schools.ts';
import type { RosterTarget } from './class-subjects.ts';

/** A pupil whom a list names and the registry knows. */
export interface Known {
  readonly student: StudentRow;
  readonly enrolment: EnrolmentRow | undefined;
  readonly pupil: KnownPupil;
}

/** The pupil as somebody who may stand under two codes. */
export const asPerson = ({ student }: Enrolled): Pick<RosterRow, 'code' | 'name' | 'birthDate'> => ({
  code: student.code as StudentCode,
  name: student.name,
  birthDate: student.birth_date as BirthDate,
});

/** The pupil's place in the class. */
export const asPlaced = ({ student, enrolment }: Enrolled): Placed => ({
  id: student.id as StudentId,
  code: student.code as StudentCode,
  name: student.name,
  class: enrolment.class as ClassCode,
  position: enrolment.position,
  status: enrolment.status,
});

type Standing = Pick<KnownPupil, 'isHeld' | 'holder' | 'studiesAt'>;

/** Where a pupil studies this year, and which school holds the pupil: the present one, else the one before. */
const standingOf = async (
  db: Db,
  { school, year }: RosterTarget,
  enrolments: readonly EnrolmentRow[],
): Promise<Standing> => {
  const studying = enrolments.filter(({ status }) => status === 'studying');
  const nameOf = async (code: string) => (await findSchool(db, code))?.name ?? code;
  const elsewhere = studying.find((row) => row.year === year && row.school !== school);
  const holder = (studying[0] ?? enrolments[0])?.school ?? school;
  return {
    isHeld: elsewhere === undefined && holder === school,
    holder: await nameOf(holder),
    studiesAt: elsewhere === undefined ? null : await nameOf(elsewhere.school),
  };
};

const enrolmentOf = (row: EnrolmentRow): KnownPupil['enrolment'] => ({
  class: row.class as ClassCode,
  position: row.position,
  status: row.status,
  joinedOn: row.joined_on as LocalDate | null,
  leftOn: row.left_on as LocalDate | null,
  notTaken: (row.not_taken ?? []) as SubjectCode[],
});

/** The pupils of a list whom the registry knows, by code. */
export const findKnown = async (
  db: Db,
  target: RosterTarget,
  rows: readonly RosterRow[],
): Promise<ReadonlyMap<StudentCode, Known>> => {
  const known = new Map<StudentCode, Known>();
  const codes = rows.map(({ code }) => code);
  for (const student of await listStudentsByCode(db, codes)) {
    const enrolments = await listEnrolmentsOf(db, student.id);
    const enrolment = enrolments.find((row) => row.school === target.school && row.year === target.year);
    const pupil: KnownPupil = {
      id: student.id as StudentId,
      code: student.code as StudentCode,
      name: student.name,
      birthDate: student.birth_date as BirthDate,
      sex: student.sex as KnownPupil['sex'],
      ethnicity: student.ethnicity,
      personalId: student.personal_id as PersonalId | null,
      ...(await standingOf(db, target, enrolments)),
      enrolment: enrolment === undefined ? null : enrolmentOf(enrolment),
    };
    known.set(pupil.code, { student, enrolment, pupil });
  }
  return known;
};

/** The pupils who hold the personal numbers of a list. */
export const findHolders = async (
  db: Db,
  rows: readonly RosterRow[],
): Promise<ReadonlyMap<PersonalId, StudentCode>> => {
  const holders = new Map<PersonalId, StudentCode>();
  for (const { personalId } of rows) {
    const holder = personalId === null ? undefined : await findStudentByPersonalId(db, personalId);
    if (holder !== undefined && personalId !== null) holders.set(personalId, holder.code as StudentCode);
  }
  return holders;
};
