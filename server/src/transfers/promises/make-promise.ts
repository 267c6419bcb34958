import { addDays } from '@hocba/shared/calendar/local-date';
import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import type { NewPromise, PromiseEntry } from '@hocba/shared/contract/promises/promise';
import type { PromiseState } from '@hocba/shared/lifecycle/promise/promise';
import { endedWithoutPupil } from '@hocba/shared/lifecycle/transfer/decide-transfer';
import { RegistryError } from '@hocba/shared/problems';
import { gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import type { Instant } from '@hocba/shared/school/identifiers';
import { nameFault, plainRemark } from '@hocba/shared/text/plain-text';
import { ulid } from 'ulid';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { insertPromise, listPromisesOf, type PromiseRow } from '../../storage/queries/dossiers/promises.ts';
import { findSchool } from '../../storage/queries/schools/schools.ts';
import type { TransferServices } from '../services.ts';
import { type Existing, openOwnTransfer } from '../stored-transfer.ts';
import { getPromise } from './list-promises.ts';
import { readMissingRecords } from './missing-records.ts';
import { gradesOf, ruled, sealPromise } from './promise-row.ts';
import { provePromises } from './prove-promises.ts';

/** Papers of one transfer, ended ones included; more of them are a mistake. */
const MOST_OF_TRANSFER = 30;
/** A promise in these states stands; where the holder has no record, another one is asked. */
const WAITING: readonly PromiseState[] = ['unsigned', 'open'];
/** The furthest day that a family may name. */
const LONGEST_DAYS = 366;

const requireDay = ({ kind, until }: NewPromise, now: Instant): void => {
  if ((kind === 'commitment') !== (until !== null)) throw new RegistryError('INVALID_INPUT');
  if (until === null) return;
  const { date } = vietnamTimeOf(now);
  if (until <= date) throw new RegistryError('DATE_OVER');
  if (until > addDays(date, LONGEST_DAYS)) throw new RegistryError('INVALID_INPUT', 'a day too far away');
};

type Holder = Pick<PromiseRow, 'holder' | 'holder_name'>;

const holderOf = async (db: Db, { holder }: NewPromise, receiver: string): Promise<Holder> => {
  if ('school' in holder) {
    const school = await findSchool(db, holder.school);
    if (school === undefined || school.code === receiver) throw new RegistryError('SCHOOL_UNKNOWN');
    return { holder: school.code, holder_name: school.name };
  }
  const name = plainRemark(holder.name);
  const fault = name === '' ? 'INVALID_INPUT' : nameFault(name);
  if (fault !== undefined) throw new RegistryError(fault);
  return { holder: null, holder_name: name };
};

/** Throws NOTHING_MISSING for a record that is here, PROMISE_STANDS where a paper of the kind waits for it already. */
const requireMissing = async (
  db: Db,
  { row, body }: Existing,
  { kind, grades }: NewPromise,
  known: readonly PromiseRow[],
): Promise<void> => {
  const missing = await readMissingRecords(db, row.student, gradeOfClass(body.place.class));
  if (!grades.every((one) => missing.some(({ grade }) => grade === one))) {
    throw new RegistryError('NOTHING_MISSING');
  }
  const stands = known.some(
    (one) =>
      one.kind === kind &&
      WAITING.includes(ruled(one).state) &&
      gradesOf(one).some((grade) => grades.includes(grade)),
  );
  if (stands || known.length >= MOST_OF_TRANSFER) throw new RegistryError('PROMISE_STANDS');
};

const makeOnce = async (
  { db, clock }: Pick<TransferServices, 'db' | 'clock'>,
  caller: Caller,
  transfer: string,
  wish: NewPromise,
): Promise<PromiseRow> => {
  const now = clock();
  const stored = await openOwnTransfer(db, transfer, caller);
  if (stored.row.receiver !== caller.school) throw new RegistryError('TRANSFER_UNKNOWN');
  const { row: dossier, body } = stored;
  if (endedWithoutPupil(body.transfer)) throw new RegistryError('ACTION_NOT_ALLOWED');
  requireDay(wish, now);
  const known = await listPromisesOf(db, transfer);
  await requireMissing(db, stored, wish, known);
  const row = sealPromise(db, {
    ...{ id: ulid(Date.parse(now)), dossier: transfer, nth: known.length + 1, kind: wish.kind },
    ...{ student: dossier.student, school: dossier.receiver },
    ...(await holderOf(db, wish, dossier.receiver)),
    ...{ grades: JSON.stringify(wish.grades.toSorted((a, b) => a - b)), until: wish.until, due: null },
    ...{ state: 'unsigned', made_by: caller.account, made_at: now },
    ...{ signer: null, signer_relation: null, signed_how: null, signed_by: null, signed_at: null },
    ...{ answer: null, closed_by: null, closed_at: null, version: 1 },
  });
  const detail = { promise: row.id, dossier: transfer, kind: row.kind, school: row.school };
  await db.commit([
    insertPromise(row),
    appendAudit({ at: now, actor: caller.account, action: 'promise.made', student: row.student, detail }),
  ]);
  return row;
};

/**
 * Makes a request to the holder of records that are missing, or a commitment of the family to bring them, for a guardian to
 * sign. Throws TRANSFER_UNKNOWN to all but the receiving school, ACTION_NOT_ALLOWED when the transfer has ended without the
 * pupil, NOTHING_MISSING, PROMISE_STANDS, SCHOOL_UNKNOWN, DATE_OVER and the fault of a name.
 */
export const makePromise = async (
  services: Pick<TransferServices, 'db' | 'clock'>,
  caller: Caller,
  transfer: string,
  wish: NewPromise,
): Promise<PromiseEntry> => {
  const row = await decideAgain(() => makeOnce(services, caller, transfer, wish));
  // A record that was signed between the look and the commit was told of before there was anything to close.
  await provePromises(services, row.student);
  return getPromise(services.db, caller, row.id, services.clock());
};
