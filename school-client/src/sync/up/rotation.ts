import type { Instant } from '@hocba/shared/school/identifiers';
import type { OpenYear } from '../year.ts';
import { isAcked } from './ledger.ts';
import type { Stored } from './outbox.ts';
import { RESTORABLE_MS } from './own-work.ts';

/** So many documents leave together; fewer are not worth another database. */
const ROTATE_AT = 200;

/**
 * Own documents that nothing on this device needs any more: held by the registry, a month old by the clock that wrote
 * them, and with no answer that a person has yet to read.
 */
export const listLeaving = (year: OpenYear, now: Instant): ReadonlySet<string> => {
  const { ledger, docs } = year.state.get();
  const before = Date.parse(now) - RESTORABLE_MS;
  const leaves = (document: Stored): boolean => {
    const { _id, by, at } = document;
    const isHeld = isAcked(ledger, document) && !ledger.denied.has(_id);
    const isRead = !docs.has(`verdict:${_id}`) || ledger.read.has(_id);
    return by === year.by && isHeld && isRead && Date.parse(at) < before;
  };
  return new Set(
    year.outbox
      .list()
      .filter(leaves)
      .map(({ _id }) => _id),
  );
};

/** Lets documents leave this device when there are many; what cannot be done now is done after another run. */
export const rotateOutbox = async (year: OpenYear, now: Instant): Promise<void> => {
  const leaving = listLeaving(year, now);
  if (leaving.size < ROTATE_AT) return;
  await year.outbox.rotate(({ _id }) => leaving.has(_id));
  year.show();
};
