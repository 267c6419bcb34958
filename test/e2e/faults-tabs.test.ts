import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { type Asked, type Line, openLine } from './line.ts';
import { type Desk, openDesk, sitDown } from './pages/desk.ts';
import { listEntered } from './registry-log.ts';

/* Many tabs of one browser; the one that works is closed, frozen, or asleep with the lock in its hand. */

/** Each look lets minutes pass, and the registry limits how often an account may ask. */
const LONG = { timeout: 15_000, interval: 250 };

let journey: Journey;
let line: Line;
let context: BrowserContext;
let desk: Desk;

/** Lets a page be told that minutes have passed: what it meant to do after a minute or more it does at once. */
const keepLongTimers = () => {
  const { setTimeout: start, clearTimeout: stop } = globalThis;
  const long = new Map<number, () => void>();
  Object.assign(globalThis, {
    setTimeout: (work: () => void, ms = 0, ...rest: unknown[]) => {
      const id = start(work, ms, ...rest) as unknown as number;
      if (ms >= 60_000) long.set(id, work);
      return id;
    },
    clearTimeout: (id: number) => {
      long.delete(id);
      stop(id);
    },
    hocbaPass: () => {
      const due = [...long];
      long.clear();
      for (const [id, work] of due) {
        stop(id);
        work();
      }
    },
  });
};

const passMinutes = ({ page }: Desk): Promise<void> =>
  page.evaluate(() => (globalThis as unknown as { hocbaPass: () => void }).hocbaPass());

beforeAll(async () => {
  journey = await startJourney();
  line = await openLine(() => journey.demo.url);
  context = await journey.browser('toan');
  await context.addInitScript(keepLongTimers);
  desk = await sitDown(journey, context, line.url);
});
beforeEach(() => line.heal());
afterAll(async () => {
  await journey.end();
  await line.close();
});

const pushesSince = (from: number) =>
  line.asked.slice(from).filter(({ path }) => path.includes('_bulk_docs')).length;

/** A run that is past replicating sends what was sealed meanwhile at once. */
const isSending = ({ path }: Asked): boolean => /_revs_diff|_bulk_docs/.test(path);

/** A run of this tab that does not come to its end. */
const hangRun = async (tab: Desk, row: number): Promise<void> => {
  line.decide((asked) => (isSending(asked) ? 'silent' : 'pass'));
  const from = line.asked.length;
  await tab.put(row, 'TX1', '8');
  // A tab that was just closed may have had the lock still; then this one looks again a minute later.
  await expect
    .poll(async () => {
      await passMinutes(tab);
      return line.asked.slice(from).some(isSending);
    }, LONG)
    .toBe(true);
  line.heal();
};

it.each([2, 10])('fault 31: one of %d tabs sends, and all say that it is done', async (count) => {
  while (context.pages().length <= count) await openDesk(context, line.url);
  const tabs = context.pages().slice(1);
  const says = (text: RegExp) =>
    Promise.all(
      tabs.map((page) => page.getByRole('banner').getByRole('status').filter({ hasText: text }).waitFor()),
    );
  await says(/^Đã đồng bộ lúc/);
  const from = line.asked.length;
  await desk.put(count, 'TX2', '7');
  await Promise.all(tabs.map((page) => page.evaluate(() => dispatchEvent(new Event('online')))));
  await expect.poll(() => listEntered(journey, 'tx2'), LONG).toContain(70);
  await says(/^Đã đồng bộ lúc/);
  expect(pushesSince(from)).toBe(1);
  for (const page of tabs.slice(1)) {
    await page
      .getByRole('row')
      .nth(count + 1)
      .getByText('7,0', { exact: true })
      .first()
      .waitFor();
  }
});

it('fault 31: an entry that is sealed while another tab works goes as soon as that one is done', async () => {
  await line.quiet();
  const [, , other] = context.pages();
  line.decide(({ path }) => (path.includes('_changes') ? 'held' : 'pass'));
  const from = line.asked.length;
  // It is past sending, and fetches.
  await other?.evaluate(() => dispatchEvent(new Event('online')));
  await expect
    .poll(() => line.asked.slice(from).some(({ path }) => path.includes('_changes')), LONG)
    .toBe(true);
  await desk.put(20, 'TX3', '6');
  await desk.says(/^Đã lưu trên máy – 1 thay đổi chờ gửi$/);
  expect(await listEntered(journey, 'tx3')).toEqual([]);
  line.heal();
  await expect.poll(() => listEntered(journey, 'tx3'), LONG).toEqual([60]);
  await desk.says(/^Đã đồng bộ lúc/);
});

/** The only tab that is left, so that a run is its own. */
const closeOthers = async (): Promise<void> => {
  for (const page of context.pages()) if (page !== desk.page) await page.close();
};

it('fault 31: another tab goes on when the one that works is closed', async () => {
  await closeOthers();
  await hangRun(desk, 11);
  const other = await openDesk(context, line.url);
  await other.says(/^Đã lưu trên máy – 1 thay đổi chờ gửi$/);
  await desk.page.close();
  desk = other;
  await passMinutes(desk);
  await desk.says(/^Đã đồng bộ lúc/);
  expect(await listEntered(journey, 'tx1')).toEqual([80]);
});

it('fault 31: another tab goes on when the one that works is frozen, which does no harm when it wakes', async () => {
  await closeOthers();
  const sleeper = desk;
  const before = await listEntered(journey, 'tx1');
  await hangRun(sleeper, 12);
  const session = await context.newCDPSession(sleeper.page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  desk = await openDesk(context, line.url);
  await desk.put(13, 'TX1', '9');
  await desk.says(/– 2 thay đổi chờ gửi$/);
  expect(await listEntered(journey, 'tx1')).toEqual(before);
  await expect
    .poll(async () => {
      await passMinutes(desk);
      return listEntered(journey, 'tx1');
    }, LONG)
    .toEqual([...before, 80, 90]);
  await desk.says(/^Đã đồng bộ lúc/);
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await sleeper.says(/^Đã đồng bộ lúc/);
  expect(await listEntered(journey, 'tx1')).toEqual([...before, 80, 90]);
});

it('fault 31: a lock held by a tab that sleeps for a week stops nobody', async () => {
  await closeOthers();
  const before = await listEntered(journey, 'tx1');
  const asleep = await context.newPage();
  await asleep.goto(`${line.url}/verify`);
  await asleep.evaluate(
    () =>
      new Promise<void>((held) => {
        const asleepWith = () => {
          held();
          return new Promise(() => undefined);
        };
        navigator.locks.request('hocba-sync', { steal: true }, asleepWith).catch(() => undefined);
      }),
  );
  await desk.put(14, 'TX1', '5');
  await desk.says(/^Đã lưu trên máy – 1 thay đổi chờ gửi$/);
  await passMinutes(desk);
  await expect
    .poll(async () => {
      await passMinutes(desk);
      return listEntered(journey, 'tx1');
    }, LONG)
    .toEqual([...before, 50]);
  await desk.says(/^Đã đồng bộ lúc/);
  expect(journey.faults).toEqual([]);
});
