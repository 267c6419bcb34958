import type { Confirmation } from '@hocba/shared/contract/enrolment/confirmation';
import { RegistryError } from '@hocba/shared/problems';
import type { StudentId } from '@hocba/shared/school/identifiers';
import type { Caller } from '../people/caller.ts';
import { dailyLimit } from '../people/watch-reads.ts';
import { decideAgain } from '../storage/engine/retry.ts';
import { listEnrolmentsOf } from '../storage/queries/schools/schools.ts';
import { type ConfirmationServices, signConfirmation } from './confirm.ts';

/** Confirmations that one account may have signed in a day: every pupil of a large school once. */
const OF_ACCOUNT = 2_000;
const checkConfirmations = dailyLimit('enrolment.confirmed', OF_ACCOUNT);

/**
 * Signs a confirmation of a pupil of the caller's school. Throws NOT_FOUND alike for a pupil whom the school never had and
 * for one whom no school has, NOT_ENROLLED for one who has left it, READ_LIMIT, and as `signConfirmation` does.
 */
export const confirmForOffice = (
  services: ConfirmationServices,
  { account, school }: Caller,
  student: StudentId,
): Promise<Confirmation> =>
  decideAgain(async () => {
    const { db, clock } = services;
    const known = (await listEnrolmentsOf(db, student)).some((row) => row.school === school);
    if (school === null || !known) throw new RegistryError('NOT_FOUND');
    await checkConfirmations(db, { account }, clock());
    return signConfirmation(services, { student, school, actor: account });
  });
