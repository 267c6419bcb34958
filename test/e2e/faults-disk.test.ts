import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { type Line, openLine } from './line.ts';
import { type Desk, openDesk, SHEET, sitDown, YEAR } from './pages/desk.ts';
import { type Disk, openDisk } from './pages/disk.ts';
import { evict } from './pages/evict.ts';
import { listEntered } from './registry-log.ts';

/* A disk that is full: the browser’s own quota stops what is written. */

const NOT_SAVED = 'Điểm vừa nhập mới chỉ hiện trên màn hình';

let journey: Journey;
let line: Line;
let disk: Disk;
let desk: Desk;

beforeAll(async () => {
  journey = await startJourney();
  line = await openLine(() => journey.demo.url);
  const context = await journey.browser('toan');
  desk = await sitDown(journey, context, line.url);
  disk = await openDisk(context, line.url);
});
afterAll(async () => {
  await journey.end();
  await line.close();
});

/** A new tab after all others were closed, with so much room for everything that is written from then on. */
const openTab = async (bytes: number): Promise<Page> => {
  const { context } = desk;
  await desk.page.close();
  await disk.leaveBeforeOpening(bytes);
  return context.newPage();
};

/** How long the page has to come to an end of what it tries; milliseconds. */
const ONE_TRY = 3_000;

/**
 * Makes the page try again, as it does every minute by itself, until something is there: for half a minute Chromium goes
 * on believing in the room that there was. While the page tries, its header says only that it does.
 */
const triesUntil = (page: Page, there: Locator): Promise<void> =>
  expect
    .poll(
      async () => {
        await page.evaluate(() => dispatchEvent(new Event('online')));
        const seen = there.first().waitFor({ timeout: ONE_TRY });
        return seen.then(
          () => true,
          () => false,
        );
      },
      { timeout: 60_000, interval: 100 },
    )
    .toBe(true);

const synced = (page: Page): Locator =>
  page
    .getByRole('banner')
    .getByRole('status')
    .filter({ hasText: /^Đã đồng bộ lúc/ });

it('fault 29: marks entered at a full disk are not called saved, and are saved and sent when there is room', async () => {
  await desk.put(0, 'TX1', '8');
  await desk.says(/^Đã đồng bộ lúc/);
  desk = await openDesk((await openTab(1_000_000)).context(), line.url);
  await desk.says(/^Đã đồng bộ lúc/);
  await disk.fill();
  for (const [row, value] of [
    [1, '9'],
    [2, '7'],
  ] as const) {
    await desk.type(row, 'TX1', value);
    await desk.says(/^Chưa lưu được trên máy$/);
  }
  await desk.page.getByText(NOT_SAVED).waitFor();
  await desk.page.keyboard.press('Control+S');
  await desk.says(/^Chưa lưu được trên máy$/);
  expect([await desk.read(1, 'TX1'), await desk.read(2, 'TX1')]).toEqual(['9,0', '7,0']);
  expect(await listEntered(journey, 'tx1')).toEqual([80]);
  await journey.picture(desk.page, 'disk-full');

  await disk.makeRoom();
  await triesUntil(desk.page, synced(desk.page));
  await expect.poll(() => listEntered(journey, 'tx1')).toEqual([80, 90, 70]);
  await desk.page.getByText(NOT_SAVED).waitFor({ state: 'detached' });
});

it('fault 29: a disk that is full while documents are fetched shows none of them, and all when there is room', async () => {
  await evict(desk.page, line.url, '_pouch_hocba-inbox');
  line.decide(() => 'broken');
  const page = await openTab(1_000_000);
  const { context } = desk;
  await page.goto(`${line.url}/sheet/${YEAR}/${SHEET}`);
  await page
    .getByRole('banner')
    .getByText(/^Ngoại tuyến/)
    .waitFor();
  await disk.fill();
  line.heal();
  await triesUntil(page, page.getByText('Máy sắp hết chỗ'));
  expect(await page.getByRole('grid').count()).toBe(0);
  await journey.picture(page, 'disk-full-fetching');

  await disk.makeRoom();
  await triesUntil(page, page.getByRole('grid'));
  desk = await openDesk(context, line.url);
  await triesUntil(desk.page, synced(desk.page));
  expect((await desk.book.read('TX1')).slice(0, 3)).toEqual(['8,0', '9,0', '7,0']);
});
