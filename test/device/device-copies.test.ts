import '../../school-client/src/device/browser-for-tests.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLocal } from '../../school-client/src/device/database/pouch.ts';
import { type Computer, type Office, openOffice, TWO } from '../faults/office.ts';
import { CLERK } from '../fixtures/class-of-two.ts';

/* Two computers from an image of one disk give the same number to documents of their own. */

let office: Office;
let one: Computer;
beforeEach(async () => {
  office = await openOffice();
  one = await office.open();
  await one.enter('tx1', 70);
  await one.enter('tx2', 70);
  await one.sync();
});
afterEach(() => office.close());

const idOf = ({ device }: Computer) => device.outbox.device.current();
const log = async () => (await office.log()).map(({ doc }) => doc);
const isAll = async (...computers: Computer[]) => {
  const held = new Set(await log());
  for (const { device } of computers) {
    for (const { _id } of device.outbox.list()) expect(held).toContain(_id);
  }
};

it('fault 27: both keep their marks, and the later takes an id of its own', async () => {
  const two = await office.copy(one);
  await one.enter('tx3', 60);
  await two.enter('gk', 90);
  await two.enter('ck', 95);
  expect(one.device.outbox.list().at(-1)?.n).toBe(3);
  expect(two.device.outbox.list().map(({ n }) => n)).toEqual([1, 2, 3, 4]);
  await one.sync();
  await two.sync();
  expect([one.unsent(), two.unsent()]).toEqual([0, 0]);
  await isAll(one, two);
  const before = await idOf(one);
  await one.sync();
  expect(await idOf(one)).toBe(before);
  expect(await idOf(two)).not.toBe(before);
  await two.enter('gk', 85);
  await one.enter('ck', 80, TWO);
  await two.sync();
  await one.sync();
  const [last] = two.device.outbox.list().slice(-1);
  expect([last?.dev, last?.n]).toEqual([await idOf(two), 1]);
  expect([one.unsent(), two.unsent()]).toEqual([0, 0]);
  await isAll(one, two);
  expect(one.shown('gk')).toMatchObject({ value: 85, state: 'registry' });
  expect(two.shown('tx3')).toMatchObject({ value: 60, state: 'registry' });
});

it('fault 27: a number that the registry holds of the other is no receipt for what waits here', async () => {
  const two = await office.copy(one);
  for (const column of ['tx3', 'gk', 'ck'] as const) await one.enter(column, 60);
  await one.sync();
  await two.enter('tx3', 90, TWO);
  // The network carries no document; only the question what is held.
  office.network.fault = async (url, pass) => {
    if (/_revs_diff|_bulk_docs/.test(url)) throw new TypeError('connection reset');
    return pass();
  };
  await two.run().catch(() => undefined);
  expect(two.unsent()).toBe(1);
  office.network.fault = undefined;
  await two.sync();
  expect(two.unsent()).toBe(0);
  await isAll(one, two);
});

it('fault 27, fault 34: entries that another person left unsent on the copy are not taken for sent', async () => {
  await one.enter('gk', 60);
  const two = await office.copy(one);
  await one.enter('ck', 60);
  await one.enter('ck', 65, TWO);
  await two.enter('tx3', 90, TWO);
  await one.sync();
  const clerk = await office.copy(two, CLERK);
  await clerk.enter('tx4', 50, TWO);
  await clerk.sync();
  expect(clerk.unsent()).toBe(0);
  const back = await office.copy(clerk, two.account);
  expect(back.unsent()).toBe(1);
  await back.sync();
  expect(back.unsent()).toBe(0);
  await isAll(one, clerk, back);
});

it('fault 27: both copies send again after a restore what the registry lost', async () => {
  const two = await office.copy(one);
  await one.enter('tx3', 60);
  await two.enter('gk', 90);
  await one.sync();
  await two.sync();
  await office.replace();
  await one.signIn();
  await one.sync();
  await two.signIn();
  await two.sync();
  expect([one.unsent(), two.unsent()]).toEqual([0, 0]);
  expect(await log()).toHaveLength(4);
  await isAll(one, two);
});

it.each([
  ['its numbers go on where the receipts end', ['outbox'], [3, 4, 5]],
  ['and its receipts, goes on under another id', ['outbox', 'ledger'], [1, 2, 1]],
])('fault 28: the device goes on when an outbox is gone: %s', async (_, gone, numbers) => {
  const { home } = one.device.outbox.device;
  for (const name of gone) await openLocal(`${one.disk}${name}-${office.database}-${home}`).destroy();
  const again = await office.copy(one);
  expect(again.device.outbox.list()).toEqual([]);
  await again.enter('tx3', 90, TWO);
  await again.enter('tx3', 95, TWO);
  await again.sync();
  await again.enter('tx3', 100, TWO);
  await again.sync();
  expect(again.unsent()).toBe(0);
  expect(again.device.outbox.list().map(({ n }) => n)).toEqual(numbers);
  await isAll(again);
  expect(again.shown('tx3', TWO)).toMatchObject({ value: 100, state: 'registry' });
});
