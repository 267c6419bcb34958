import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { type Line, openLine } from './line.ts';
import { type Desk, sitDown } from './pages/desk.ts';
import { listEntered } from './registry-log.ts';

/* Somebody else answers in the registry's place, or nobody does. */

let journey: Journey;
let line: Line;
let context: BrowserContext;
let desk: Desk;

beforeAll(async () => {
  journey = await startJourney();
  line = await openLine(() => journey.demo.url);
  context = await journey.browser('toan');
  await context.clock.install();
  desk = await sitDown(journey, context, line.url);
  await desk.page.evaluate(() => navigator.serviceWorker.ready);
});
beforeEach(() => line.heal());
afterAll(async () => {
  await journey.end();
  await line.close();
});

it.each([
  ['shows its page', 'portal', 0],
  ['sends to its page', 'portal-redirect', 1],
] as const)(
  'fault 15: a captive portal that %s makes nothing count as sent, and work goes on',
  async (_, fate, row) => {
    const { page } = desk;
    line.decide(() => fate);
    await desk.put(row, 'TX1', '8');
    await desk.says(/^Ngoại tuyến – 1 thay đổi chờ gửi$/);
    await page.reload();
    await desk.says(/^Ngoại tuyến – 1 thay đổi chờ gửi$/);
    expect(await desk.read(row, 'TX1')).toBe('8,0');
    await desk.put(row, 'TX2', '75');
    await desk.says(/^Ngoại tuyến – 2 thay đổi chờ gửi$/);
    await journey.picture(page, `portal-${row}`);
    expect(await listEntered(journey, 'tx1')).toHaveLength(row);

    line.heal();
    await desk.sendNow();
    await desk.says(/^Đã đồng bộ lúc/);
    expect(await listEntered(journey, 'tx1')).toHaveLength(row + 1);
    expect(await desk.read(row, 'TX2')).toBe('7,5');
  },
);

it.each([
  ['_revs_diff', 'silent', 2],
  ['_bulk_docs', 'answer-lost', 3],
  ['_acks', 'silent', 4],
  ['_changes', 'silent', 5],
] as const)(
  'fault 16: a run whose request %s is never answered ends, and the next one sends',
  async (path, fate, row) => {
    const before = await listEntered(journey, 'tx1');
    line.decide((asked) => (asked.path.includes(path) ? fate : 'pass'));
    await desk.put(row, 'TX1', '8');
    await line.until(path);
    const { clock } = desk.page;
    await clock.fastForward(28_000);
    await desk.says(/^Đ(ang|ã) đồng bộ/);
    await clock.fastForward(3_000);
    await desk.says(/^Ngoại tuyến/);
    line.heal();
    await clock.fastForward(61_000);
    await desk.says(/^Đã đồng bộ lúc/);
    expect(await listEntered(journey, 'tx1')).toEqual([...before, 80]);
  },
);

it('fault 16: a session whose renewal is never answered stays, and nothing is asked of the person', async () => {
  line.decide(({ path }) => (path === '/auth/refresh' ? 'silent' : 'pass'));
  await desk.page.reload();
  await line.until('/auth/refresh');
  await desk.book.rows().nth(41).waitFor();
  await desk.put(7, 'TX1', '8');
  await desk.page.clock.fastForward(31_000);
  await desk.says(/^Ngoại tuyến – 1 thay đổi chờ gửi$/);
  line.heal();
  await desk.page.clock.fastForward(61_000);
  await desk.says(/^Đã đồng bộ lúc/);
  expect(journey.faults).toEqual([]);
});
