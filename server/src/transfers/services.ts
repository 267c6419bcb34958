import type { Instant } from '@hocba/shared/school/identifiers';
import type { AgencyCodes } from '../dossiers/official-number.ts';
import type { KeyRing } from '../issuing/keys/key-ring.ts';
import type { Db } from '../storage/engine/db.ts';

/** The needs of transfers: the database, the key that signs their documents, the codes of agencies. */
export interface TransferServices {
  readonly db: Db;
  readonly keyRing: KeyRing;
  readonly agencyCodes: AgencyCodes;
  readonly clock: () => Instant;
  /** Hours in which another guardian may object before a request is submitted; 0 for none. */
  readonly waitHours: number;
}
