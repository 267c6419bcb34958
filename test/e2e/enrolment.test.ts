import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { comeIn, lookAtFamily, PHONE, press } from './pages/family.ts';
import { inspect } from './pages/inspect.ts';
import { readDrawnQr } from './pages/read-qr.ts';
import { signIn } from './pages/sign-in.ts';

/* A family has it confirmed that a child is enrolled, and anybody checks the paper. */

/** The part of a sheet of A4 that its margins leave, in pixels. */
const A4 = { width: 643, height: 972 };
const CHILD = 'Nguyễn Thị Ánh Tuyết';

let journey: Journey;
let mother: Page;
let text = '';

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

it('a mother has a confirmation signed on her phone and keeps it as a sheet of paper and as a file', async () => {
  mother = await (await journey.browser('mother', PHONE)).newPage();
  await comeIn(journey, mother, journey.demo.family.mother);
  await mother.getByRole('link', { name: 'Chia sẻ' }).click();
  await mother.getByRole('link', { name: 'Giấy xác nhận đang học' }).click();
  await lookAtFamily(journey, mother, 'enrolment-ask');
  await press(mother, 'Ký giấy xác nhận');
  await mother.getByText('Giấy có giá trị đến').waitFor();
  await lookAtFamily(journey, mother, 'enrolment-paper');
  const [download] = await Promise.all([
    mother.waitForEvent('download'),
    mother.getByRole('link', { name: 'Lưu tệp giấy xác nhận' }).click(),
  ]);
  text = readFileSync(await download.path(), 'utf8');
  expect(download.suggestedFilename()).toBe('giay-xac-nhan-dang-hoc.jws');
  expect(await readDrawnQr(mother.locator('svg.qr'))).toBe(`${journey.demo.url}/verify#${text}`);
});

it('a browser without scripts shows the sheet of paper as well, on one page of A4', async () => {
  const context = await mother
    .context()
    .browser()
    ?.newContext({
      ...{ javaScriptEnabled: false, locale: 'vi-VN', viewport: A4 },
      storageState: await mother.context().storageState(),
    });
  const page = await context?.newPage();
  if (page === undefined) throw new Error('no browser');
  await page.goto(mother.url());
  await page.emulateMedia({ media: 'print' });
  await journey.picture(page, 'enrolment-on-a4');
  expect(await page.getByText(CHILD).isVisible()).toBe(true);
  expect(await page.locator('svg.qr').isVisible()).toBe(true);
  for (const onScreen of [/^Ký giấy mới/, 'Lưu tệp giấy xác nhận', 'Chia sẻ', 'Ma Thị Hường']) {
    expect(await page.getByText(onScreen).isVisible()).toBe(false);
  }
  const box = await page.locator('article').boundingBox();
  expect(box?.height).toBeLessThan(A4.height);
  await context?.close();
});

it('the public check of the paper says pupil, school, class and days, and nothing beside them', async () => {
  const page = await (await journey.browser('bus-office')).newPage();
  await page.goto(`${journey.demo.url}/verify#${text}`);
  await page.getByText('Giấy xác nhận đang học hợp lệ').waitFor();
  expect(page.url()).not.toContain(text);
  expect(await page.locator('main dl').first().locator('dt').allInnerTexts()).toEqual([
    'Họ và tên',
    'Ngày sinh',
    'Trường',
    'Lớp',
    'Học từ ngày',
    'Đến ngày',
  ]);
  expect(await page.getByText(CHILD).isVisible()).toBe(true);
  expect(await inspect(journey, page, 'enrolment-check')).toEqual([]);
});

it('the public check says of an altered paper that it does not hold, and shows nothing of it', async () => {
  const page = await (await journey.browser('forger')).newPage();
  const [head, body = '', signature] = text.split('.');
  const payload = Buffer.from(body, 'base64url').toString().replace(CHILD, 'Nguyễn Thị Ánh Tuyên');
  const forged = [head, Buffer.from(payload).toString('base64url'), signature].join('.');
  await page.goto(`${journey.demo.url}/verify#${forged}`);
  await page.getByText('Giấy xác nhận đang học không hợp lệ').waitFor();
  expect(await page.getByText('Nguyễn Thị Ánh').count()).toBe(0);
});

it('the clerk signs and prints a confirmation from the page of the pupil', async () => {
  const page = await (await journey.browser('clerk')).newPage();
  const { url, accounts } = journey.demo;
  await signIn(page, url, 'clerk.tantrao', accounts['clerk.tantrao'] ?? '');
  await page.getByRole('link', { name: 'Gia đình', exact: true }).click();
  await page.getByLabel('Lớp', { exact: true }).selectOption('8A1');
  await page.getByRole('link', { name: CHILD }).click();
  await press(page, 'Ký giấy xác nhận đang học');
  await page.getByRole('button', { name: 'In giấy xác nhận' }).waitFor();
  expect(await inspect(journey, page, 'enrolment-office')).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize(A4);
  await journey.picture(page, 'enrolment-office-on-a4');
  expect(await readDrawnQr(page.locator('article svg'))).toMatch(`${url}/verify#ey`);
});
