import { decideTransfer, openKeyOf, type Transfer } from '@hocba/shared/lifecycle/transfer/decide-transfer';
import type { TransferEvent } from '@hocba/shared/lifecycle/transfer/events';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/engine/db.ts';
import { type DossierRow, listDossierEvents, readDossiers } from '../storage/queries/dossiers/dossiers.ts';
import { TRANSFER_PROCEDURE, type TransferBody } from './stored-transfer.ts';

/** The transfer that the events of a dossier make; undefined when one of them was not possible. */
const refold = async (db: Db, id: string): Promise<Transfer | undefined> => {
  let transfer: Transfer | undefined;
  for (const { body, at } of await listDossierEvents(db, id)) {
    const decision = decideTransfer(transfer, JSON.parse(body) as TransferEvent, at as Instant);
    if ('refused' in decision) return undefined;
    transfer = decision.next;
  }
  return transfer;
};

const fits = ({ body, state, student, open_key }: DossierRow, transfer: Transfer | undefined): boolean =>
  transfer !== undefined &&
  JSON.stringify((JSON.parse(body) as TransferBody).transfer) === JSON.stringify(transfer) &&
  state === transfer.state &&
  open_key === openKeyOf(transfer, student);

/** Transfers whose row says otherwise than their events. */
export const checkTransfers = async (db: Db): Promise<string[]> => {
  const faults: string[] = [];
  for await (const page of readDossiers(db)) {
    for (const row of page.filter(({ procedure }) => procedure === TRANSFER_PROCEDURE)) {
      if (!fits(row, await refold(db, row.id))) faults.push(`dossier ${row.id} is not what its events say`);
    }
  }
  return faults;
};
