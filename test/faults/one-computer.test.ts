import type { Entry } from '@hocba/shared/record/entry';
import type { ColumnCode } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLERK, SHEET, TEACHER } from '../fixtures/class-of-two.ts';
import { type Computer, type Office, ONE, openOffice, TWO } from './office.ts';

/* One computer with many tabs, and one computer that several people share. */

const COLUMNS: readonly ColumnCode[] = ['tx1', 'tx2', 'tx3', 'tx4', 'gk'];
let office: Office;
let first: Computer;
beforeEach(async () => {
  office = await openOffice();
  first = await office.open();
  await first.sync();
});
afterEach(() => office.close());

const entries = async () => (await office.log()).map(({ body }) => JSON.parse(body) as Entry);

it('fault 31: ten tabs that write at once count without a gap, and each shows what the others wrote', async () => {
  const tabs = [first];
  while (tabs.length < 10) tabs.push(await office.openTab(first));
  const places = COLUMNS.flatMap((column) => [ONE, TWO].map((student) => ({ column, student })));
  await Promise.all(tabs.map((tab, i) => tab.enter(places[i]?.column ?? 'ck', 10 * i, places[i]?.student)));
  for (const tab of tabs) await tab.device.refresh();
  for (const tab of tabs) {
    expect(places.map(({ column, student }) => tab.shown(column, student).value)).toEqual(
      places.map((_, i) => 10 * i),
    );
    expect(tab.unsent()).toBeGreaterThan(0);
  }
  await Promise.all(tabs.map((tab) => tab.run()));
  await first.sync();
  const log = await entries();
  // Tabs share the draft of a sheet, so that one entry may take what several typed.
  expect(log.map(({ n }) => n)).toEqual(log.map((_, i) => i + 1));
  expect(
    log.flatMap(({ cells }) => cells.map(([, , value]) => value)).toSorted((a, b) => Number(a) - Number(b)),
  ).toEqual(places.map((_, i) => 10 * i));
  expect(new Set(log.map(({ dev }) => dev)).size).toBe(1);
  expect([first.unsent(), first.sheet().contested, first.facts().refused]).toEqual([0, [], 0]);
});

it('fault 34, fault 3: a teacher who corrects what a colleague left unsent here sends only the own, and all ends in the right order', async () => {
  await first.enter('tx1', 70);
  const clerk = await office.openTab(first, CLERK);
  await clerk.sync();
  expect(clerk.shown('tx1')).toMatchObject({ value: 70, by: TEACHER });
  await clerk.enter('tx1', 75);
  await clerk.enter('gk', 60);
  await clerk.sync();
  expect((await entries()).map(({ by }) => by)).toEqual([CLERK, CLERK]);
  expect([clerk.unsent(), clerk.facts().refused]).toEqual([0, 0]);
  await first.signIn();
  await first.sync();
  for (const tab of [first, clerk, first]) {
    await tab.signIn();
    await tab.sync();
  }
  expect((await entries()).map(({ by, n }) => [by, n])).toEqual([
    [CLERK, 2],
    [CLERK, 3],
    [TEACHER, 1],
  ]);
  for (const tab of [first, clerk]) {
    expect(tab.shown('tx1')).toMatchObject({ value: 75, by: CLERK, state: 'registry' });
    expect([tab.shown('gk').value, tab.sheet().contested]).toEqual([60, []]);
  }
});

it.each([
  ['refuses', async () => false],
  ['cannot even be asked', () => Promise.reject(new TypeError('not in a private window'))],
])(
  'fault 30: a browser that %s to keep its storage is asked once, and marks are saved and sent nevertheless',
  async (_, persist) => {
    let asked = 0;
    const storage = {
      persist: () => {
        asked += 1;
        return persist();
      },
    };
    Object.defineProperty(navigator, 'storage', { value: storage, configurable: true });
    try {
      for (const [column, value] of [
        ['tx1', 80],
        ['tx2', 70],
      ] as const) {
        await first.device.drafts.write(SHEET, [{ student: ONE, column, value, prev: null }]);
        await first.closeSheet();
      }
      await first.sync();
    } finally {
      Reflect.deleteProperty(navigator, 'storage');
    }
    expect([asked, first.unsent()]).toEqual([1, 0]);
    expect([first.shown('tx1').value, first.shown('tx2').value]).toEqual([80, 70]);
  },
);
