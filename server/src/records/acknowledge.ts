import type { Acknowledgement } from '@hocba/shared/contract/sync';
import type { DatabaseName, DeviceId } from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/db.ts';
import { getEpoch } from '../storage/settings.ts';
import { listDeviceNumbers } from '../storage/submissions.ts';

/** Holes named in one answer; a device sends them and asks again. */
const MAX_MISSING = 1000;

/** The gap-free prefix of the numbers received from a device, and the holes behind it. */
export const acknowledgementOf = (numbers: readonly number[]): Omit<Acknowledgement, 'epoch'> => {
  const held = new Set(numbers);
  const seen = numbers.reduce((most, n) => Math.max(most, n), 0);
  const missing: number[] = [];
  let upTo = 0;
  while (held.has(upTo + 1)) upTo++;
  for (let n = upTo + 1; n < seen && missing.length < MAX_MISSING; n++) if (!held.has(n)) missing.push(n);
  return { upTo, seen, missing };
};

/** What the registry holds of a device in one school year, read from the submission log itself. */
export const acknowledge = async (db: Db, name: DatabaseName, dev: DeviceId): Promise<Acknowledgement> => ({
  epoch: await getEpoch(db),
  ...acknowledgementOf(await listDeviceNumbers(db, name, dev)),
});
