import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { inspect } from './pages/inspect.ts';
import { readDrawnQr } from './pages/read-qr.ts';
import { enterAs } from './pages/sign-in.ts';

/* A family without a phone has a slip of paper, which the screen of any office opens to three facts. */

const CHILD = 'Nguyễn Thị Ánh Tuyết';
let journey: Journey;
let code = '';
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const enter = (account: string): Promise<Page> => enterAs(journey, account);

it('a clerk prints a slip of the size A6, with a code that is in no address', async () => {
  const page = await enter('clerk.tantrao');
  await page.getByRole('link', { name: 'Gia đình', exact: true }).click();
  await page.getByLabel('Lớp', { exact: true }).selectOption('8A1');
  await page.getByRole('link', { name: CHILD }).click();
  await page.getByRole('button', { name: 'In phiếu học bạ bằng giấy' }).click();
  const paper = page.getByRole('article');
  await paper.getByText(CHILD).waitFor();
  code = /[A-Z]{4} [A-Z]{4}/.exec((await paper.textContent()) ?? '')?.[0] ?? '';
  expect(code).not.toBe('');
  expect(page.url()).not.toContain(code.replace(' ', ''));
  expect(await readDrawnQr(paper.locator('> svg'))).toBe(`${journey.demo.url}/slip#${code.replace(' ', '')}`);
  expect(await inspect(journey, page, 'record-slip-paper')).toEqual([]);
  // A6 is 105 by 148 mm; within margins of 6 mm that is 351 by 514 pixels.
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 351, height: 514 });
  await journey.picture(page, 'record-slip-on-a6');
  const [width, height] = await paper.evaluate((one) => [one.scrollWidth, one.scrollHeight]);
  expect(width).toBeLessThanOrEqual(351);
  expect(height).toBeLessThanOrEqual(514);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const sheets = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map((box) =>
    box.slice(1).map((points) => Math.round((Number(points) / 72) * 25.4)),
  );
  expect(sheets).toEqual([[105, 148]]);
  expect(await page.getByText(/^Trường THCS Tân Trào · In lúc/).isVisible()).toBe(false);
});

it('a clerk of another school types the letters and sees whether the record is valid, by whom, and which years', async () => {
  const page = await enter('clerk.phanthiet');
  await page.getByRole('link', { name: 'Tra cứu' }).first().click();
  await page.getByRole('link', { name: 'Mở phiếu giấy của gia đình' }).click();
  await page.getByLabel('Mã 8 chữ cái trên phiếu').fill('abc');
  await page.getByRole('button', { name: 'Mở phiếu' }).click();
  await page.getByText('Mã có đúng 8 chữ cái').waitFor();
  expect(await inspect(journey, page, 'record-slip-ask')).toEqual([]);
  await page.getByLabel('Mã 8 chữ cái trên phiếu').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Mở phiếu' }).click();
  await page.getByText(/^Học bạ hợp lệ: \d+ năm học$/).waitFor();
  await page.getByText('Của N. T. Á. Tuyết, sinh năm 2013.').waitFor();
  expect(await inspect(journey, page, 'record-slip-facts')).toEqual([]);
  expect(await page.getByText(CHILD).count()).toBe(0);
});

it('a slip that is scanned opens at once, and its code leaves the address', async () => {
  const page = await enter('so.canbo');
  await page.goto(`${journey.demo.url}/slip#${code.replace(' ', '')}`);
  await page.getByText(/^Học bạ hợp lệ: \d+ năm học$/).waitFor();
  expect(page.url()).toBe(`${journey.demo.url}/slip`);
});

it('a code that nobody has opens nothing and says so', async () => {
  const page = await enter('ht.phanthiet');
  await page.goto(`${journey.demo.url}/slip`);
  await page.getByLabel('Mã 8 chữ cái trên phiếu').fill(code === 'AAAA AAAA' ? 'BBBBBBBB' : 'AAAAAAAA');
  await page.getByRole('button', { name: 'Mở phiếu' }).click();
  await page.getByText('Chưa mở được phiếu').waitFor();
});
