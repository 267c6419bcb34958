import type { Entry } from '@hocba/shared/record/entry';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLERK, HEAD, TEACHER } from '../fixtures/class-of-two.ts';
import { type Computer, type Office, ONE, openOffice, TWO } from './office.ts';

/*
 * Several people on one sheet with no network between them. The outcome with PouchDB alone is in
 * `stock-conflicts.test.ts`.
 */

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

/** Computers that have all fetched the class and then lose the network. */
const openAll = async (...accounts: (typeof TEACHER)[]): Promise<Computer[]> => {
  const computers: Computer[] = [];
  for (const account of accounts) computers.push(await office.open(account));
  for (const computer of computers) await computer.sync();
  return computers;
};
const two = async () => (await openAll(TEACHER, CLERK)) as [Computer, Computer];
const settle = async (...computers: Computer[]) => {
  for (const computer of [...computers, ...computers]) await computer.sync();
};
const contestedOf = ({ contested }: ReturnType<Computer['sheet']>) =>
  contested.map(({ student, column, value, by }) => ({ student, column, value, by }));
const entries = async () => (await office.log()).map(({ body }) => JSON.parse(body) as Entry);

it('fault 19: the first of two values for one cell stays, the second stands beside it, and a person chooses', async () => {
  const [teacher, clerk] = await two();
  await teacher.enter('tx1', 80);
  await clerk.enter('tx1', 75);
  await settle(teacher, clerk);
  for (const computer of [teacher, clerk]) {
    expect(computer.shown('tx1')).toMatchObject({ value: 80, by: TEACHER, state: 'contested' });
    expect(contestedOf(computer.sheet())).toEqual([{ student: ONE, column: 'tx1', value: 75, by: CLERK }]);
    expect(computer.unsent()).toBe(0);
  }
  await teacher.enter('tx1', 75);
  await settle(teacher, clerk);
  for (const computer of [teacher, clerk]) {
    expect(computer.shown('tx1')).toMatchObject({ value: 75, by: TEACHER, state: 'registry' });
    expect(computer.sheet().contested).toEqual([]);
  }
  expect((await entries()).map(({ cells }) => cells[0]?.[2])).toEqual([80, 75, 75]);
});

it('fault 19: a second value that nobody has seen is not settled by a later change of the first', async () => {
  const [teacher, clerk] = await two();
  await teacher.enter('tx1', 80);
  await teacher.sync();
  await clerk.enter('tx1', 75);
  await clerk.run();
  // The teacher, who has not heard of it, changes the own mark.
  await teacher.enter('tx1', 85);
  await settle(teacher, clerk);
  for (const computer of [teacher, clerk]) {
    expect(computer.shown('tx1')).toMatchObject({ value: 85, state: 'contested' });
    expect(contestedOf(computer.sheet())).toEqual([{ student: ONE, column: 'tx1', value: 75, by: CLERK }]);
  }
  await teacher.enter('tx1', 85);
  await settle(teacher, clerk);
  expect(clerk.shown('tx1')).toMatchObject({ value: 85, state: 'registry' });
});

it('fault 20: two equal values for one cell are no question for anybody', async () => {
  const [teacher, clerk] = await two();
  await teacher.enter('tx1', 80);
  await clerk.enter('tx1', 80);
  await settle(teacher, clerk);
  for (const computer of [teacher, clerk]) {
    expect(computer.shown('tx1')).toMatchObject({ value: 80, state: 'registry' });
    expect([computer.sheet().contested, computer.verdicts(), computer.unsent()]).toEqual([[], [], 0]);
  }
  const log = await entries();
  expect([log.length, new Set(log.map(({ dev }) => dev)).size]).toEqual([2, 2]);
});

it('E12, fault 21: different cells of one sheet both stand, and are on every screen', async () => {
  const [teacher, clerk] = await two();
  await teacher.enter('tx1', 80);
  await teacher.enter('gk', 65, TWO);
  await clerk.enter('tx2', 75);
  await clerk.enter('gk', 70, ONE);
  await settle(teacher, clerk);
  for (const computer of [teacher, clerk]) {
    const values = [
      computer.shown('tx1'),
      computer.shown('tx2'),
      computer.shown('gk'),
      computer.shown('gk', TWO),
    ];
    expect(values.map(({ value }) => value)).toEqual([80, 75, 70, 65]);
    expect(computer.sheet().contested).toEqual([]);
  }
});

it('E3, fault 22: five changes of one cell are five entries in the log, each on the one before', async () => {
  const [teacher] = await openAll(TEACHER);
  for (const value of [70, 75, null, 85, 90]) await teacher?.enter('tx1', value);
  await teacher?.sync();
  const log = await entries();
  expect(log.map(({ cells }) => cells[0]?.[2])).toEqual([70, 75, null, 85, 90]);
  expect(log.map(({ cells }) => cells[0]?.[3])).toEqual([null, ...log.slice(0, 4).map(({ _id }) => _id)]);
  expect(log.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
  expect(teacher?.shown('tx1')).toMatchObject({ value: 90, state: 'registry' });
  expect(teacher?.sheet().contested).toEqual([]);
});

it('E16, fault 25: three people choose at once, and all come to the same end in one round', async () => {
  const all = (await openAll(TEACHER, CLERK, HEAD)) as [Computer, Computer, Computer];
  const [teacher, clerk, head] = all;
  await teacher.enter('tx1', 80);
  await clerk.enter('tx1', 75);
  await settle(...all);
  await teacher.enter('tx1', 80);
  await clerk.enter('tx1', 75);
  await head.enter('tx1', 60);
  await settle(...all);
  const states = all.map((computer) => computer.sheet());
  expect(states[1]).toEqual(states[0]);
  expect(states[2]).toEqual(states[0]);
  expect(states[0]?.cells[ONE]?.tx1?.slice(0, 3)).toEqual([80, expect.any(String), TEACHER]);
  expect(states.map(contestedOf)[0]).toEqual([
    { student: ONE, column: 'tx1', value: 75, by: CLERK },
    { student: ONE, column: 'tx1', value: 60, by: HEAD },
  ]);
  await head.enter('tx1', 60);
  await settle(...all);
  for (const computer of all) {
    expect(computer.shown('tx1')).toMatchObject({ value: 60, by: HEAD, state: 'registry' });
    expect(computer.sheet().contested).toEqual([]);
  }
  expect(await entries()).toHaveLength(6);
});
