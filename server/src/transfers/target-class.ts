import type { Place } from '@hocba/shared/contract/transfers/transfer';
import { RegistryError } from '@hocba/shared/problems';
import { gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import type { ClassCode, SchoolCode } from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/engine/db.ts';
import { type EnrolmentRow, findClass } from '../storage/queries/schools/schools.ts';
import { isYearFinal } from './marks/running-year.ts';

/** Grades that a pupil may come to: the present one in a running year; in a later year the present or the next one. */
const fitsGrade = (grade: number, from: number, isLater: boolean): boolean =>
  grade === from || (isLater && grade === from + 1);

/**
 * Checks the class that a pupil is to come to: it is a class of the school, of the pupil's grade, and of a school year
 * that is not signed yet. Throws CLASS_UNKNOWN or TRANSFER_CLASS_UNFIT.
 */
export const requireFit = async (
  db: Db,
  school: SchoolCode,
  { year, class: code }: Pick<Place, 'year' | 'class'>,
  current: EnrolmentRow | undefined,
): Promise<void> => {
  const found = await findClass(db, school, year, code);
  if (found === undefined) throw new RegistryError('CLASS_UNKNOWN');
  if (current === undefined) return;
  const isLater = year > current.year;
  const isFinal = !isLater && (await isYearFinal(db, current));
  const from = gradeOfClass(current.class as ClassCode);
  if (year < current.year || isFinal || !fitsGrade(found.grade, from, isLater)) {
    throw new RegistryError('TRANSFER_CLASS_UNFIT');
  }
};
