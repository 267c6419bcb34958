import { randomBytes } from 'node:crypto';
import type { BodyOf, ResponseOf } from '@hocba/shared/contract/endpoint';
import type { askWithoutCode } from '@hocba/shared/contract/look-up/requests';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { readPersonName } from '@hocba/shared/text/plain-text';
import { readRemark } from '@hocba/shared/text/remark';
import type { Caller } from '../../people/caller.ts';
import { dailyLimit } from '../../people/watch-reads.ts';
import type { Db } from '../../storage/engine/db.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { insertLookUpRequest } from '../../storage/queries/look-up/requests.ts';
import { findPupil } from '../told-pupil.ts';

/** Requests without a code that one account may leave in a day: a person at the department reads each of them. */
const ASKS_PER_DAY = 20;
const checkAsks = dailyLimit('lookup.asked', ASKS_PER_DAY);

/** A typed name or reason as it is stored. Throws INVALID_INPUT, or what is wrong with it. */
const readTexts = ({ name, reason }: BodyOf<typeof askWithoutCode>): { name: string; reason: string } => {
  const [readName, readReason] = [readPersonName(name), readRemark(reason)];
  if ('finding' in readName) throw new RegistryError(readName.finding.code);
  if ('fault' in readReason) throw new RegistryError(readReason.fault.code);
  if (readName.value === '' || readReason.value === '') throw new RegistryError('INVALID_INPUT');
  return { name: readName.value, reason: readReason.value };
};

/**
 * Leaves a school's request without a code for a second person at the department. Nothing is said of the pupil: request,
 * audit row and answer are alike for a pupil whom nobody knows. Throws READ_LIMIT beyond twenty requests of an account in
 * a day, and the problem of a name or reason that is no readable text.
 */
export const askForRecords = async (
  db: Db,
  caller: Caller,
  input: BodyOf<typeof askWithoutCode>,
  now: Instant,
): Promise<ResponseOf<typeof askWithoutCode>> => {
  const { studentId, birthDate, purpose, ground } = input;
  const school = caller.school ?? '';
  const texts = readTexts(input);
  await checkAsks(db, caller, now);
  // The family sees in the audit that a school asked, so the pupil is sought here; the answer does not depend on it.
  const student = await findPupil(db, studentId);
  const id = randomBytes(16).toString('base64url');
  await db.commit([
    insertLookUpRequest({
      id,
      school,
      account: caller.account,
      student_id: studentId,
      ...texts,
      birth_date: birthDate,
      purpose,
      ground,
      created_at: now,
      state: 'waiting',
      decided_by: null,
      decided_at: null,
      answer: null,
      grant_id: null,
      version: 1,
    }),
    appendAudit({
      at: now,
      actor: caller.account,
      action: 'lookup.asked',
      student: student?.id ?? null,
      detail: { school, purpose, ground, request: id },
    }),
  ]);
  return { id, askedAt: now };
};
