import '../../device/browser-for-tests.ts';
import type { DeviceId, Instant } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { type Doc, openLocal } from '../../device/database/pouch.ts';
import { createLocks } from '../../device/lock.ts';
import { isAcked, openLedger } from './ledger.ts';

const DEVICE = 'd0000000ledge' as DeviceId;
const NOW = '2026-11-25T08:00:00.000Z' as Instant;

it('fault 32: receipts in the form of an earlier release count as none, and the documents are asked for again', async () => {
  const old = { _id: 'acks', acks: { epoch: 'e1', upTo: 3, seen: 4, missing: [2] }, at: NOW };
  await openLocal<Doc>(`ledger-08000101-2026-2027-${DEVICE}`).put(old);
  const ledger = openLedger(createLocks(), '08000101-2026-2027', DEVICE);
  const before = await ledger.load();
  expect([before.epoch, [...before.acks]]).toEqual([null, []]);
  expect(isAcked(before, { dev: DEVICE, n: 1 })).toBe(false);

  await ledger.saveAcks('e1', new Map([[DEVICE, { upTo: 3, missing: [2] }]]), NOW);
  const after = await ledger.load();
  expect([1, 2, 3, 4].map((n) => isAcked(after, { dev: DEVICE, n }))).toEqual([true, false, true, false]);
});
