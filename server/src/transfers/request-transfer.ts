import type { BodyOf } from '@hocba/shared/contract/endpoint';
import type { requestTransfer as contract } from '@hocba/shared/contract/transfers/endpoints';
import type { TransferEntry } from '@hocba/shared/contract/transfers/transfer';
import { openKeyOf } from '@hocba/shared/lifecycle/transfer/decide-transfer';
import type { TransferScope } from '@hocba/shared/lifecycle/transfer/transfer-clock';
import { RegistryError } from '@hocba/shared/problems';
import type { ClassCode, Instant, SchoolCode } from '@hocba/shared/school/identifiers';
import { ulid } from 'ulid';
import { REGISTRY } from '../dossiers/dossier-events.ts';
import { nextOfficialNumber } from '../dossiers/official-number.ts';
import type { Caller } from '../people/caller.ts';
import type { Db, Write } from '../storage/engine/db.ts';
import { decideAgain } from '../storage/engine/retry.ts';
import { appendAudit } from '../storage/queries/audit/audit.ts';
import { findGrant } from '../storage/queries/consents.ts';
import { findOpenDossier } from '../storage/queries/dossiers/dossiers.ts';
import { type EnrolmentRow, findSchool } from '../storage/queries/schools/schools.ts';
import { entryOf, partiesOf } from './desk/transfer-entry.ts';
import { currentEnrolment } from './marks/running-year.ts';
import type { TransferServices } from './services.ts';
import { advance, type NewTransferEvent, TRANSFER_PROCEDURE } from './stored-transfer.ts';
import { requireFit } from './target-class.ts';
import { timerWrite } from './tasks/transfer-job.ts';
import { objectUntilOf } from './who-decides.ts';

/** A pupil whom the caller's school has looked up, with where the pupil studies. Throws GRANT_UNKNOWN, TRANSFER_SAME_SCHOOL. */
export const lookedUp = async (
  db: Db,
  caller: Caller,
  grantId: string,
  now: Instant,
): Promise<{ readonly student: string; readonly current: EnrolmentRow | undefined }> => {
  const grant = await findGrant(db, grantId);
  if (grant === undefined || grant.school !== caller.school || grant.expires_at <= now) {
    throw new RegistryError('GRANT_UNKNOWN');
  }
  const current = await currentEnrolment(db, grant.student);
  if (current?.school === caller.school) throw new RegistryError('TRANSFER_SAME_SCHOOL');
  return { student: grant.student, current };
};

/** Whether two schools are in one province; a school that nobody knows is in another one. */
export const scopeOf = async (db: Db, from: string | undefined, to: string): Promise<TransferScope> => {
  const [a, b] = [from === undefined ? undefined : await findSchool(db, from), await findSchool(db, to)];
  return a !== undefined && a.province_code === b?.province_code ? 'same' : 'other';
};

/** The first events: filed by the school's office and, when no other guardian is to be asked, received at once. */
const firstEvents = (
  scope: TransferScope,
  objectUntil: Instant | null,
  actor: string,
): NewTransferEvent[] => [
  { event: { kind: 'file', scope, objectUntil }, actor },
  ...(objectUntil === null ? [{ event: { kind: 'receive' } as const, actor: REGISTRY }] : []),
];

const requestOnce = async (
  services: TransferServices,
  caller: Caller,
  { grant, place }: BodyOf<typeof contract>,
  now: Instant,
): Promise<TransferEntry> => {
  const { db } = services;
  const { student, current } = await lookedUp(db, caller, grant, now);
  const receiver = caller.school as SchoolCode;
  await requireFit(db, receiver, place, current);
  const key = openKeyOf({ state: 'submitted' }, student) ?? '';
  if ((await findOpenDossier(db, key)) !== undefined) throw new RegistryError('TRANSFER_OPEN');
  const scope = await scopeOf(db, current?.school, receiver);
  const { waitHours } = services;
  const objectUntil = await objectUntilOf(db, { student, receiver, waitHours }, now);
  const number = await nextOfficialNumber(db, services.agencyCodes, receiver, now);
  const id = ulid(Date.parse(now));
  const row = {
    id,
    code: number?.code ?? null,
    procedure: TRANSFER_PROCEDURE,
    student,
    receiver,
    sender: current?.school ?? null,
    filed_at: now,
  };
  const fromClass = (current?.class as ClassCode | undefined) ?? null;
  const stored = { row, body: { transfer: undefined, place, fromClass }, end: undefined };
  const { next, writes } = advance(db, stored, firstEvents(scope, objectUntil, caller.account), now);
  const timers: Write[] = objectUntil === null ? [] : [timerWrite(next, 'elapse', objectUntil)];
  await db.commit([
    ...writes,
    ...(number === undefined ? [] : [number.write]),
    ...timers,
    appendAudit({
      at: now,
      actor: caller.account,
      action: 'transfer.filed',
      student,
      detail: { dossier: id, receiver, sender: row.sender, grant: db.mac('told', grant) },
    }),
  ]);
  return entryOf(next, await partiesOf(db, row), caller, now);
};

/**
 * Files the request of a looked-up pupil to come to a class of the caller's school. One request per pupil is open at a
 * time, whichever school filed it (TRANSFER_OPEN). Throws GRANT_UNKNOWN, TRANSFER_SAME_SCHOOL, CLASS_UNKNOWN and
 * TRANSFER_CLASS_UNFIT too. Circular 15/2026/TT-BGDĐT.
 */
export const requestTransfer = (
  services: TransferServices,
  caller: Caller,
  input: BodyOf<typeof contract>,
): Promise<TransferEntry> => decideAgain(() => requestOnce(services, caller, input, services.clock()));
