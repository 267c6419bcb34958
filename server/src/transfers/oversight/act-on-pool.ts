import { randomUUID } from 'node:crypto';
import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import type { BodyOf, ResponseOf } from '@hocba/shared/contract/endpoint';
import type { listPupilsWithoutSchool, noteWhereabouts } from '@hocba/shared/contract/transfers/oversight';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, StudentId } from '@hocba/shared/school/identifiers';
import { noteOf } from '../../guardians/office/own-pupil.ts';
import type { Caller } from '../../people/caller.ts';
import { dailyLimit } from '../../people/watch-reads.ts';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { insertWhereabouts } from '../../storage/queries/dossiers/whereabouts.ts';
import { findLost, readPool } from './pool.ts';

const SHOWN = 1000;
/** Readings of the list that one account may leave in the audit in a day. */
const READS_PER_DAY = 500;
const checkReads = dailyLimit('pool.read', READS_PER_DAY);

/** The list as an account sees it, and in the audit that it was read. Throws READ_LIMIT. */
export const listPool = async (
  db: Db,
  caller: Caller,
  now: Instant,
): Promise<ResponseOf<typeof listPupilsWithoutSchool>> => {
  await checkReads(db, caller, now);
  const pupils = await readPool(db, caller.school, now);
  const detail = { school: caller.school, pupils: pupils.length };
  await db.commit([
    appendAudit({ at: now, actor: caller.account, action: 'pool.read', student: null, detail }),
  ]);
  return { pupils: pupils.slice(0, SHOWN), inAll: pupils.length };
};

/**
 * Notes where a pupil of the caller's list was found. Throws NOT_FOUND for every other pupil, the fault of the note, and
 * REASON_MISSING.
 */
export const settle = (
  db: Db,
  caller: Caller,
  { student, kind, note }: BodyOf<typeof noteWhereabouts> & { readonly student: StudentId },
  now: Instant,
): Promise<ResponseOf<typeof noteWhereabouts>> =>
  decideAgain(async () => {
    const text = noteOf(note);
    const [lost] = await findLost(db, [student], caller.school, vietnamTimeOf(now).date);
    if (lost === undefined) throw new RegistryError('NOT_FOUND');
    const row = {
      id: randomUUID(),
      student,
      kind,
      note: text,
      noted_by: caller.account,
      noted_at: now,
    };
    const detail = { whereabouts: row.id, kind, note: db.mac('told', text) };
    await db.commit([
      insertWhereabouts(row),
      appendAudit({ at: now, actor: caller.account, action: 'pool.settled', student, detail }),
    ]);
    return { student };
  });
