import { ruleSetOf } from '@hocba/shared/regulations/rule-set';
import type { ClassSubject } from '@hocba/shared/school/class-list';
import { regularMarksOf } from '@hocba/shared/school/curriculum/curriculum';
import { isPrimaryGrade, subjectsOfGrade } from '@hocba/shared/school/curriculum/subjects-of-grade';
import {
  type AccountName,
  type ClassCode,
  HOMEROOM,
  type LocalDate,
  type SchoolCode,
  type SchoolYear,
} from '@hocba/shared/school/identifiers';
import type {
  AssignmentRow,
  ClassRow,
  ClassSubjectRow,
  EnrolmentRow,
} from '../../../storage/queries/schools/schools.ts';
import { MOVER } from './hard-pupils.ts';
import { type DemoPupil, pupilAt } from './pupils.ts';
import { type ClassPlan, ELECTIVES_OF, type SchoolPlan } from './schools.ts';
import { homeroomOf, teacherOf } from './teachers.ts';

/** All schools of the province teach English first. */
const FIRST_LANGUAGE: string = 'nn1';

/** The first of the two calendar years of the demo's present school year. */
const PRESENT = 2026;

/** A pupil's place in a class of one year. */
export interface DemoEnrolment {
  readonly pupil: DemoPupil;
  readonly status: 'studying' | 'moved-away';
  readonly joinedOn: LocalDate | null;
}

/**
 * A class of one school year, its pupils in the order of the list. `signed` years are complete, closed and ready to be
 * confirmed and finalised; in the `unfinished` one a column is missing; the `running` one is the present year.
 */
export interface DemoClass {
  readonly school: SchoolCode;
  readonly year: SchoolYear;
  readonly class: ClassCode;
  readonly grade: number;
  readonly homeroom: AccountName;
  readonly subjects: readonly ClassSubject[];
  readonly students: readonly DemoEnrolment[];
  readonly state: 'signed' | 'unfinished' | 'running';
}

const yearOf = (begins: number): SchoolYear => `${begins}-${begins + 1}` as SchoolYear;

/** The pupil who left stays on the old list as moved away and stands last on the new one. */
const presentList = (
  school: SchoolPlan,
  classCode: string,
  pupils: readonly DemoPupil[],
  mover: DemoPupil,
): DemoEnrolment[] => {
  const isLeft = school.short === MOVER.from.school && classCode === MOVER.from.class;
  const isJoined = school.short === MOVER.to.school && classCode === MOVER.to.class;
  const list = pupils.map((pupil): DemoEnrolment => {
    const status = isLeft && pupil === mover ? 'moved-away' : 'studying';
    return { pupil, status, joinedOn: null };
  });
  return isJoined
    ? [...list, { pupil: mover, status: 'studying', joinedOn: MOVER.joinedOn as string as LocalDate }]
    : list;
};

/**
 * Classes whose last year waits to be finished in front of those who watch, by school and class of the
 * present year.
 */
const SAMPLE_CLASSES = ['tantrao 8A1', 'thtantrao 4A'];

const stateOf = (school: SchoolPlan, plan: ClassPlan, begins: number): DemoClass['state'] => {
  if (begins === PRESENT) return 'running';
  const isSample = SAMPLE_CLASSES.includes(`${school.short} ${plan.grade}${plan.letter}`);
  return isSample && begins === PRESENT - 1 ? 'unfinished' : 'signed';
};

/** A class of the present year and what it was in each year before, as far back as we know the rules, oldest first. */
export const classYears = (
  school: SchoolPlan,
  plan: ClassPlan,
  pupils: readonly DemoPupil[],
  mover: DemoPupil,
): DemoClass[] => {
  const years: DemoClass[] = [];
  const isPrimary = isPrimaryGrade(plan.grade);
  const rules = isPrimary ? 'circular-27-2020' : 'circular-22-2021';
  for (let back = 0; back < plan.grade; back++) {
    const grade = plan.grade - back;
    const year = yearOf(PRESENT - back);
    if (ruleSetOf(grade, year) !== rules) break;
    const students =
      back === 0
        ? presentList(school, `${plan.grade}${plan.letter}`, pupils, mover)
        : pupils.map((pupil): DemoEnrolment => ({ pupil, status: 'studying', joinedOn: null }));
    const subjects = subjectsOfGrade(grade, ELECTIVES_OF[plan.letter]).map((subject) => ({
      subject,
      regularMarks: isPrimary ? 0 : regularMarksOf(subject, grade),
      teacher: teacherOf(school, plan, subject),
      ...(subject === FIRST_LANGUAGE ? { language: 'en' as const } : {}),
    }));
    years.unshift({
      school: school.code,
      year,
      class: `${grade}${plan.letter}` as ClassCode,
      grade,
      homeroom: homeroomOf(school, plan),
      subjects,
      students,
      state: stateOf(school, plan, PRESENT - back),
    });
  }
  return years;
};

/** The pupil who moves in the middle of the present year. */
export const moverOf = (pupilsByClass: ReadonlyMap<string, readonly DemoPupil[]>): DemoPupil =>
  pupilAt(pupilsByClass.get(`${MOVER.from.school} ${MOVER.from.class}`) ?? [], MOVER.from.place);

/** A class as rows of the tables: itself, its subjects, its pupils, its teachers. */
export const rowsOfClass = (
  c: DemoClass,
): {
  class: ClassRow;
  subjects: ClassSubjectRow[];
  enrolments: EnrolmentRow[];
  assignments: AssignmentRow[];
} => {
  const where = { school: c.school, year: c.year, class: c.class };
  return {
    class: { school: c.school, year: c.year, code: c.class, grade: c.grade },
    subjects: c.subjects.map(({ subject, regularMarks, language = null }) => ({
      ...where,
      subject,
      regular_marks: regularMarks,
      language,
    })),
    enrolments: c.students.map(({ pupil, status, joinedOn }, i) => ({
      ...where,
      student: pupil.id,
      position: i + 1,
      status,
      joined_on: joinedOn,
      left_on: null,
      exempt: [...pupil.exempt],
      not_taken: null,
      not_assessed: pupil.notAssessed,
    })),
    assignments: [
      { ...where, subject: HOMEROOM, account: c.homeroom },
      ...c.subjects.flatMap(({ subject, teacher }) =>
        teacher === null ? [] : [{ ...where, subject, account: teacher }],
      ),
    ],
  };
};
