import type { ClassCode, StudentId } from '@hocba/shared/school/identifiers';
import type { Db } from '../../storage/engine/db.ts';
import { leaveClass } from '../../storage/queries/schools/former-classes.ts';
import { findEnrolment, insertClass, updateEnrolment } from '../../storage/queries/schools/schools.ts';
import { republishClass } from '../publish/publish-class.ts';
import { recomputeClasses } from './project.ts';
import { NAME, REGULAR, SCHOOL, TAUGHT, YEAR } from './small-class.fixture.ts';

/** Opens another class of grade 7, with nobody in it. */
export const openClass = (
  db: Db,
  code: ClassCode,
  subjects: readonly string[] = TAUGHT,
  regular = REGULAR,
): Promise<void> => {
  const where = { school: SCHOOL, year: YEAR };
  return db.commit(
    insertClass(
      { ...where, code, grade: 7 },
      subjects.map((subject) => ({ ...where, class: code, subject, regular_marks: regular })),
    ),
  );
};

/** Lets a pupil change class as a pupil list does. */
export const movePupil = async (
  db: Db,
  student: StudentId,
  from: ClassCode,
  to: ClassCode,
): Promise<void> => {
  const row = await findEnrolment(db, SCHOOL, YEAR, student);
  if (row === undefined) throw new Error('not enrolled');
  const left = { school: SCHOOL, year: YEAR, student, class: from };
  await db.commit([...leaveClass(left, to), updateEnrolment({ ...row, class: to, position: 1 })]);
  for (const code of [from, to]) await republishClass({ db }, SCHOOL, YEAR, code);
  await recomputeClasses({ db }, NAME, [from, to]);
};
