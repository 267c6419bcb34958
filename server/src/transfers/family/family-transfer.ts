import type { FamilyTransfer, TransferPage } from '@hocba/shared/contract/family/transfer';
import { openKeyOf, type Transfer } from '@hocba/shared/lifecycle/transfer/decide-transfer';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant, StudentId } from '@hocba/shared/school/identifiers';
import { plainRemark } from '@hocba/shared/text/plain-text';
import { REGISTRY } from '../../dossiers/dossier-events.ts';
import type { GuardianCaller } from '../../guardians/accounts/guardian-session.ts';
import { listChildrenOf, requireLink } from '../../guardians/links/guardian-link.ts';
import { frameOf } from '../../guardians/pages/frame.ts';
import { listSignedYears } from '../../guardians/pages/signed-records.ts';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { findOpenDossier } from '../../storage/queries/dossiers/dossiers.ts';
import { findSchool } from '../../storage/queries/schools/schools.ts';
import { findSettlement } from '../objections/settle-transfer.ts';
import type { TransferServices } from '../services.ts';
import { advance, type Existing, type NewTransferEvent, openTransfer } from '../stored-transfer.ts';
import { agreesForAll, readDeciders } from '../who-decides.ts';

/** The needs of a guardian's word about a transfer. */
export type FamilyTransferServices = Pick<TransferServices, 'db' | 'clock'>;

const openTransferOf = async (db: Db, student: string): Promise<Existing | undefined> => {
  const row = await findOpenDossier(db, openKeyOf({ state: 'submitted' }, student) ?? '');
  return row === undefined ? undefined : openTransfer(db, row.id);
};

const isWaiting = ({ state, objectUntil }: Transfer, now: Instant): boolean =>
  state === 'announced' && objectUntil !== null && now < objectUntil;

const asGuardianSees = async (
  db: Db,
  caller: GuardianCaller,
  { row, body: { transfer, place } }: Existing,
  now: Instant,
): Promise<FamilyTransfer> => {
  const deciders = await readDeciders(db, { ...row, filedAt: row.filed_at as Instant }, now);
  const decides = deciders.all.includes(caller.id) && caller.id !== deciders.asker;
  const mayObject = decides && isWaiting(transfer, now);
  return {
    id: row.id,
    state: transfer.state,
    receiver: (await findSchool(db, row.receiver))?.name ?? row.receiver,
    class: place.class,
    number: row.code,
    filedAt: row.filed_at as Instant,
    objectUntil: transfer.objectUntil,
    mayObject,
    mayAgree: mayObject && agreesForAll(deciders, caller.id),
  };
};

/** The open transfer of a child that the caller sees whole; null when there is none. Throws NOT_FOUND. */
export const findFamilyTransfer = async (
  { db, clock }: FamilyTransferServices,
  caller: GuardianCaller,
  student: StudentId,
): Promise<FamilyTransfer | null> => {
  const now = clock();
  await requireLink(db, caller.id, { student, right: 'see', now });
  const stored = await openTransferOf(db, student);
  return stored === undefined ? null : asGuardianSees(db, caller, stored, now);
};

/** The transfer that waits for the caller's answer; null also where the caller may not decide for the child. */
export const findAwaitedAnswer = async (
  services: FamilyTransferServices,
  caller: GuardianCaller,
  student: StudentId,
): Promise<{ readonly receiver: string; readonly until: Instant } | null> => {
  const now = services.clock();
  const links = await listChildrenOf(services.db, caller.id, now);
  if (!links.some((link) => link.student === student && link.rights.see && link.rights.decide)) return null;
  const transfer = await findFamilyTransfer(services, caller, student);
  if (transfer === null || !transfer.mayObject || transfer.objectUntil === null) return null;
  return { receiver: transfer.receiver, until: transfer.objectUntil };
};

/** The page of a child's open transfer. Throws NOT_FOUND for a child that the caller does not see whole. */
export const readTransferPage = async (
  services: FamilyTransferServices,
  caller: GuardianCaller,
  student: StudentId,
): Promise<TransferPage> => {
  const { db, clock } = services;
  const transfer = await findFamilyTransfer(services, caller, student);
  const frame = await frameOf(db, caller, student, clock());
  if (frame === null) throw new RegistryError('NOT_FOUND');
  const newestYear = (await listSignedYears(db, student))[0] ?? null;
  return {
    page: 'transfer',
    frame,
    transfer,
    settled: await findSettlement(db, student),
    newestYear,
    problem: null,
  };
};

/** A guardian's word about one transfer. */
export type FamilyAnswer = { readonly kind: 'object'; readonly text: string } | { readonly kind: 'agree' };

const eventsOf = (answer: FamilyAnswer, actor: string): NewTransferEvent[] => {
  if (answer.kind === 'agree') {
    return [
      { event: { kind: 'agree' }, actor },
      { event: { kind: 'receive' }, actor: REGISTRY },
    ];
  }
  const text = plainRemark(answer.text);
  if (text === '') throw new RegistryError('INVALID_INPUT', 'a text of blanks says nothing');
  return [{ event: { kind: 'object', text }, actor }];
};

/**
 * Takes a guardian's word about an open transfer: an objection stops it until a person decides, an agreement submits it at
 * once. Throws NOT_FOUND for a child that the caller may not decide for and for another transfer, TOO_LATE once the hours
 * are over, and FORBIDDEN for the guardian who asked, and for an agreement that is not the only one missing.
 */
export const answerTransfer = (
  { db, clock }: FamilyTransferServices,
  caller: GuardianCaller,
  { student, id }: { readonly student: StudentId; readonly id: string },
  answer: FamilyAnswer,
): Promise<void> =>
  decideAgain(async () => {
    const now = clock();
    await requireLink(db, caller.id, { student, right: 'decide', now });
    const stored = await openTransferOf(db, student);
    if (stored?.row.id !== id) throw new RegistryError('NOT_FOUND');
    if (!isWaiting(stored.body.transfer, now)) throw new RegistryError('TOO_LATE');
    const { mayObject, mayAgree } = await asGuardianSees(db, caller, stored, now);
    if (!(answer.kind === 'agree' ? mayAgree : mayObject)) throw new RegistryError('FORBIDDEN');
    const actor = `guardian:${caller.id}`;
    const { next, writes } = advance(db, stored, eventsOf(answer, actor), now);
    const detail = { dossier: id, seq: next.end.seq };
    await db.commit([
      ...writes,
      appendAudit({ at: now, actor, action: `transfer.${answer.kind}`, student, detail }),
    ]);
  });
