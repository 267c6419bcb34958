import type { ClassCode, SubjectCode } from '../identifiers.ts';
import { ELECTIVES, inTranscriptOrder, OPTIONAL_SUBJECTS, SUBJECTS, subjectsOf } from './curriculum.ts';
import {
  inPrimaryOrder,
  PRIMARY_SUBJECTS,
  primaryPeriodsOf,
  primarySubjectsOf,
} from './curriculum-primary.ts';

/** Names of a subject in both languages. */
export interface SubjectNames {
  readonly vi: string;
  readonly en: string;
}

const LAST_PRIMARY_GRADE = 5;

/** Whether a grade belongs to primary school, which has its own subjects, columns and regulation. */
export const isPrimaryGrade = (grade: number): boolean => grade >= 1 && grade <= LAST_PRIMARY_GRADE;

/** The grade that a class code begins with: 4 of `4A`, 10 of `10A1`. */
export const gradeOfClass = (classCode: ClassCode): number => Number.parseInt(classCode, 10);

/**
 * The names of a subject as a grade has it: the same code is Hoạt động trải nghiệm in grade 4 and Hoạt động
 * trải nghiệm, hướng nghiệp in grade 8. Undefined where no grade of that level of school has it. Circular
 * 32/2018.
 */
export const findSubject = (subject: SubjectCode, grade: number): SubjectNames | undefined => {
  const known: Readonly<Record<SubjectCode, SubjectNames>> = isPrimaryGrade(grade)
    ? PRIMARY_SUBJECTS
    : SUBJECTS;
  // `constructor` has the form of a subject code and must not be found on a table's prototype.
  return Object.hasOwn(known, subject) ? known[subject] : undefined;
};

/** Sorts the subjects of a class into the order of its transcript; unknown ones last. */
export const inOrderOfGrade = <Taught extends { readonly subject: SubjectCode }>(
  subjects: readonly Taught[],
  grade: number,
): Taught[] => (isPrimaryGrade(grade) ? inPrimaryOrder(subjects) : inTranscriptOrder(subjects));

/**
 * Subjects of a class: those every pupil of the grade takes, and those of the electives that its grade has; where none
 * of them is of upper secondary, classes of grades 10–12 get the usual ones. Circular 32/2018.
 */
export const subjectsOfGrade = (grade: number, electives: readonly SubjectCode[] = []): SubjectCode[] => {
  if (isPrimaryGrade(grade)) return primarySubjectsOf(grade, electives);
  const ofUpper = electives.filter((code) => ELECTIVES.includes(code));
  return ofUpper.length === 0 ? subjectsOf(grade) : subjectsOf(grade, ofUpper);
};

/** Every subject that a grade may be taught, chosen ones among them. Circular 32/2018. */
export const taughtIn = (grade: number): readonly SubjectCode[] =>
  isPrimaryGrade(grade)
    ? (Object.keys(PRIMARY_SUBJECTS) as SubjectCode[]).filter((code) => primaryPeriodsOf(code, grade) > 0)
    : [...subjectsOf(grade, ELECTIVES), ...OPTIONAL_SUBJECTS];

/** Whether a code is a subject of any grade. */
export const isTaughtSomewhere = (code: SubjectCode): boolean =>
  SUBJECTS[code] !== undefined || Object.hasOwn(PRIMARY_SUBJECTS, code);
