import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { comeIn, FAMILY_NUMBER, lookAtFamily, PHONE, press } from './pages/family.ts';
import { inspect } from './pages/inspect.ts';
import { readSavedQr } from './pages/read-qr.ts';
import { enterAs } from './pages/sign-in.ts';

let journey: Journey;
let mother: Page;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const address = (path: string): string => `${journey.demo.url}${path}`;
const look = (page: Page, name: string) => lookAtFamily(journey, page, name);

it('a mother comes in with code and PIN, and reads how the year ended', async () => {
  mother = await (await journey.browser('mother', PHONE)).newPage();
  await mother.goto(address('/family'));
  await look(mother, 'family-sign-in');
  await comeIn(journey, mother, journey.demo.family.mother);
  await mother.getByRole('heading', { name: 'Năm học 2024–2025' }).waitFor();
  expect(await mother.getByText('lên lớp 7').isVisible()).toBe(true);
  await look(mother, 'family-home');
});

it('a wrong code is said on the page, and the right one goes on', async () => {
  const page = await (await journey.browser('other-phone', PHONE)).newPage();
  await page.goto(address('/family/sign-in'));
  await page.getByLabel('Số điện thoại hoặc email').fill(journey.demo.family.phone);
  await press(page, 'Gửi mã cho tôi');
  const right = journey.demo.sentTo(FAMILY_NUMBER);
  await page.getByLabel('Mã 6 số').fill(right === '111111' ? '222222' : '111111');
  await press(page, 'Tiếp tục');
  await page.getByRole('alert').getByText('Mã chưa đúng').waitFor();
  await look(page, 'family-wrong-code');
});

it('the phone checks a signed year itself, each step by name', async () => {
  await mother.goto(address('/family'));
  await mother.getByRole('link', { name: 'Xem học bạ năm này' }).click();
  await mother.getByText('Chữ ký số').waitFor();
  expect(await mother.getByText('Học bạ hợp lệ', { exact: true }).isVisible()).toBe(true);
  await look(mother, 'family-record');
});

it('a record shows who signed, when and how the year ended without any script', async () => {
  const cookies = await mother.context().cookies();
  const browser = mother.context().browser();
  const context = await browser?.newContext({ javaScriptEnabled: false, viewport: PHONE });
  if (context === undefined) throw new Error('no browser');
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.goto(mother.url());
  expect(await page.getByText('ký ngày 29/05/2025').isVisible()).toBe(true);
  expect(await page.getByText('Hệ thống của tỉnh đã kiểm tra: Học bạ hợp lệ.').isVisible()).toBe(true);
  await context.close();
});

it('a record prints on A4 with the child’s name and without the buttons of the page', async () => {
  await mother.goto(address('/family'));
  await mother.getByRole('link', { name: 'Xem học bạ năm này' }).click();
  await mother.getByText('Chữ ký số').waitFor();
  await mother.getByRole('button', { name: 'In học bạ này' }).waitFor();
  const pdf = await mother.pdf({ preferCSSPageSize: true });
  journey.keep('family-record.pdf', pdf);
  expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0).toBeLessThanOrEqual(3);
  await mother.emulateMedia({ media: 'print' });
  expect(await mother.getByText('Ngày sinh').isVisible()).toBe(true);
  expect(await mother.getByRole('button', { name: 'In học bạ này' }).isVisible()).toBe(false);
  expect(await mother.getByRole('navigation', { name: 'Các trang' }).isVisible()).toBe(false);
  await mother.emulateMedia({ media: 'screen' });
});

it('a head lets families see the marks of the running year, which the page says are not approved', async () => {
  const head = await enterAs(journey, 'ht.tantrao');
  await head.goto(address('/families'));
  await press(head, 'Cho gia đình xem điểm năm học này');
  await head.getByText('Gia đình đang xem được điểm của năm học này').waitFor();
  expect(await inspect(journey, head, 'families-running')).toEqual([]);
  await mother.goto(address('/family'));
  await mother.getByRole('link', { name: 'Xem điểm năm học này' }).click();
  await mother.getByText('Điểm chưa được hiệu trưởng duyệt').waitFor();
  await look(mother, 'family-running');
  await mother
    .getByRole('heading', { name: /^Ngữ văn, / })
    .first()
    .waitFor();
});

it('a child of another family has no page, and the answer says no more than that', async () => {
  const answer = await mother.goto(address('/family/children/s999999999999'));
  expect(answer?.status()).toBe(404);
  await mother.getByRole('heading', { name: 'Không có trang này' }).waitFor();
  await look(mother, 'family-missing');
});

