import type { BodyOf } from '@hocba/shared/contract/endpoint';
import type { settleObjection } from '@hocba/shared/contract/family/quarrels/objections';
import type { Settlement } from '@hocba/shared/contract/family/quarrels/settlement';
import type { TransferEvent } from '@hocba/shared/lifecycle/transfer/events';
import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { REGISTRY } from '../../dossiers/dossier-events.ts';
import { noteOf } from '../../guardians/office/own-pupil.ts';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import {
  listDossierEvents,
  listDossiersAbout,
  listOpenDossiers,
} from '../../storage/queries/dossiers/dossiers.ts';
import { existingOf } from '../desk/list-transfers.ts';
import type { TransferServices } from '../services.ts';
import {
  advance,
  type Existing,
  type NewTransferEvent,
  openTransfer,
  TRANSFER_PROCEDURE,
} from '../stored-transfer.ts';

type Services = Pick<TransferServices, 'db' | 'clock'>;

/** A transfer to which a guardian has objected, with the objection. */
export interface ObjectedTransfer {
  readonly stored: Existing;
  readonly guardian: string;
  readonly at: Instant;
  readonly text: string;
}

interface Happened<Kind extends TransferEvent['kind']> {
  readonly event: Extract<TransferEvent, { kind: Kind }>;
  readonly actor: string;
  readonly at: Instant;
}

const lastOf = async <Kind extends TransferEvent['kind']>(
  db: Db,
  id: string,
  kind: Kind,
): Promise<Happened<Kind> | undefined> => {
  const row = (await listDossierEvents(db, id)).findLast((one) => one.kind === kind);
  if (row === undefined) return undefined;
  const event = JSON.parse(row.body) as Happened<Kind>['event'];
  return { event, actor: row.actor, at: row.at as Instant };
};

const objectedOf = async (db: Db, stored: Existing | undefined): Promise<ObjectedTransfer | undefined> => {
  if (stored?.body.transfer.state !== 'objected') return undefined;
  const objection = await lastOf(db, stored.row.id, 'object');
  if (objection === undefined) return undefined;
  const { event, actor, at } = objection;
  return { stored, guardian: actor.replace(/^guardian:/, ''), at, text: event.text };
};

/** Every transfer that stands still because a guardian objects, in no order. */
export const listObjectedTransfers = async (db: Db): Promise<ObjectedTransfer[]> => {
  const found: ObjectedTransfer[] = [];
  const open = await listOpenDossiers(db, TRANSFER_PROCEDURE);
  for (const row of open.filter(({ state }) => state === 'objected')) {
    const objected = await objectedOf(db, existingOf(row));
    if (objected !== undefined) found.push(objected);
  }
  return found;
};

/** The objected transfer of an id. Throws NOT_FOUND for one that nobody objects to any more. */
export const requireObjectedTransfer = async (db: Db, id: string): Promise<ObjectedTransfer> => {
  const objected = await objectedOf(db, await openTransfer(db, id));
  if (objected === undefined) throw new RegistryError('NOT_FOUND');
  return objected;
};

/** How the department settled an objection to a pupil's newest request; null where it did not. */
export const findSettlement = async (db: Db, student: string): Promise<Settlement | null> => {
  const newest = (await listDossiersAbout(db, [TRANSFER_PROCEDURE], student))[0];
  const settled = newest && (await lastOf(db, newest.id, 'settle'));
  if (settled === undefined) return null;
  const { event, at } = settled;
  return { isAllowed: event.allow, text: event.text, at };
};

/**
 * Settles an objection to a transfer with a reason that both guardians and both schools read: the request is submitted at
 * once, so that its clock starts, or it stops. Throws NOT_FOUND once nobody objects, REASON_MISSING and the fault of the
 * reason.
 */
export const settleTransfer = (
  { db, clock }: Services,
  caller: Caller,
  id: string,
  { isAllowed, text }: BodyOf<typeof settleObjection>,
): Promise<void> =>
  decideAgain(async () => {
    const now = clock();
    const { stored } = await requireObjectedTransfer(db, id);
    const events: NewTransferEvent[] = [
      { event: { kind: 'settle', allow: isAllowed, text: noteOf(text) }, actor: caller.account },
      ...(isAllowed ? [{ event: { kind: 'receive' } as const, actor: REGISTRY }] : []),
    ];
    const { next, writes } = advance(db, stored, events, now);
    await db.commit([
      ...writes,
      appendAudit({
        at: now,
        actor: caller.account,
        action: 'transfer.settle',
        student: stored.row.student,
        detail: { dossier: id, seq: next.end.seq, isAllowed },
      }),
    ]);
  });
