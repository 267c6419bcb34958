import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { type Line, openLine } from './line.ts';
import { type Desk, openDesk, sitDown } from './pages/desk.ts';
import { openDisk, TELLS_ROOM } from './pages/disk.ts';
import { evict } from './pages/evict.ts';
import { listEntered } from './registry-log.ts';

/* A browser that throws its storage away, has no room, or keeps nothing for long. */

let journey: Journey;
let line: Line;
let context: BrowserContext;
let desk: Desk;

/** Counts how often the page asks the browser to keep its storage; the browser’s own answer stands. */
const countAsking = () => {
  const asked = { times: 0 };
  Object.assign(globalThis, { hocbaAsked: asked });
  const { persist } = StorageManager.prototype;
  StorageManager.prototype.persist = function counted() {
    asked.times += 1;
    return persist.call(this);
  };
};

const openBrowser = async (): Promise<void> => {
  context = await journey.browser('toan', undefined, { args: [TELLS_ROOM] });
  await context.addInitScript(countAsking);
};

beforeAll(async () => {
  journey = await startJourney();
  line = await openLine(() => journey.demo.url);
  await openBrowser();
  desk = await sitDown(journey, context, line.url);
});
beforeEach(() => line.heal());
afterAll(async () => {
  await journey.end();
  await line.close();
});

it('fault 30: a browser that refuses to keep its storage is asked, says so, and marks are sent nevertheless', async () => {
  await desk.put(0, 'TX1', '8');
  await desk.says(/^Đã đồng bộ lúc/);
  expect(await listEntered(journey, 'tx1')).toEqual([80]);
  const asked = await desk.page.evaluate(
    () => (globalThis as unknown as { hocbaAsked: { times: number } }).hocbaAsked.times,
  );
  expect(asked).toBe(1);
  // Chromium keeps the storage only of a site that is installed or used much.
  expect(await desk.page.evaluate(() => navigator.storage.persisted())).toBe(false);
  await desk.page.getByRole('link', { name: 'Tài khoản' }).click();
  await desk.page.getByText('Trình duyệt có thể xóa khi máy thiếu chỗ').waitFor();
  await journey.picture(desk.page, 'storage-not-kept');
  await desk.book.open(line.url, '2026-2027', '8A1:toan:hk1');
});

it('fault 29: the page stops fetching before saving stops, and says that the disk is nearly full', async () => {
  await desk.says(/^Đã đồng bộ lúc/);
  const disk = await openDisk(context, line.url);
  await disk.leave(10_000_000);
  await desk.page.evaluate(() => dispatchEvent(new Event('online')));
  await desk.page.getByText('Máy sắp hết chỗ').first().waitFor();
  const from = line.asked.length;
  await desk.put(1, 'TX1', '9');
  await desk.put(2, 'TX1', '7');
  await expect.poll(() => listEntered(journey, 'tx1'), { timeout: 15_000 }).toEqual([80, 90, 70]);
  expect(line.asked.slice(from).filter(({ path }) => /_changes|_snapshot/.test(path))).toEqual([]);
  await disk.makeRoom();
});

it.each([
  ['the copy of the registry', '_pouch_hocba-inbox', 3],
  ['everything on the computer', '', 4],
] as const)(
  'fault 28: a browser that threw away %s fetches it anew, and numbers go on',
  async (_, start, row) => {
    await desk.page.reload();
    await desk.says(/^Đã đồng bộ lúc/);
    await evict(desk.page, line.url, start);
    desk = await openDesk(context, line.url);
    expect(await desk.read(0, 'TX1')).toBe('8,0');
    await desk.put(row, 'TX1', '6');
    await desk.says(/^Đã đồng bộ lúc/);
    expect((await listEntered(journey, 'tx1')).slice(3)).toEqual(row === 3 ? [60] : [60, 60]);
  },
);

it('fault 28: unsent entries are still counted and go when the copy of the registry is gone', async () => {
  line.decide(() => 'broken');
  await desk.put(5, 'TX1', '5');
  await desk.says(/^Ngoại tuyến – 1 thay đổi chờ gửi$/);
  line.heal();
  await evict(desk.page, line.url, '_pouch_hocba-inbox');
  desk = await openDesk(context, line.url);
  await desk.says(/^Đã đồng bộ lúc/);
  expect((await listEntered(journey, 'tx1')).at(-1)).toBe(50);
});

it('fault 28: unsent marks that the browser threw away with everything else are named to the person who entered them, once', async () => {
  line.decide(({ path }) => (path === '/openapi.json' ? 'pass' : 'broken'));
  await desk.put(6, 'TX1', '4');
  await desk.says(/^Ngoại tuyến – 1 thay đổi chờ gửi$/);
  await evict(desk.page, line.url, '');
  line.heal();
  desk = await openDesk(context, line.url);
  const { page } = desk;
  await page.getByText('Trình duyệt đã xóa phần chưa gửi của máy này').waitFor();
  await page.getByRole('link', { name: 'Điểm Toán 8A1 – Học kỳ I: 1 lần lưu' }).waitFor();
  await page.reload();
  await page.getByText('Trình duyệt đã xóa phần chưa gửi của máy này').waitFor();
  await journey.picture(page, 'lost-work');
  await page.getByRole('button', { name: 'Đã biết' }).click();
  await page.getByText('Trình duyệt đã xóa phần chưa gửi của máy này').waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('grid').waitFor();
  await desk.put(6, 'TX1', '4');
  await desk.says(/^Đã đồng bộ lúc/);
  expect(await page.getByText('Trình duyệt đã xóa').count()).toBe(0);
  expect((await listEntered(journey, 'tx1')).at(-1)).toBe(40);
});

it('fault 28: nothing is called lost that the registry had taken before the browser threw it away', async () => {
  line.decide(({ path }) => {
    if (path.includes('_bulk_docs')) return 'answer-lost';
    return path === '/openapi.json' || path.includes('_revs_diff') ? 'pass' : 'broken';
  });
  await desk.put(7, 'TX1', '3');
  await line.until('_bulk_docs');
  await evict(desk.page, line.url, '');
  line.heal();
  desk = await openDesk(context, line.url);
  await desk.says(/^Đã đồng bộ lúc/);
  expect((await listEntered(journey, 'tx1')).at(-1)).toBe(30);
  expect(await desk.page.getByText('Trình duyệt đã xóa').count()).toBe(0);
});

it('fault 28: a browser that cannot open its databases says so, and lets nothing be typed that it would not keep', async () => {
  await journey.kill('toan');
  const profile = join(dirname(journey.data), 'toan', 'Default', 'IndexedDB');
  rmSync(profile, { recursive: true, force: true });
  writeFileSync(profile, 'no folder any more');
  await openBrowser();
  const page = await context.newPage();
  await page.goto(`${line.url}/sheet/2026-2027/8A1:toan:hk1`);
  await page.getByText('Trình duyệt không cho lưu trên máy này').waitFor();
  await journey.picture(page, 'no-storage');
  expect(await page.getByRole('grid').count()).toBe(0);
  expect(await page.getByRole('banner').getByText('Đã đồng bộ').count()).toBe(0);
});
