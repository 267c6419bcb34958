import { type Acknowledgement, MAX_ASKED, type Receipt } from '@hocba/shared/contract/sync';
import type { DatabaseName, DeviceId } from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/db.ts';
import { getEpoch } from '../storage/settings.ts';
import { listDeviceNumbers, listFirstOfNumbers, listHeldDocuments } from '../storage/submissions.ts';

/** Holes named in one answer; a device sends them and asks again. */
const MAX_MISSING = 1000;

/**
 * The gap-free prefix of the numbers received from a device, and the holes behind it. With more holes than one answer
 * names, `seen` ends at the last of them: nothing is said of what comes after.
 */
export const acknowledgementOf = (numbers: readonly number[]): Omit<Acknowledgement, 'epoch'> => {
  const held = new Set(numbers);
  const last = numbers.reduce((most, n) => Math.max(most, n), 0);
  const missing: number[] = [];
  let upTo = 0;
  while (held.has(upTo + 1)) upTo++;
  for (let n = upTo + 1; n < last && missing.length < MAX_MISSING; n++) if (!held.has(n)) missing.push(n);
  const seen = missing.length === MAX_MISSING ? (missing.at(-1) ?? last) : last;
  return { upTo, seen, missing };
};

/** What the registry holds of a device in one school year, read from the submission log itself. */
export const acknowledge = async (db: Db, name: DatabaseName, dev: DeviceId): Promise<Acknowledgement> => ({
  epoch: await getEpoch(db),
  ...acknowledgementOf(await listDeviceNumbers(db, name, dev)),
});

/** Numbers that more than one document carries, ascending. */
const repeatsOf = (numbers: readonly number[]): number[] => [
  ...new Set(numbers.filter((n, i) => numbers[i - 1] === n)),
];

/** What the registry holds of a device, and which of these documents, read from the submission log itself. */
export const writeReceipt = async (
  db: Db,
  name: DatabaseName,
  dev: DeviceId,
  ids: readonly string[],
): Promise<Receipt> => {
  const numbers = await listDeviceNumbers(db, name, dev);
  const repeats = repeatsOf(numbers).slice(0, MAX_ASKED);
  const first = await listFirstOfNumbers(db, name, dev, repeats);
  return {
    epoch: await getEpoch(db),
    ...acknowledgementOf(numbers),
    held: await listHeldDocuments(db, name, ids),
    doubled: first.map(({ n, doc }) => ({ n, first: doc })),
  };
};
