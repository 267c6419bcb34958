import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import type { Place } from '@hocba/shared/contract/transfers/transfer';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Db, Write } from '../storage/engine/db.ts';
import { putDeparture } from '../storage/queries/dossiers/dossiers.ts';
import { leaveClass } from '../storage/queries/schools/former-classes.ts';
import {
  type EnrolmentRow,
  findEnrolment,
  insertEnrolments,
  leaveSchool,
  listClassStudents,
  listClassSubjects,
  listEnrolmentsOf,
  updateEnrolment,
} from '../storage/queries/schools/schools.ts';
import type { Existing } from './stored-transfer.ts';

/** The reason code of a departure by transfer. */
const TRANSFERRED = 'transfer';

/** The enrolment at the new school; what the old one says of exemptions holds for the subjects of the new class. */
const enrolmentAt = async (
  db: Db,
  { student, receiver: school }: Existing['row'],
  { year, class: code, from }: Place,
  old: EnrolmentRow | undefined,
): Promise<Write[]> => {
  const known = await findEnrolment(db, school, year, student);
  const positions = (await listClassStudents(db, school, year, code)).map(
    ({ enrolment }) => enrolment.position,
  );
  const taught = new Set((await listClassSubjects(db, school, year, code)).map(({ subject }) => subject));
  const row: EnrolmentRow = {
    school,
    year,
    student,
    class: code,
    position: Math.max(0, ...positions) + 1,
    status: 'studying',
    joined_on: from,
    left_on: null,
    exempt: (old?.exempt ?? []).filter((subject) => taught.has(subject)),
    not_assessed: old?.not_assessed ?? false,
    not_taken: known?.not_taken ?? null,
  };
  if (known === undefined) return insertEnrolments([row]);
  // A pupil who comes back within the year goes on where the school has the pupil already.
  const moved = known.class === code ? [] : leaveClass({ school, year, student, class: known.class }, code);
  return [...moved, updateEnrolment(row)];
};

/** The old school keeps the pupil in its lists as moved away, with day and reason; a year that is over stays as it is. */
const leaveOld = (
  { row, body }: Existing,
  year: string,
  old: readonly EnrolmentRow[],
  now: Instant,
): Write[] => {
  const left_on = vietnamTimeOf(body.transfer.released ?? now).date;
  return old
    .filter((one) => one.school === row.sender && one.status === 'studying' && one.year >= year)
    .flatMap((one) => [
      leaveSchool(one, left_on),
      ...putDeparture({
        school: one.school,
        year: one.year,
        student: row.student,
        left_on,
        why: TRANSFERRED,
        dossier: row.id,
      }),
    ]);
};

/** The writes that put a pupil into a class of the new school and take the pupil out of the old one. */
export const placementWrites = async (
  db: Db,
  transfer: Existing,
  place: Place,
  now: Instant,
): Promise<Write[]> => {
  const old = await listEnrolmentsOf(db, transfer.row.student);
  const newest = old.find(({ school, status }) => school === transfer.row.sender && status === 'studying');
  return [
    ...(await enrolmentAt(db, transfer.row, place, newest)),
    ...leaveOld(transfer, place.year, old, now),
  ];
};
