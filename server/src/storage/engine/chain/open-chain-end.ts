import { RegistryError } from '@hocba/shared/problems';
import { sql } from 'drizzle-orm';
import type { Mac } from '../chain-mac.ts';
import type { ChainEnd } from '../db.ts';

/** The counter that numbers the audit chain. */
export const AUDIT_COUNTER = 'audit';

/**
 * Reads the counter; on PostgreSQL its row is held until the transaction ends, so that the next process waits for it.
 * The row's hash is a question of its own: only a statement that begins after the wait sees what was written meanwhile.
 */
export const counterHeld = sql`select value from counter where name = ${AUDIT_COUNTER} for update`;

/** That question on SQLite, where a transaction that writes has the file for itself. */
export const COUNTER_TEXT = `select value from counter where name = '${AUDIT_COUNTER}'`;

/** The hash of the last row that is there. */
export const LAST_HASH_TEXT = 'select hash from audit order by seq desc limit 1';

/**
 * The end of the chain from what the two questions found. Rows that were cut off at the end leave their numbers unused,
 * which the check of the chain shows. Throws WRITE_CONFLICT without a counter: nothing can be audited then.
 */
export const chainEndOf = (value: unknown, hash: unknown, mac: Mac): ChainEnd => {
  if (value === undefined) throw new RegistryError('WRITE_CONFLICT', 'the audit chain has no counter');
  // `pg` hands out 64-bit numbers as text.
  return { seq: Number(value), hash: typeof hash === 'string' ? hash : '', mac };
};
