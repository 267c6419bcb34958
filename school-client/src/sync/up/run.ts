import type { AccountName, DatabaseName, Instant } from '@hocba/shared/school/identifiers';
import type { Line } from '../../registry/send-json.ts';
import type { Pace } from '../pace.ts';
import type { Ledger, LedgerFile } from './ledger.ts';
import type { Outbox } from './outbox.ts';

/** The needs of one run on the way up. */
export interface PushRun extends Line {
  readonly database: DatabaseName;
  readonly outbox: Outbox;
  readonly ledger: LedgerFile;
  readonly by: AccountName;
  readonly pace: Pace;
  readonly now: () => Instant;
  /** Told after every change of the ledger, so that progress shows. */
  readonly onLedger: (ledger: Ledger) => void;
  /** Told before the ledger forgets receipts that no longer hold: the registry's data is older than it was. */
  readonly onSetBack: () => Promise<void>;
}
