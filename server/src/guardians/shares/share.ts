import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ShareState } from '@hocba/shared/contract/family/shares';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { Db } from '../../storage/engine/db.ts';
import type { ShareRow } from '../../storage/queries/guardians/shares.ts';
import { listChildrenOf } from '../links/guardian-link.ts';

/** Wrong PINs that block a share for good. */
export const SHARE_TRIES = 5;

/** The form of a share's PIN in the database: bound to the share, useless without the pepper. */
export const sharePinHash = (pepper: Uint8Array, share: string, pin: string): string =>
  createHmac('sha256', pepper).update(`share\n${share}\n${pin}`).digest('hex');

/** The MAC over what a share opens, and for how long, and over an objection with its settlement. */
export const shareSeal = (db: Db, row: Omit<ShareRow, 'seal'>): string =>
  db.mac(
    'guardian-share',
    JSON.stringify([
      row.id,
      row.guardian,
      row.student,
      row.years,
      row.pin_hash,
      row.may_download,
      row.opens_at,
      row.ends_at,
      ...(row.objected_by === null ? [] : [row.objected_by, row.settled_as]),
    ]),
  );

/** Whether a PIN is the share's, in constant time. */
export const fitsSharePin = (pepper: Uint8Array, row: ShareRow, pin: string): boolean => {
  const [kept, given] = [
    Buffer.from(row.pin_hash, 'hex'),
    Buffer.from(sharePinHash(pepper, row.id, pin), 'hex'),
  ];
  return kept.length === given.length && timingSafeEqual(kept, given);
};

const dated = (row: ShareRow, now: Instant): ShareState => {
  if (row.ends_at <= now) return 'over';
  if (row.failures >= SHARE_TRIES) return 'blocked';
  if (row.objected_by !== null && row.settled_as === null) return 'objected';
  return row.opens_at > now ? 'waiting' : 'open';
};

/**
 * The state of a share now. A share of a guardian who may decide no more is stopped, whatever its row says: an order of a
 * court takes effect with the next request.
 */
export const shareState = async (db: Db, row: ShareRow, now: Instant): Promise<ShareState> => {
  if (row.stopped_at !== null || shareSeal(db, row) !== row.seal) return 'stopped';
  const links = await listChildrenOf(db, row.guardian, now);
  const decides = links.some(({ student, rights }) => student === row.student && rights.see && rights.decide);
  return decides ? dated(row, now) : 'stopped';
};
