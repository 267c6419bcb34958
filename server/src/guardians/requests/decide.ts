import type { BodyOf, ResponseOf } from '@hocba/shared/contract/endpoint';
import type { decideLookUpRequest } from '@hocba/shared/contract/look-up/requests';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { BirthDate } from '@hocba/shared/school/pupil/birth-date';
import { readRemark } from '@hocba/shared/text/remark';
import type { Caller } from '../../people/caller.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import {
  decideRequest,
  findLookUpRequest,
  type LookUpRequestRow,
} from '../../storage/queries/look-up/requests.ts';
import { grantWrites } from '../look-up.ts';
import { findPupil, fitsBirth } from '../told-pupil.ts';

/** A school reads the answer at its next working moment, which may be after a weekend. */
const GRANT_HOURS = 72;

type Decision = BodyOf<typeof decideLookUpRequest>;

const decided = (caller: Caller, now: Instant) => ({ decided_by: caller.account, decided_at: now });

const grantingWrites = async (
  db: Db,
  caller: Caller,
  row: LookUpRequestRow,
  now: Instant,
): Promise<readonly Write[]> => {
  const { school, account, purpose, ground } = row;
  const student = await findPupil(db, row.student_id);
  if (student === undefined || !fitsBirth(student, row.birth_date as BirthDate)) {
    throw new RegistryError('STUDENT_UNKNOWN');
  }
  const { id, writes } = grantWrites(db, {
    attempt: {
      at: now,
      actor: caller.account,
      student: student.id,
      detail: { school, purpose, ground, request: row.id, account },
    },
    grant: { student: student.id, school, account, purpose },
    shown: [],
    hours: GRANT_HOURS,
  });
  return [
    decideRequest(row, { ...decided(caller, now), state: 'granted', answer: null, grant_id: id }),
    ...writes,
  ];
};

const refusingWrites = async (
  db: Db,
  caller: Caller,
  { row, answer }: { row: LookUpRequestRow; answer: string },
  now: Instant,
): Promise<readonly Write[]> => {
  const read = readRemark(answer);
  if ('fault' in read) throw new RegistryError(read.fault.code);
  if (read.value === '') throw new RegistryError('REASON_MISSING');
  const { school, purpose, ground, id } = row;
  const student = await findPupil(db, row.student_id);
  return [
    decideRequest(row, {
      ...decided(caller, now),
      state: 'refused',
      answer: read.value,
      grant_id: null,
    }),
    appendAudit({
      at: now,
      actor: caller.account,
      action: 'lookup.declined',
      student: student?.id ?? null,
      detail: { school, purpose, ground, request: id },
    }),
  ];
};

/**
 * Decides a request without a code. Only a grant answers the school that asked, and only for a pupil of this code and
 * birth date (STUDENT_UNKNOWN). Throws NOT_FOUND, ACTION_NOT_ALLOWED of a request that is decided already, and the
 * problem of a reason that is no readable text.
 */
export const decideLookUp = (
  db: Db,
  caller: Caller,
  { id, decision }: { readonly id: string; readonly decision: Decision },
  now: Instant,
): Promise<ResponseOf<typeof decideLookUpRequest>> =>
  decideAgain(async () => {
    const row = await findLookUpRequest(db, id);
    if (row === undefined) throw new RegistryError('NOT_FOUND');
    if (row.state !== 'waiting') throw new RegistryError('ACTION_NOT_ALLOWED');
    const writes =
      decision.decision === 'grant'
        ? await grantingWrites(db, caller, row, now)
        : await refusingWrites(db, caller, { row, answer: decision.answer }, now);
    await db.commit(writes);
    return { state: decision.decision === 'grant' ? 'granted' : 'refused' };
  });
