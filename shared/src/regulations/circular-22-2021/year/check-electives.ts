import type { Finding } from '../../../marks/finding.ts';
import type { ClassList, ClassStudent } from '../../../school/class-list.ts';
import { ELECTIVES, ELECTIVES_TAKEN } from '../../../school/curriculum/curriculum.ts';
import { isNotTaken } from '../../../school/curriculum/electives.ts';

/**
 * Whether a pupil of grades 10–12 takes four of the nine electives: ELECTIVES_TOO_FEW or ELECTIVES_TOO_MANY with how
 * many they are. Nothing for other grades and for pupils who are not assessed. Circular 32/2018, amended by 13/2022.
 */
export const checkElectives = (
  { grade, subjects }: Pick<ClassList, 'grade' | 'subjects'>,
  student: Pick<ClassStudent, 'id' | 'notTaken' | 'notAssessed'>,
): Finding[] => {
  if (grade < 10 || student.notAssessed) return [];
  const taken = ELECTIVES.filter(
    (code) => subjects.some(({ subject }) => subject === code) && !isNotTaken(student, code),
  ).length;
  if (taken === ELECTIVES_TAKEN) return [];
  const code = taken < ELECTIVES_TAKEN ? 'ELECTIVES_TOO_FEW' : 'ELECTIVES_TOO_MANY';
  return [{ code, student: student.id, value: taken }];
};
