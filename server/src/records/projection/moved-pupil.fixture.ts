import type { ClassCode, StudentId } from '@hocba/shared/school/identifiers';
import { logClassLists } from '../../schools/log-class-lists.ts';
import type { Db } from '../../storage/engine/db.ts';
import { leaveClass } from '../../storage/queries/schools/former-classes.ts';
import { findEnrolment, insertClass, updateEnrolment } from '../../storage/queries/schools/schools.ts';
import { projectAll } from './project.ts';
import { NAME, NOW, REGULAR, SCHOOL, TAUGHT, YEAR } from './small-class.fixture.ts';

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

/** Puts class lists as they stand into the log and folds it. */
export const foldLists = async (db: Db, classes: readonly ClassCode[]): Promise<void> => {
  await logClassLists(db, NAME, classes, NOW);
  await projectAll({ db, issuer: 'http://localhost:8787' }, NAME);
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
  await foldLists(db, [from, to]);
};
