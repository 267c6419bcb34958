import { parseIdentifier, StudentCode } from '@hocba/shared/school/identifiers';
import { agreesOnBirth, type BirthDate, isYearOnly } from '@hocba/shared/school/pupil/birth-date';
import type { Db } from '../storage/engine/db.ts';
import {
  findStudentByCode,
  findStudentByPersonalId,
  type StudentRow,
} from '../storage/queries/schools/schools.ts';

/** The pupil of a ten-character code or a 12-digit personal number, as somebody tells it. */
export const findPupil = (db: Db, id: string): Promise<StudentRow | undefined> => {
  const code = parseIdentifier(StudentCode, id);
  return code === undefined ? findStudentByPersonalId(db, id) : findStudentByCode(db, code);
};

/** A day where a day is held; any day of the year where the register holds no more than the year. */
export const fitsBirth = ({ birth_date: held }: StudentRow, told: BirthDate): boolean =>
  held === told || (isYearOnly(held as BirthDate) && agreesOnBirth(held as BirthDate, told));
