import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { inspect } from './pages/inspect.ts';
import { signIn } from './pages/sign-in.ts';

/* A family has it confirmed that a child is enrolled, and anybody checks the paper. */

const NUMBER = '+84900000001';
const PHONE = { width: 320, height: 640 };
const CHILD = 'Nguyễn Thị Ánh Tuyết';

let journey: Journey;
let mother: Page;
let text = '';

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

it('a mother has a confirmation signed on her phone and keeps it as a sheet of paper and as a file', async () => {
  const { demo } = journey;
  mother = await (await journey.browser('mother', PHONE)).newPage();
  await mother.goto(`${demo.url}/family`);
  await mother.getByLabel('Số điện thoại hoặc email').fill(demo.family.phone);
  await press(mother, 'Gửi mã cho tôi');
  await expect.poll(() => demo.sentTo(NUMBER)).not.toBe('');
  await mother.getByLabel('Mã 6 số').fill(demo.sentTo(NUMBER));
  await press(mother, 'Tiếp tục');
  await mother.getByLabel('Mã PIN 6 số').fill(demo.family.mother);
  await press(mother, 'Vào xem');
  await mother.getByRole('link', { name: 'Chia sẻ' }).click();
  await mother.getByRole('link', { name: 'Giấy xác nhận đang học' }).click();
  expect(await inspect(journey, mother, 'enrolment-ask')).toEqual([]);
  await press(mother, 'Ký giấy xác nhận');
  await mother.getByText('Giấy có giá trị đến').waitFor();
  expect(await inspect(journey, mother, 'enrolment-paper')).toEqual([]);
  await mother.setViewportSize(PHONE);
  await journey.picture(mother, 'enrolment-paper-320');
  const [download] = await Promise.all([
    mother.waitForEvent('download'),
    mother.getByRole('link', { name: 'Lưu tệp giấy xác nhận' }).click(),
  ]);
  text = readFileSync(await download.path(), 'utf8');
  expect(download.suggestedFilename()).toBe('giay-xac-nhan-dang-hoc.jws');
  await mother.emulateMedia({ media: 'print' });
  await mother.setViewportSize({ width: 643, height: 972 });
  await journey.picture(mother, 'enrolment-on-a4');
  expect(await mother.getByText(CHILD).isVisible()).toBe(true);
  for (const onScreen of [/^Ký giấy mới/, 'Lưu tệp giấy xác nhận', 'Chia sẻ', 'Ma Thị Hường']) {
    expect(await mother.getByText(onScreen).isVisible()).toBe(false);
  }
  const height = await mother.locator('article').evaluate((paper) => paper.scrollHeight);
  expect(height).toBeLessThan(972);
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
  await page.setViewportSize({ width: 643, height: 972 });
  await journey.picture(page, 'enrolment-office-on-a4');
});
