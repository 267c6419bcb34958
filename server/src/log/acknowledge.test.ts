import type { DatabaseName, DeviceId } from '@hocba/shared/school/identifiers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TEST_MAC } from '../storage/engine/chain-mac.fixture.ts';
import { migrate } from '../storage/engine/migrate.ts';
import { openStorage } from '../storage/engine/open.ts';
import { openSyncDb, raiseSeq } from '../storage/queries/replication/sync.ts';
import { insertSubmissions } from '../storage/queries/submissions.ts';
import { acknowledge, acknowledgementOf, runsOf, writeReceipt } from './acknowledge.ts';

const NAME = '08000101-2026-2027' as DatabaseName;
const DEV = 'd0000000000aa' as DeviceId;
const NOW = '2026-10-01T00:00:00.000Z';

it.each([
  [[], 0, 0, []],
  [[1, 2, 3], 3, 3, []],
  [[2, 3], 0, 3, [1]],
  [[1, 2, 2, 5, 7], 2, 7, [3, 4, 6]],
])('the numbers %j are acknowledged up to %i', (numbers, upTo, seen, missing) => {
  expect(acknowledgementOf(runsOf(numbers))).toEqual({ upTo, seen, missing });
});

it('the acknowledgement says nothing of numbers behind more holes than it names', () => {
  const { seen, missing } = acknowledgementOf(runsOf([1, 1500, 3000]));
  expect([missing.length, seen]).toEqual([1000, 1001]);
});

it('the acknowledgement covers exactly the numbers it was given', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 })), (numbers) => {
      const ascending = numbers.toSorted((a, b) => a - b);
      const { upTo, seen, missing } = acknowledgementOf(runsOf(ascending));
      const covered = Array.from({ length: seen }, (_, i) => i + 1).filter((n) => !missing.includes(n));
      expect(covered).toEqual(ascending);
      expect(missing.every((n) => n > upTo)).toBe(true);
    }),
  );
});

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, i) => first + i);

it.each<[string, number[]]>([
  ['nothing', []],
  ['one whole block', upTo(1000)],
  ['whole blocks and a beginning', upTo(2003)],
  ['a hole at the end of a block and one at the beginning of the next', upTo(3000).toSpliced(999, 2)],
  ['a repeat in a whole block', [...upTo(2500), 1, 1000, 1000, 2400]],
  ['a block without any number', [...upTo(1000), ...upTo(2005, 2001)]],
  ['more holes than an answer names, and a repeat behind them', [1, ...upTo(4000, 3000), 3500, 9000]],
  ['exactly as many holes as an answer names', [...upTo(500), ...upTo(1600, 1501)]],
])('the acknowledgement from blocks of numbers is that of all numbers one by one: %s', async (_, numbers) => {
  const db = await openStorage('memory:', TEST_MAC);
  try {
    await migrate(db);
    const rows = numbers.map((n, i) => ({
      ...{ db: NAME, doc: `doc${i}`, kind: 'entry', dev: DEV, n, account: 'a' },
      ...{ received_at: NOW, body: '{}', rev: null, name: null },
    }));
    await db.commit([openSyncDb(NAME, NOW), raiseSeq(NAME, rows.length), ...insertSubmissions(db, rows)]);
    const ascending = numbers.toSorted((a, b) => a - b);
    const expected = acknowledgementOf(runsOf(ascending));
    expect(await acknowledge(db, NAME, DEV)).toMatchObject(expected);
    const repeats = new Set(ascending.filter((n, i) => ascending[i - 1] === n));
    expect(await writeReceipt(db, NAME, DEV, ['doc0', 'other'])).toMatchObject({
      ...expected,
      held: numbers.length === 0 ? [] : ['doc0'],
      doubled: [...repeats].map((n) => ({ n, first: `doc${numbers.indexOf(n)}` })),
    });
  } finally {
    await db.close();
  }
});
