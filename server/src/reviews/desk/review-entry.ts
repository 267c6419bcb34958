import type { Look } from '@hocba/shared/contract/family/child';
import type { CellNow, ReviewEntry } from '@hocba/shared/contract/reviews/review';
import { type Review, reviewDeadline } from '@hocba/shared/lifecycle/review/decide-review';
import type { Instant, StudentCode, StudentId } from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import { clockOf } from '../../dossiers/dossier-clock.ts';
import { readLook } from '../../guardians/pages/looks.ts';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { findGuardian } from '../../storage/queries/guardians/guardian-accounts.ts';
import { findStudent } from '../../storage/queries/schools/schools.ts';
import { readCell } from '../cells.ts';
import type { StoredReview } from '../stored-review.ts';
import { reviewActsOf } from '../who-acts.ts';

/** The cell of a request as it stands now; null for a request about a look. */
export const cellNowOf = async (db: Db, review: Review, student: StudentId): Promise<CellNow | null> => {
  const { about: cell, outcome, value } = review;
  if (cell.kind !== 'cell') return null;
  const now = await readCell(db, cell, student);
  return { cell, ...now, isCorrected: outcome === 'accepted' && now.value !== value };
};

/** The look of a request, with the person's name and school as far as anybody knows; null for a request about a cell. */
export const lookInReview = (db: Db, { about }: Review): Promise<Look | null> =>
  about.kind === 'look' ? readLook(db, about.seq) : Promise.resolve(null);

/** How the clock of a request stands; an open correction of a signed record has none until its own procedure begins. */
export const reviewClock = (
  review: Review,
  cell: Pick<CellNow, 'place'> | null,
  now: Instant,
): ReviewEntry['clock'] => {
  const running = reviewDeadline(review);
  if (running === undefined || (review.decided !== null && cell?.place === 'record')) return null;
  return clockOf(running.deadline, running.days, now);
};

/** A request as a person of its school or of the department sees it. */
export const reviewEntry = async (
  db: Db,
  stored: StoredReview,
  caller: Caller,
  now: Instant,
): Promise<ReviewEntry> => {
  const { row, review, end } = stored;
  const id = row.student as StudentId;
  const student = await findStudent(db, id);
  if (student === undefined) throw new Error('a review request without its pupil');
  const cell = await cellNowOf(db, review, id);
  return {
    id: row.id,
    student: id,
    pupil: {
      code: student.code as StudentCode,
      name: student.name,
      birthDate: student.birth_date as BirthDate,
    },
    guardian: (await findGuardian(db, review.guardian))?.name ?? null,
    cell,
    look: await lookInReview(db, review),
    state: review.state,
    outcome: review.outcome,
    seq: end.seq,
    filedAt: row.filed_at as Instant,
    clock: reviewClock(review, cell, now),
    acts: reviewActsOf(caller, stored, cell, now),
  };
};