it('a family shares a year by link and PIN, a reader opens it, and stopping it shuts the page', async () => {
  await mother.goto(address('/family'));
  await mother.getByRole('link', { name: 'Diệu Diệp' }).click();
  await mother.getByRole('navigation', { name: 'Các trang' }).getByRole('link', { name: 'Chia sẻ' }).click();
  await mother.getByLabel('Để làm gì?').fill('Hồ sơ học bổng');
  await mother.getByLabel('Con đã đồng ý').check();
  await look(mother, 'family-share');
  await press(mother, 'Tạo đường dẫn');
  const link = (await mother.locator('.address').textContent()) ?? '';
  const pin = (await mother.locator('.secret').textContent()) ?? '';
  await look(mother, 'family-share-made');
  const saving = mother.waitForEvent('download');
  await mother
    .getByRole('button', { name: /^Lưu ảnh/ })
    .first()
    .click();
  const picture = await saving;
  expect(picture.suggestedFilename()).toMatch(/^hoc-ba-\d{4}-\d{4}\.png$/);
  const png = readFileSync(await picture.path());
  journey.keep('family-picture.png', png);
  expect([png.subarray(1, 4).toString(), png.readUInt32BE(16)]).toEqual(['PNG', 1440]);
  expect(png.length).toBeGreaterThan(30_000);
  expect(await readSavedQr(mother.context(), png)).toBe(link);
  const reader = await (await journey.browser('reader', PHONE)).newPage();
  await reader.goto(link);
  await reader.getByLabel('Mã PIN 6 số').fill(pin);
  await press(reader, 'Xem học bạ');
  await reader.getByText('Gia đình chia sẻ để: Hồ sơ học bổng').waitFor();
  await look(reader, 'family-shared');
  await press(mother, 'Thu hồi');
  await mother.getByText('Đã thu hồi').waitFor();
  await reader.reload();
  await reader.getByText('Gia đình đã thu hồi đường dẫn này.').waitFor();
});

it('a family sees the look of the reader, and makes a code for another school', async () => {
  await mother.getByRole('link', { name: 'Ai đã xem' }).click();
  await mother.getByText('Mở đường dẫn của gia đình bằng mã PIN').waitFor();
  await look(mother, 'family-looked');
  const coming = mother.waitForEvent('download');
  await mother.getByRole('link', { name: 'Lưu danh sách này' }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe('ai-da-xem-hoc-ba.csv');
  const table = readFileSync(await file.path(), 'utf8');
  expect(table.startsWith('\uFEFF"Thời điểm (giờ Việt Nam)","Người"')).toBe(true);
  expect(table).toContain('"Mở đường dẫn của gia đình bằng mã PIN"');
  await mother.getByRole('navigation', { name: 'Các trang' }).getByRole('link', { name: 'Chia sẻ' }).click();
  await mother.getByRole('link', { name: 'Tạo mã cho trường khác' }).click();
  await mother.getByLabel('Trường nào?').fill('phan thiet');
  await press(mother, 'Tìm trường');
  await look(mother, 'family-codes');
  await mother.getByLabel('Con đã đồng ý').check();
  await press(mother, 'Tạo mã cho trường này');
  await mother.getByText('Mã cho Trường THCS Phan Thiết').waitFor();
  await look(mother, 'family-code-made');
});

it('a family without any script comes in, makes a code and stops a share', async () => {
  const context = await mother.context().browser()?.newContext({ javaScriptEnabled: false, viewport: PHONE });
  if (context === undefined) throw new Error('no browser');
  const page = await context.newPage();
  await comeIn(journey, page, journey.demo.family.mother);
  await page.getByRole('heading', { name: 'Năm học 2024–2025' }).waitFor();
  const ways = page.getByRole('navigation', { name: 'Các trang' });
  await ways.getByRole('link', { name: 'Chia sẻ' }).click();
  await page.getByLabel('Để làm gì?').fill('Hồ sơ câu lạc bộ');
  await page.getByLabel('Con đã đồng ý').check();
  await press(page, 'Tạo đường dẫn');
  await page.locator('.secret').waitFor();
  await press(page, 'Thu hồi');
  await page.getByText('Đã thu hồi').first().waitFor();
  await page.getByRole('link', { name: 'Tạo mã cho trường khác' }).click();
  await page.getByLabel('Trường nào?').fill('phan thiet');
  await press(page, 'Tìm trường');
  await page.getByLabel('Con đã đồng ý').check();
  await press(page, 'Tạo mã cho trường này');
  await page.getByText('Mã cho Trường THCS Phan Thiết').waitFor();
  await ways.getByRole('link', { name: 'Ai đã xem' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await context.close();
});

it('a family reads its pages in English, and stays on the page where it chose so', async () => {
  const page = await (await journey.browser('english', PHONE)).newPage();
  await page.goto(address('/family/sign-in'));
  await press(page, 'English');
  await page.getByLabel('Phone number or mail address').waitFor();
  await look(page, 'family-sign-in-en');
  await press(page, 'Tiếng Việt');
  await comeIn(journey, page, journey.demo.family.mother);
  await page.getByRole('link', { name: 'Ai đã xem' }).click();
  const before = page.url();
  await press(page, 'English');
  await page.getByRole('heading', { name: 'Who looked' }).waitFor();
  expect(page.url()).toBe(before);
  await look(page, 'family-looked-en');
});

it('a father under an order reads the marks, and no page of his names the school or leads to a share', async () => {
  const page = await (await journey.browser('father', PHONE)).newPage();
  await comeIn(journey, page, journey.demo.family.father);
  await page.getByRole('heading', { name: 'Năm học 2024–2025' }).waitFor();
  const ways = page.getByRole('navigation', { name: 'Các trang' });
  await look(page, 'family-limited');
  const pages = [await page.content()];
  for (const way of ['Học bạ', 'Ai đã xem']) {
    await ways.getByRole('link', { name: way }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look(page, way === 'Học bạ' ? 'family-limited-record' : 'family-limited-looked');
    pages.push(await page.content());
  }
  for (const shown of pages) expect(shown).not.toMatch(/Tân Trào|Trường THCS|Minh Xuân/);
  expect(await ways.getByRole('link', { name: 'Chia sẻ' }).count()).toBe(0);
});

it('no page of a family has said an error on its console', () => {
  expect(journey.faults).toEqual([]);
});
