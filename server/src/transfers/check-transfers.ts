import { checkFolds } from '../dossiers/check-folds.ts';
import type { Db } from '../storage/engine/db.ts';
import { TRANSFER_PROCEDURE, TRANSFER_RULES, type TransferBody } from './stored-transfer.ts';

/** Transfers whose row says otherwise than their events. */
export const checkTransfers = (db: Db): Promise<string[]> =>
  checkFolds(db, TRANSFER_PROCEDURE, TRANSFER_RULES, (body) => (JSON.parse(body) as TransferBody).transfer);
