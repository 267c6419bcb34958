import '../../school-client/src/device/browser-for-tests.ts';
import type { UpwardId } from '@hocba/shared/school/identifiers';
import { ulid } from 'ulid';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { deviceNow } from '../../school-client/src/sync/year.ts';
import { type Computer, type Office, ONE, openOffice, TWO } from '../faults/office.ts';
import { CLERK, entryOf, TEACHER } from '../fixtures/class-of-two.ts';

/* Documents that the registry has held for a month leave the computer; nothing else does. */

const DAY = 86_400_000;
let office: Office;
let teacher: Computer;
let now: number;
beforeEach(async () => {
  office = await openOffice();
  teacher = await office.open();
  now = Date.now();
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(async () => {
  vi.useRealTimers();
  await office.close();
});

/** The same clock at the computer and at the registry, so that tokens hold. */
const day = (count: number) => vi.setSystemTime(now + count * DAY);
const enterMany = async (count: number, by = TEACHER) => {
  const { outbox } = teacher.device;
  for (let i = 0; i < count; i += 1) {
    const id: UpwardId = `entry:8A1:toan:hk1:${ulid()}`;
    const { cells } = entryOf([[i % 2 === 0 ? ONE : TWO, 'tx1', i % 100, null]]);
    await outbox.append(id, (n, dev) => ({ ...entryOf(cells), _id: id, n, dev, by, at: deviceNow() }));
  }
  teacher.device.show();
};
const here = () => teacher.device.outbox.list();

it('two hundred entries that were sent a month ago leave; what is younger, unsent, unread or of others stays', async () => {
  day(0);
  await enterMany(3, CLERK);
  await teacher.enter('tx2', 70);
  await teacher.sync();
  // Refused cell by cell, and its author has not read the answer.
  await teacher.enter('tx2', 70, 's000000000009' as typeof ONE);
  await teacher.sync();
  expect(teacher.verdicts()).toHaveLength(1);
  for (let i = 0; i < 40; i += 1) {
    await teacher.enter('tx3', i);
    await teacher.enter('tx4', i);
    await teacher.enter('gk', i);
    await teacher.enter('ck', i);
    await teacher.enter('ck', i, TWO);
  }
  await teacher.sync();
  day(29);
  await teacher.enter('gk', 90, TWO);
  await teacher.sync();
  expect(here()).toHaveLength(3 + 1 + 1 + 200 + 1);
  const shown = (['tx1', 'tx2', 'tx3', 'tx4', 'gk', 'ck'] as const).map(
    (column) => teacher.shown(column).value,
  );
  day(31);
  await teacher.sync();
  const left = here();
  expect(left.filter(({ by }) => by === CLERK)).toHaveLength(3);
  expect(left.map(({ n }) => n).slice(3)).toEqual([5, 206]);
  expect(teacher.unsent()).toBe(0);
  const again = (['tx1', 'tx2', 'tx3', 'tx4', 'gk', 'ck'] as const).map(
    (column) => teacher.shown(column).value,
  );
  expect(again).toEqual(shown);
  await teacher.enter('ck', 55);
  expect(here().at(-1)?.n).toBe(207);
  await teacher.sync();
  expect([teacher.unsent(), teacher.shown('ck').value]).toEqual([0, 55]);
  expect((await office.log()).length).toBe(204);
});

it('nothing leaves while something of the same person is unsent, and after a restore all goes again', async () => {
  day(0);
  await enterMany(210);
  await teacher.sync();
  day(31);
  office.network.fault = async (url, pass) => {
    if (/_bulk_docs|_revs_diff/.test(url)) throw new TypeError('connection reset');
    return pass();
  };
  await teacher.enter('ck', 80);
  await teacher.run().catch(() => undefined);
  expect(here()).toHaveLength(211);
  office.network.fault = undefined;
  day(0);
  await office.replace();
  await teacher.signIn();
  await teacher.sync();
  expect([teacher.unsent(), (await office.log()).length, here().length]).toEqual([0, 211, 211]);
});
