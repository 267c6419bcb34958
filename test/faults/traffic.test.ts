import { expect, it, vi } from 'vitest';
import { SHEET } from '../fixtures/class-of-two.ts';
import { ONE, openOffice, TWO } from './office.ts';

it('E13, E19: a column of marks is one entry and one run of few requests, and nothing is kept for the device', async () => {
  const office = await openOffice();
  const teacher = await office.open();
  await teacher.sync();
  const { requests } = office.network;
  requests.length = 0;
  await teacher.run();
  const idle = requests.length;
  for (const column of ['tx1', 'tx2', 'tx3', 'gk', 'ck'] as const) {
    await teacher.device.drafts.write(SHEET, [
      { student: ONE, column, value: 80, prev: null },
      { student: TWO, column, value: 70, prev: null },
    ]);
  }
  await teacher.enter('tx4', 60);
  requests.length = 0;
  await teacher.run();
  expect([await office.log().then((log) => log.length), teacher.unsent()]).toEqual([1, 0]);
  expect(requests.filter((request) => request.endsWith('/_bulk_docs'))).toHaveLength(1);
  // Sent, acknowledged, and the sheet fetched: eleven edits, where live replication asks eight times for each.
  expect(requests.length).toBeLessThanOrEqual(12);
  // The greeting and the end of the feed; with nothing open no receipt is asked for.
  expect(idle).toBe(2);
  expect(requests.filter((request) => request.includes('_local'))).toEqual([]);
  await office.close();
});

it('a page that waits for the registry asks two requests, and receipts are asked for again after an hour', async () => {
  const office = await openOffice();
  const teacher = await office.open();
  await teacher.enter('tx1', 70);
  await teacher.sync();
  const { requests } = office.network;
  requests.length = 0;
  await teacher.look();
  expect(requests.map((request) => request.replace(/^.*\/sync\/[^_]*/, '').split('?')[0])).toEqual([
    '',
    '_changes',
  ]);
  requests.length = 0;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61 * 60_000 });
  await teacher.signIn();
  await teacher.run();
  await teacher.run();
  vi.useRealTimers();
  expect(requests.filter((request) => request.includes('_acks'))).toHaveLength(1);
  await office.close();
});

it('E11, fault 2, fault 3: runs of several tabs at once store every entry once and contest nothing', async () => {
  const office = await openOffice();
  const teacher = await office.open();
  await teacher.sync();
  for (const value of [70, 75, 80]) await teacher.enter('tx1', value);
  for (const column of ['tx2', 'tx3', 'gk'] as const) await teacher.enter(column, 60, TWO);
  await Promise.all([teacher.run(), teacher.run(), teacher.run()]);
  await teacher.sync();
  const log = await office.log();
  expect(log.map(({ n }) => n).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  expect([teacher.unsent(), teacher.sheet().contested, teacher.verdicts()]).toEqual([0, [], []]);
  expect([teacher.shown('tx1').value, teacher.shown('gk', TWO).value]).toEqual([80, 60]);
  await office.close();
});
