import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TEST_MAC } from '@hocba/server/storage/engine/chain-mac.fixture';
import { write } from '@hocba/server/storage/engine/db';
import { openStorage } from '@hocba/server/storage/engine/open';
import { insertAssignments } from '@hocba/server/storage/queries/schools/schools';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { type Line, openLine } from './line.ts';
import { type Desk, SHEET, sitDown, YEAR } from './pages/desk.ts';
import { listEntered } from './registry-log.ts';

/* An entry that the registry refuses stays where a person sees it, until that person has dealt with it. */

let journey: Journey;
let line: Line;
let desk: Desk;

beforeAll(async () => {
  journey = await startJourney();
  line = await openLine(() => journey.demo.url);
  desk = await sitDown(journey, await journey.browser('toan'), line.url);
});
afterAll(async () => {
  await journey.end();
  await line.close();
});

/** From now on the teacher of Toán teaches the class another subject. */
const giveAnotherSubject = async (): Promise<void> => {
  const db = await openStorage(`file:${join(journey.data, 'hocba.sqlite')}`, TEST_MAC);
  const key = { school: '08000101', year: YEAR, class: '8A1', account: 'toan.8a1' };
  await db.commit([
    write((query, { assignment }) => query.delete(assignment)),
    ...insertAssignments([{ ...key, subject: 'gdtc' }]),
  ]);
  await db.close();
};

const openAccount = () => desk.page.getByRole('link', { name: 'Tài khoản' }).click();

it('fault 43: a refused entry is seen in the header, on the account page and at its sheet until it is read, and goes into a file', async () => {
  const { page } = desk;
  line.decide(() => 'broken');
  await desk.put(0, 'TX1', '8');
  await desk.says(/chờ gửi$/);
  await giveAnotherSubject();
  line.heal();
  // The page may be sending already.
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await desk.says(/^Máy chủ từ chối 1 ô$/);

  for (let times = 0; times < 2; times += 1) {
    await page.goto(`${line.url}/sheet/${YEAR}/${SHEET}`);
    await page.getByText('Một lần lưu bị máy chủ giữ riêng ra').waitFor();
    await openAccount();
    await page.getByText('Máy chủ không nhận 1 mục').waitFor();
    await page.getByText(/Hoàng Ngọc An – ĐĐGtx1: 8,0/).waitFor();
    await page.reload();
    await page.getByText('Máy chủ không nhận 1 mục').waitFor();
  }
  await journey.picture(page, 'refused');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lưu phần chưa gửi ra tệp' }).click();
  const file = readFileSync(await (await download).path(), 'utf8');
  expect(file).toContain('"toan.8a1"');
  expect(file).toMatch(/"tx1",\s*80/);

  await page.getByRole('button', { name: 'Đã xử lý, cất mục này' }).click();
  await page.getByText('Máy chủ không nhận 1 mục').waitFor({ state: 'detached' });
  await page.reload();
  await desk.says(/^Đã đồng bộ lúc/);
  expect(await page.getByText('Máy chủ không nhận').count()).toBe(0);
  expect(await listEntered(journey, 'tx1')).toEqual([]);
});
