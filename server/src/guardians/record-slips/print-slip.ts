import { randomBytes } from 'node:crypto';
import { RECORD_SLIP_DAYS, type RecordSlip } from '@hocba/shared/contract/enrolment/record-slip';
import type { Instant, StudentId } from '@hocba/shared/school/identifiers';
import { later } from '../../later.ts';
import type { Caller } from '../../people/caller.ts';
import { dailyLimit } from '../../people/watch-reads.ts';
import type { Write } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import {
  endRecordSlip,
  insertRecordSlip,
  listOpenRecordSlips,
  type RecordSlipRow,
} from '../../storage/queries/guardians/record-slips.ts';
import { type OfficeServices, requireOwnPupil } from '../office/own-pupil.ts';
import { codeHash, randomLetters } from '../random-code.ts';

/** Slips that one account may make in a day: every pupil of a large school once. */
const PER_DAY = 2_000;
const checkSlips = dailyLimit('record-slip.issued', PER_DAY);

/** The form of a slip's code in the database. */
export const recordSlipHash = (pepper: Uint8Array, code: string): string =>
  codeHash(pepper, 'record-slip', code).toString('hex');

/** Ends slips of a pupil that could still be opened, each with an act of its own in the audit. */
export const endRecordSlips = (rows: readonly RecordSlipRow[], actor: string, now: Instant): Write[] =>
  rows.flatMap((row) => [
    endRecordSlip(row, now),
    appendAudit({
      ...{ at: now, actor, action: 'record-slip.ended', student: row.student },
      detail: { slip: row.id },
    }),
  ]);

/**
 * Makes a slip for a pupil of the caller's school and ends the earlier ones, in one commit with the audit. The code is only
 * in the answer. Throws NOT_FOUND and READ_LIMIT.
 */
export const makeRecordSlip = (
  { db, pepper, clock }: OfficeServices,
  caller: Caller,
  id: StudentId,
): Promise<RecordSlip> =>
  decideAgain(async () => {
    const { student, caller: office } = await requireOwnPupil(db, caller, id);
    const now = clock();
    await checkSlips(db, caller, now);
    const earlier = await listOpenRecordSlips(db, student.id, now);
    const code = randomLetters();
    const hash = recordSlipHash(pepper, code);
    const expiresAt = later(now, RECORD_SLIP_DAYS * 86_400_000);
    const slip = randomBytes(16).toString('base64url');
    const { account, school } = office;
    await db.commit([
      ...endRecordSlips(earlier, account, now),
      insertRecordSlip({
        ...{ id: slip, hash, student: student.id, school },
        ...{ issued_by: account, created_at: now, expires_at: expiresAt },
      }),
      appendAudit({
        ...{ at: now, actor: account, action: 'record-slip.issued', student: student.id },
        detail: { slip, school, hash: db.mac('told', hash), expiresAt },
      }),
    ]);
    return { code, name: student.name, expiresAt };
  });
