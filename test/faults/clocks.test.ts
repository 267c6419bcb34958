import type { Entry } from '@hocba/shared/record/entry';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CLERK, TEACHER } from '../fixtures/class-of-two.ts';
import { type Computer, type Office, ONE, openOffice } from './office.ts';

/* Clocks of devices: a year off, set back while somebody works, in another time zone. Only arrival decides. */

const DAY = 86_400_000;
const zone = process.env.TZ;
let office: Office;
let teacher: Computer;
let clerk: Computer;
beforeEach(async () => {
  office = await openOffice();
  teacher = await office.open();
  clerk = await office.open(CLERK);
});
afterEach(async () => {
  vi.useRealTimers();
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  await office.close();
});

/** The time that the clock of the computer at hand says; the network and its limits run on. */
const clockAt = (ms: number) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(ms);
};
const entries = async () => (await office.log()).map(({ body }) => JSON.parse(body) as Entry);

it.each([
  ['a year ahead', 366 * DAY],
  ['a year behind', -366 * DAY],
  ['at 1970', -Date.now() + DAY],
])('fault 26: a clock %s decides nothing: who comes first has the cell', async (_, off) => {
  const now = Date.now();
  clockAt(now + off);
  await teacher.enter('tx1', 80);
  await teacher.enter('tx2', 60);
  clockAt(now);
  await clerk.enter('tx1', 75);
  await clerk.sync();
  clockAt(now + off);
  await teacher.sync();
  clockAt(now);
  await clerk.sync();
  for (const computer of [teacher, clerk]) {
    expect(computer.unsent()).toBe(0);
    expect(computer.shown('tx1')).toMatchObject({ value: 75, by: CLERK, state: 'contested' });
    expect(computer.shown('tx2')).toMatchObject({ value: 60, by: TEACHER });
  }
  expect((await entries()).map(({ by }) => by)).toEqual([CLERK, TEACHER, TEACHER]);
});

it('fault 26: a clock set back while somebody works neither stops the runs nor mixes up the order', async () => {
  const now = Date.now();
  clockAt(now);
  await teacher.enter('tx1', 70);
  await teacher.sync();
  clockAt(now - 30 * DAY);
  // The registry's time goes on, so the token ends; by the clock here it is good for a month.
  office.registry.pass(11 * 60_000);
  await teacher.enter('tx1', 75);
  await teacher.sync();
  clockAt(now + DAY);
  await teacher.enter('tx1', 80);
  await teacher.sync();
  const log = await entries();
  expect(log.map(({ n, cells }) => [n, cells[0]?.[2]])).toEqual([
    [1, 70],
    [2, 75],
    [3, 80],
  ]);
  expect(log.map(({ at }) => Date.parse(at))).toEqual([now, now - 30 * DAY, now + DAY]);
  expect(teacher.shown('tx1')).toMatchObject({ value: 80, state: 'registry' });
  expect(teacher.sheet().contested).toEqual([]);
});

it('fault 26: a change of time zone changes no time that is kept', async () => {
  const now = Date.parse('2026-10-25T16:30:00.000Z');
  clockAt(now);
  for (const [tz, column] of [
    ['Asia/Ho_Chi_Minh', 'tx1'],
    ['America/New_York', 'tx2'],
    ['Pacific/Kiritimati', 'tx3'],
  ] as const) {
    process.env.TZ = tz;
    await teacher.enter(column, 80, ONE);
  }
  await teacher.sync();
  expect(new Set((await entries()).map(({ at }) => at))).toEqual(new Set(['2026-10-25T16:30:00.000Z']));
  expect(teacher.sheet().cells[ONE]?.tx3?.[3]).toBe('2026-10-25T16:30:00.000Z');
});
