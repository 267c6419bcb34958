import type { ClassStudent } from '../class-list.ts';
import type { SubjectCode } from '../identifiers.ts';
import { ELECTIVES, OPTIONAL_SUBJECTS } from './curriculum.ts';

/**
 * Whether a subject of the class is none of the pupil's: not chosen, so that there is neither mark nor line. An exempt
 * pupil (miễn) has the subject, and a line that is empty by right.
 */
export const isNotTaken = (
  { notTaken = [] }: Pick<ClassStudent, 'notTaken'>,
  subject: SubjectCode,
): boolean => notTaken.includes(subject);

/**
 * What a pupil of a class does not take, by the subjects chosen. A pupil without a named elective takes those of the
 * class; a further subject is taken only by a pupil who names it. Circular 32/2018 as amended by 13/2022.
 */
export const notTakenOf = (taught: readonly SubjectCode[], chosen: readonly SubjectCode[]): SubjectCode[] => {
  const named = chosen.some((subject) => ELECTIVES.includes(subject));
  const choice = [...(named ? ELECTIVES : []), ...OPTIONAL_SUBJECTS];
  return taught.filter((subject) => choice.includes(subject) && !chosen.includes(subject));
};

/** Whether a pupil's cells of a subject are empty by right: exempt, not chosen, or the pupil is not assessed at all. */
export const isEmptyByRight = (student: ClassStudent, subject: SubjectCode): boolean =>
  student.notAssessed || student.exempt.includes(subject) || isNotTaken(student, subject);
