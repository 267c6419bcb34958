import { type Acknowledgement, MAX_ASKED, type Receipt } from '@hocba/shared/contract/sync';
import type { DatabaseName, DeviceId } from '@hocba/shared/school/identifiers';
import type { Db } from '../storage/engine/db.ts';
import { getEpoch } from '../storage/queries/settings.ts';
import {
  BLOCK_OF_NUMBERS,
  listFirstOfNumbers,
  listHeldDocuments,
  listNumberBlocks,
  listNumbersOfBlock,
} from '../storage/queries/submissions.ts';

/** Holes named in one answer; a device sends them and asks again. */
const MAX_MISSING = 1000;

/** Numbers that follow each other without a hole, both ends included. */
type Run = readonly [first: number, last: number];

/** Numbers, ascending, as runs. */
export const runsOf = (numbers: readonly number[]): Run[] => {
  const runs: [number, number][] = [];
  for (const n of numbers) {
    const run = runs.at(-1);
    if (run !== undefined && n <= run[1] + 1) run[1] = n;
    else runs.push([n, n]);
  }
  return runs;
};

/**
 * The gap-free prefix of the numbers received from a device, as ascending runs, and the holes behind it. With more holes
 * than one answer names, `seen` ends at the last of them: nothing is said of what comes after.
 */
export const acknowledgementOf = (runs: readonly Run[]): Omit<Acknowledgement, 'epoch'> => {
  const missing: number[] = [];
  let upTo = 0;
  let next = 1;
  for (const [first, last] of runs) {
    for (let n = next; n < first && missing.length < MAX_MISSING; n++) missing.push(n);
    if (missing.length === 0) upTo = last;
    next = last + 1;
  }
  const seen = missing.length === MAX_MISSING ? (missing.at(-1) ?? next - 1) : next - 1;
  return { upTo, seen, missing };
};

/** Numbers that more than one document carries, ascending. */
const repeatsOf = (numbers: readonly number[]): number[] => [
  ...new Set(numbers.filter((n, i) => numbers[i - 1] === n)),
];

/** The numbers that a device has sent, as far as one answer names holes, and those that came more than once. */
interface Numbers {
  readonly runs: readonly Run[];
  readonly repeats: readonly number[];
}

/**
 * Reads what the log holds of a device. The engine counts the numbers in blocks; only a block with a hole, with a repeat
 * or at the end is read number by number.
 */
const readNumbers = async (db: Db, name: DatabaseName, dev: DeviceId): Promise<Numbers> => {
  const runs: Run[] = [];
  const repeats: number[] = [];
  let held = 0;
  for (const { block, documents, numbers } of await listNumberBlocks(db, name, dev)) {
    const before = block * BLOCK_OF_NUMBERS;
    // Behind the last hole that an answer names, any run stands for what is there.
    const isWhole = numbers === BLOCK_OF_NUMBERS || before - held >= MAX_MISSING;
    const isRepeated = documents > numbers && repeats.length < MAX_ASKED;
    held += numbers;
    if (isWhole) runs.push([before + 1, before + BLOCK_OF_NUMBERS]);
    if (isWhole && !isRepeated) continue;
    const found = await listNumbersOfBlock(db, name, dev, block);
    if (!isWhole) runs.push(...runsOf(found));
    repeats.push(...repeatsOf(found));
  }
  return { runs, repeats: repeats.slice(0, MAX_ASKED) };
};

/** The documents of a device that the registry holds in one school year, read from the submission log itself. */
export const acknowledge = async (db: Db, name: DatabaseName, dev: DeviceId): Promise<Acknowledgement> => ({
  epoch: await getEpoch(db),
  ...acknowledgementOf((await readNumbers(db, name, dev)).runs),
});

/**
 * The documents of a device that the registry holds, and which of the asked ones, read from the submission log itself.
 */
export const writeReceipt = async (
  db: Db,
  name: DatabaseName,
  dev: DeviceId,
  ids: readonly string[],
): Promise<Receipt> => {
  const { runs, repeats } = await readNumbers(db, name, dev);
  const first = await listFirstOfNumbers(db, name, dev, repeats);
  return {
    epoch: await getEpoch(db),
    ...acknowledgementOf(runs),
    held: await listHeldDocuments(db, name, ids),
    doubled: first.map(({ n, doc }) => ({ n, first: doc })),
  };
};
