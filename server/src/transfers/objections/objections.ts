import { deadlineOf } from '@hocba/shared/calendar/deadline';
import type { BodyOf } from '@hocba/shared/contract/endpoint';
import type {
  Objection,
  OneObjection,
  settleObjection,
} from '@hocba/shared/contract/family/quarrels/objections';
import type { ShareId } from '@hocba/shared/contract/family/shares';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, SchoolYear, StudentCode, StudentId } from '@hocba/shared/school/identifiers';
import { listParties, type Sides } from '../../guardians/office/parties.ts';
import {
  listOwnObjected,
  type ObjectedShare,
  requireOwnObjected,
  settleShare,
} from '../../guardians/shares/settle-share.ts';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { findStudent } from '../../storage/queries/schools/schools.ts';
import { partiesOf } from '../desk/transfer-entry.ts';
import type { TransferServices } from '../services.ts';
import { readDeciders } from '../who-decides.ts';
import {
  listObjectedTransfers,
  type ObjectedTransfer,
  requireObjectedTransfer,
  settleTransfer,
} from './settle-transfer.ts';

/*
 * The department settles objections to transfers: neither of the two schools is neutral. The office of the pupil's school
 * settles those to shares. Nobody sees those of the other kind.
 */

type Services = Pick<TransferServices, 'db' | 'clock'>;

/** Working days within which both guardians are called; a promise of the pages of families, no source sets it. */
const CALL_DAYS = 3;

const waiting = (objectedAt: Instant, now: Instant): Pick<Objection, 'objectedAt' | 'due' | 'isLate'> => {
  const { due } = deadlineOf(objectedAt, CALL_DAYS);
  return { objectedAt, due, isLate: due !== null && due < now };
};

const ofTransfer = async (db: Db, { stored, at }: ObjectedTransfer, now: Instant): Promise<Objection> => {
  const { row, body } = stored;
  const { student, from, to } = await partiesOf(db, row);
  const matter = { from: from?.name ?? null, to: to.name, class: body.place.class };
  return {
    matter: { kind: 'transfer', id: row.id, ...matter },
    student: student.id as StudentId,
    pupil: { code: student.code as StudentCode, name: student.name },
    askedAt: row.filed_at as Instant,
    ...waiting(at, now),
  };
};

const ofShare = async (db: Db, row: ObjectedShare, now: Instant): Promise<Objection> => {
  const student = await findStudent(db, row.student);
  if (student === undefined) throw new Error('a share without its pupil');
  const { purpose, years, ends_at: endsAt } = row;
  return {
    matter: {
      kind: 'share',
      id: row.id as ShareId,
      purpose,
      years: years as SchoolYear[],
      endsAt: endsAt as Instant,
    },
    student: student.id as StudentId,
    pupil: { code: student.code as StudentCode, name: student.name },
    askedAt: row.created_at as Instant,
    ...waiting(row.objected_at as Instant, now),
  };
};

const isDepartment = ({ role }: Caller): boolean => role === 'department';

/** The objections that wait for the caller, the longest wait first. */
export const listObjections = async ({ db, clock }: Services, caller: Caller): Promise<Objection[]> => {
  const now = clock();
  const found: Objection[] = [];
  if (isDepartment(caller)) {
    for (const objected of await listObjectedTransfers(db)) found.push(await ofTransfer(db, objected, now));
  } else {
    for (const row of await listOwnObjected({ db, clock }, caller)) found.push(await ofShare(db, row, now));
  }
  return found.toSorted((a, b) => (a.objectedAt < b.objectedAt ? -1 : 1));
};

interface Opened {
  readonly objection: Objection;
  readonly text: string;
  readonly sides: Sides;
}

const open = async ({ db, clock }: Services, caller: Caller, id: string): Promise<Opened> => {
  const now = clock();
  if (isDepartment(caller)) {
    const objected = await requireObjectedTransfer(db, id);
    const { row } = objected.stored;
    const { asker } = await readDeciders(db, { ...row, filedAt: row.filed_at as Instant }, now);
    const sides = { asks: asker, objects: objected.guardian };
    return { objection: await ofTransfer(db, objected, now), text: objected.text, sides };
  }
  const row = await requireOwnObjected({ db, clock }, caller, id);
  const sides = { asks: row.guardian, objects: row.objected_by };
  return { objection: await ofShare(db, row, now), text: row.objection, sides };
};

/**
 * One objection with the words of the guardian who objects and the numbers of both; that somebody read them is audited
 * first. Throws NOT_FOUND for one that does not wait for the caller.
 */
export const readObjection = async (
  services: Services,
  caller: Caller,
  id: string,
): Promise<OneObjection> => {
  const { db, clock } = services;
  const now = clock();
  const { objection, text, sides } = await open(services, caller, id);
  const { student } = objection;
  await db.commit([
    appendAudit({ at: now, actor: caller.account, action: 'objection.read', student, detail: { of: id } }),
  ]);
  return { objection, text, parties: await listParties(db, student, sides, now) };
};

/** Settles an objection that waits for the caller. Throws as `settleTransfer` and `settleShare` do. */
export const settle = (
  services: Services,
  caller: Caller,
  id: string,
  decision: BodyOf<typeof settleObjection>,
): Promise<void> => {
  if (isDepartment(caller)) return settleTransfer(services, caller, id, decision);
  if (caller.school === null) throw new RegistryError('FORBIDDEN');
  return settleShare(services, caller, id, decision);
};
