import type { LookUpRequest } from '@hocba/shared/contract/look-up/requests';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import { nameKey } from '@hocba/shared/text/names/person-name';
import { later } from '../../later.ts';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { findGrant } from '../../storage/queries/consents.ts';
import {
  type LookUpRequestRow,
  listDecidedRequests,
  listRequestsOfSchool,
  listWaitingRequests,
} from '../../storage/queries/look-up/requests.ts';
import { findAccount } from '../../storage/queries/people.ts';
import { findSchool } from '../../storage/queries/schools/schools.ts';
import { findPupil, fitsBirth } from '../told-pupil.ts';

/** How far back decided requests are listed, and how many together. */
const THIRTY_DAYS = 30 * 86_400_000;
const LISTED = 100;

const matchOf = async (db: Db, row: LookUpRequestRow): Promise<LookUpRequest['match']> => {
  const student = await findPupil(db, row.student_id);
  return {
    found: student !== undefined,
    name: student !== undefined && nameKey(student.name) === nameKey(row.name),
    birthDate: student !== undefined && fitsBirth(student, row.birth_date as BirthDate),
  };
};

/** The handle of a grant, for its own school while it holds. */
const openGrant = async (
  db: Db,
  caller: Caller,
  { grant_id: id, school }: LookUpRequestRow,
  now: Instant,
): Promise<string | undefined> => {
  if (id === null || school !== caller.school) return undefined;
  const grant = await findGrant(db, id);
  return grant !== undefined && grant.expires_at > now ? id : undefined;
};

const nameOf = async (db: Db, account: string): Promise<string> =>
  (await findAccount(db, account))?.display_name ?? '';

const shownTo = async (
  db: Db,
  caller: Caller,
  row: LookUpRequestRow,
  now: Instant,
): Promise<LookUpRequest> => {
  const isForDepartment = caller.school === null;
  const grant = await openGrant(db, caller, row, now);
  const asked = {
    id: row.id,
    studentId: row.student_id,
    name: row.name,
    birthDate: row.birth_date,
    purpose: row.purpose,
    ground: row.ground,
    reason: row.reason,
    school: { code: row.school, name: (await findSchool(db, row.school))?.name ?? '' },
    askedBy: await nameOf(db, row.account),
    askedAt: row.created_at,
    state: row.state,
    ...(row.decided_by === null ? {} : { decidedBy: await nameOf(db, row.decided_by) }),
    ...(row.decided_at === null ? {} : { decidedAt: row.decided_at }),
    ...(row.answer === null ? {} : { answer: row.answer }),
    ...(grant === undefined ? {} : { grant }),
    ...(isForDepartment && row.state === 'waiting' ? { match: await matchOf(db, row) } : {}),
  };
  return asked as LookUpRequest;
};

/**
 * Requests without a code. A school sees its own of the last thirty days, newest first, and nothing of what the register
 * holds. The department sees all that wait, the oldest first, with what fits the register, and then the decided ones.
 */
export const listLookUps = async (db: Db, caller: Caller, now: Instant): Promise<LookUpRequest[]> => {
  const asked = { since: later(now, -THIRTY_DAYS), limit: LISTED };
  const rows =
    caller.school === null
      ? [...(await listWaitingRequests(db, LISTED)), ...(await listDecidedRequests(db, asked))]
      : await listRequestsOfSchool(db, caller.school, asked);
  const shown: LookUpRequest[] = [];
  for (const row of rows) shown.push(await shownTo(db, caller, row, now));
  return shown;
};
