import type { BodyOf } from '@hocba/shared/contract/endpoint';
import type { settleObjection } from '@hocba/shared/contract/family/quarrels/objections';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { later } from '../../later.ts';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import {
  findShare,
  listObjectedShares,
  type ShareRow,
  updateShare,
} from '../../storage/queries/guardians/shares.ts';
import { findOwnPupil, noteOf, type OfficeServices, requireOwnPupil } from '../office/own-pupil.ts';
import { shareSeal, shareState } from './share.ts';

type Services = Pick<OfficeServices, 'db' | 'clock'>;

/** A share to which a guardian has objected. */
export type ObjectedShare = ShareRow & {
  readonly objected_by: string;
  readonly objected_at: string;
  readonly objection: string;
};

const isObjected = async (db: Db, row: ShareRow, now: Instant): Promise<boolean> =>
  (await shareState(db, row, now)) === 'objected';

/** The objected shares of pupils who study in the caller's school now, oldest objection first. */
export const listOwnObjected = async ({ db, clock }: Services, caller: Caller): Promise<ObjectedShare[]> => {
  const now = clock();
  const own: ObjectedShare[] = [];
  for (const row of await listObjectedShares(db, caller.school ?? '', now)) {
    const pupil = await findOwnPupil(db, caller, row.student);
    if (pupil !== undefined && (await isObjected(db, row, now))) own.push(row as ObjectedShare);
  }
  return own;
};

/** An objected share of a pupil who studies in the caller's school now. Throws NOT_FOUND for all others. */
export const requireOwnObjected = async (
  { db, clock }: Services,
  caller: Caller,
  id: string,
): Promise<ObjectedShare> => {
  const row = await findShare(db, id);
  // Asked for a share that nobody has too, so that a stranger is refused after the work for nothing at all.
  await requireOwnPupil(db, caller, row?.student ?? '');
  if (row === undefined || !(await isObjected(db, row, clock()))) throw new RegistryError('NOT_FOUND');
  return row as ObjectedShare;
};

/** How the row goes on: an allowed share opens at once for as long as it was made for, a stopped one never. */
const settled = (row: ObjectedShare, isAllowed: boolean, now: Instant) => {
  if (!isAllowed) return { settled_as: 'stopped', stopped_at: now };
  const length = Date.parse(row.ends_at) - Date.parse(row.opens_at);
  return { settled_as: 'allowed', opens_at: now, ends_at: later(now, length) };
};

/**
 * Settles an objection to a share for both guardians, with a reason that both read. Throws NOT_FOUND for a share of
 * another school's pupil and one that nobody objects to any more, REASON_MISSING and the fault of the reason.
 */
export const settleShare = (
  { db, clock }: Services,
  caller: Caller,
  id: string,
  { isAllowed, text }: BodyOf<typeof settleObjection>,
): Promise<void> =>
  decideAgain(async () => {
    const now = clock();
    const row = await requireOwnObjected({ db, clock }, caller, id);
    const said = { settled_by: caller.account, settled_at: now, settlement: noteOf(text) };
    const change = { ...settled(row, isAllowed, now), ...said };
    await db.commit([
      updateShare(row, { ...change, seal: shareSeal(db, { ...row, ...change }) }),
      appendAudit({
        at: now,
        actor: caller.account,
        action: 'share.settled',
        student: row.student,
        detail: { share: id, isAllowed },
      }),
    ]);
  });
