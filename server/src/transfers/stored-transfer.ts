import type { Place } from '@hocba/shared/contract/transfers/transfer';
import { decideTransfer, openKeyOf, type Transfer } from '@hocba/shared/lifecycle/transfer/decide-transfer';
import type { TransferEvent } from '@hocba/shared/lifecycle/transfer/events';
import { RegistryError } from '@hocba/shared/problems';
import type { ClassCode, Instant } from '@hocba/shared/school/identifiers';
import { advanceDossier, type DossierHead, type Procedure } from '../dossiers/advance-dossier.ts';
import type { ChainEnd } from '../dossiers/dossier-events.ts';
import type { Caller } from '../people/caller.ts';
import type { Db, Write } from '../storage/engine/db.ts';
import { type DossierRow, findDossier, findDossierEvent } from '../storage/queries/dossiers/dossiers.ts';

/** The procedure of a pupil's transfer in the national catalogue since Circular 15/2026. */
export const TRANSFER_PROCEDURE = '2.002854';

/** The details that a dossier has of a transfer beside its columns. */
export interface TransferBody {
  readonly transfer: Transfer;
  readonly place: Place;
  readonly fromClass: ClassCode | null;
}

/** A transfer as it stands; `end` is undefined while it has no event. */
export interface StoredTransfer {
  readonly row: DossierHead;
  readonly body: Omit<TransferBody, 'transfer'> & { readonly transfer: Transfer | undefined };
  readonly end: ChainEnd | undefined;
}

/** An event that is to happen to a transfer. */
export interface NewTransferEvent {
  readonly event: TransferEvent;
  readonly actor: string;
  readonly enclosed?: object;
}

/** A transfer that exists. */
export type Existing = StoredTransfer & { readonly body: TransferBody; readonly end: ChainEnd };

const openRow = async (db: Db, row: DossierRow | undefined): Promise<Existing | undefined> => {
  if (row === undefined || row.procedure !== TRANSFER_PROCEDURE) return undefined;
  // The event of the row, not the newest one: an event that comes between the two reads must refuse what was decided.
  const end = await findDossierEvent(db, row.id, row.seq);
  if (end === undefined) return undefined;
  return { row, body: JSON.parse(row.body) as TransferBody, end };
};

/** The transfer of an id; undefined when there is none. */
export const openTransfer = async (db: Db, id: string): Promise<Existing | undefined> =>
  openRow(db, await findDossier(db, id));

/**
 * The transfer of an id for one of its two schools. Throws TRANSFER_UNKNOWN to all others, after as much work as for an
 * id that nobody has.
 */
export const openOwnTransfer = async (
  db: Db,
  id: string,
  { school }: Pick<Caller, 'school'>,
): Promise<Existing> => {
  const row = await findDossier(db, id);
  const isParty = school !== null && (school === row?.receiver || school === row?.sender);
  const stored = isParty ? await openRow(db, row) : undefined;
  if (stored === undefined) throw new RegistryError('TRANSFER_UNKNOWN');
  return stored;
};

/** The rules of transfers on the machine of the dossiers. */
export const TRANSFER_RULES: Procedure<Transfer, TransferEvent> = {
  decide: decideTransfer,
  openKey: openKeyOf,
};

/**
 * Lets events happen to a transfer at one moment, in their order: the transfer as it then stands, and the writes. Throws
 * the code of the first event that state, step or timer do not allow.
 */
export const advance = (
  db: Pick<Db, 'mac'>,
  { row: head, body, end }: StoredTransfer,
  events: readonly NewTransferEvent[],
  now: Instant,
): { readonly next: Existing; readonly writes: Write[] } => {
  const bodyOf = (transfer: Transfer): TransferBody => ({ ...body, transfer });
  const from = { head, before: body.transfer, end, bodyOf };
  const { next, row, end: last, writes } = advanceDossier(db, TRANSFER_RULES, from, events, now);
  return { next: { row, body: bodyOf(next), end: last }, writes };
};
