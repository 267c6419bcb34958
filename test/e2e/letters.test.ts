import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { comeIn, FAMILY_NUMBER, PHONE, press } from './pages/family.ts';
import { inspect } from './pages/inspect.ts';
import { enterAs } from './pages/sign-in.ts';

/* A pupil comes to THCS Phan Thiết without the record of grade 7: the school makes letters, the mother signs one. */

const PUPIL = 'Nguyễn Thị Ánh Tuyết';

let journey: Journey;
let clerk: Page;
let mother: Page;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const look = async (page: Page, name: string): Promise<void> =>
  expect(await inspect(journey, page, name)).toEqual([]);

const fileTransfer = async (page: Page): Promise<void> => {
  await page.goto(`${journey.demo.url}/look-up`);
  await page.getByLabel('Mã học sinh hoặc số định danh').fill(journey.demo.pupil);
  await page.getByLabel('Ngày sinh').fill('17/05/2013');
  await page.getByLabel('Mã tra cứu').fill(journey.demo.code);
  await press(page, 'Tra cứu');
  await page.getByLabel('Nhận vào lớp').selectOption({ value: '2026-2027 8A2' });
  await page.getByText('Chưa có học bạ đã ký của lớp 7').waitFor();
  await press(page, 'Gửi đơn tiếp nhận');
  await page.getByRole('heading', { name: 'Học bạ còn thiếu' }).waitFor();
};

it('a clerk makes a request and a commitment where the card says which record is missing', async () => {
  clerk = await enterAs(journey, 'clerk.phanthiet');
  await fileTransfer(clerk);
  await look(clerk, 'letters-missing');
  await press(clerk, 'Lập bản cam kết…');
  const dialog = clerk.getByRole('dialog');
  await dialog.getByLabel('Nơi đang giữ học bạ').fill('');
  await press(clerk, 'Lập và gửi gia đình ký');
  await dialog.getByText('Vui lòng ghi tên nơi giữ học bạ.').waitFor();
  await look(clerk, 'letters-commitment-wrong');
  await dialog.getByLabel('Nơi đang giữ học bạ').fill('Trường THCS Nậm Ban');
  await dialog.getByLabel('Gia đình hẹn nộp trước ngày').fill('30/04/2027');
  await press(clerk, 'Lập và gửi gia đình ký');
  await clerk.getByText('Bản cam kết, lớp 7').waitFor();
  await press(clerk, 'Lập văn bản đề nghị…');
  await look(clerk, 'letters-request');
  await press(clerk, 'Lập và gửi gia đình ký');
  await clerk.getByText('Văn bản đề nghị, lớp 7').waitFor();
  await look(clerk, 'letters-made');
});

it('a letter fills one sheet of A4 with room for a signature by hand', async () => {
  await clerk.getByRole('link', { name: 'Xem và in' }).first().click();
  await clerk.getByRole('heading', { name: 'BẢN CAM KẾT', exact: true }).last().waitFor();
  await clerk.getByText('Kính gửi').waitFor();
  await look(clerk, 'letters-paper');
  const pdf = (await clerk.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  await clerk.emulateMedia({ media: 'print' });
  await journey.picture(clerk, 'letters-printed');
  await clerk.emulateMedia({ media: 'screen' });
});

it('a mother reads both letters and signs one with a code, without any script', async () => {
  const first = await (await journey.browser('mother', PHONE)).newPage();
  await comeIn(journey, first, journey.demo.family.mother);
  await first.getByText('Có 2 văn bản chờ anh chị ký').waitFor();
  await look(first, 'letters-family-home');
  const browser = first.context().browser();
  const context = await browser?.newContext({ javaScriptEnabled: false, viewport: PHONE, locale: 'vi-VN' });
  if (context === undefined) throw new Error('no browser');
  await context.addCookies(await first.context().cookies());
  mother = await context.newPage();
  await mother.goto(`${journey.demo.url}/family`);
  await mother.getByRole('link', { name: 'Đọc và ký' }).click();
  await mother.getByRole('heading', { name: 'Văn bản về học bạ còn thiếu' }).waitFor();
  const commitment = mother.locator('section', { hasText: 'BẢN CAM KẾT' });
  const before = journey.demo.sentTo(FAMILY_NUMBER);
  await commitment.getByRole('button', { name: 'Gửi mã cho tôi' }).click();
  await expect.poll(() => journey.demo.sentTo(FAMILY_NUMBER)).not.toBe(before);
  expect(await commitment.getByLabel('Mã 6 số').isVisible()).toBe(true);
  await commitment.getByLabel('Mã 6 số').fill(journey.demo.sentTo(FAMILY_NUMBER));
  await journey.picture(mother, 'letters-family-code-320');
  await commitment.getByRole('button', { name: 'Tôi đồng ý và ký' }).click();
  await commitment.getByText('Đã ký, đang chờ học bạ').waitFor();
  await journey.picture(mother, 'letters-family-signed-320');
  await first.goto(`${journey.demo.url}/family`);
  await first.getByRole('link', { name: 'Đọc và ký' }).click();
  await first.getByText('Đã ký, đang chờ học bạ').waitFor();
  await look(first, 'letters-family');
});

it('the school sees who signed, the signed paper holds, and the letter stands on the list of what is awaited', async () => {
  await clerk.goto(`${journey.demo.url}/transfer-desk`);
  await clerk.getByRole('heading', { name: 'Học bạ còn chờ' }).waitFor();
  await clerk.getByText(/Ma Thị Hường ký bằng mã/).waitFor();
  await look(clerk, 'letters-list');
  await clerk.getByRole('link', { name: PUPIL }).first().click();
  await clerk.getByText('Bản cam kết của gia đình', { exact: true }).waitFor();
  await clerk.getByText('Chữ ký hợp lệ').waitFor();
  await look(clerk, 'letters-signed');
  expect(journey.faults).toEqual([]);
});
