import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { inspect } from './pages/inspect.ts';
import { signIn } from './pages/sign-in.ts';

/* A school prints the slips by which families link their children. */

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

it('a clerk makes two slips for each pupil of a class, with a list to sign, and no code is in an address', async () => {
  const page = await (await journey.browser('clerk')).newPage();
  const { url, accounts } = journey.demo;
  await signIn(page, url, 'clerk.tantrao', accounts['clerk.tantrao'] ?? '');
  await page.getByRole('link', { name: 'Gia đình', exact: true }).click();
  await page.getByLabel('Lớp', { exact: true }).selectOption('8A1');
  expect(await inspect(journey, page, 'families-choose')).toEqual([]);
  const make = page.getByRole('button', { name: /^In phiếu liên kết cho \d+ em$/ });
  const pupils = Number(/\d+/.exec((await make.textContent()) ?? '')?.[0]);
  await make.click();
  await page.getByText('Mã trên phiếu chỉ hiện một lần').waitFor();
  const slips = page.getByRole('listitem').filter({ hasText: 'Phiếu liên kết gia đình' });
  // One pupil has an order about the father, so the office makes those slips one by one.
  await page.getByText('1 em không in ở đây').waitFor();
  const printed = (pupils - 1) * 2;
  expect(await slips.count()).toBe(printed);
  expect(await page.getByText('/family/join').count()).toBe(printed);
  expect(await page.locator('tbody tr').count()).toBe(printed);
  expect(await inspect(journey, page, 'families-slips')).toEqual([]);
  expect(page.url()).toBe(`${url}/families`);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 680, height: 960 });

  // Two slips of a pupil stand side by side; four rows of at most 64 mm fit between the margins of a sheet.
  await journey.picture(page, 'families-slips-paper');
  const tallest = await slips.evaluateAll((all) => Math.max(...all.map((one) => one.scrollHeight)));
  expect(tallest).toBeLessThanOrEqual((64 / 25.4) * 96);
  await page.emulateMedia({ media: 'screen' });
  await page.getByRole('button', { name: 'Lớp khác' }).click();
  expect(await slips.count()).toBe(0);
});

it('a clerk sees a pupil’s guardians and the order about one, and makes a slip for a grandparent', async () => {
  const page = await (await journey.browser('office')).newPage();
  const { url, accounts } = journey.demo;
  await signIn(page, url, 'clerk.tantrao', accounts['clerk.tantrao'] ?? '');
  await page.getByRole('link', { name: 'Gia đình', exact: true }).click();
  await page.getByLabel('Lớp', { exact: true }).selectOption('8A1');
  await page.getByRole('link', { name: 'Nguyễn Thị Ánh Tuyết' }).click();
  await page.getByRole('heading', { name: 'Người thân của em Nguyễn Thị Ánh Tuyết' }).waitFor();
  await page.getByText('Ma Thị Hường · Mẹ').waitFor();
  await page.getByText('Đã xác nhận').waitFor();
  expect(await inspect(journey, page, 'families-pupil')).toEqual([]);
  const mother = page.getByRole('row', { name: /Ma Thị Hường/ });
  await mother.getByRole('button', { name: 'Đổi quyền…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /^Quyết định/ }).uncheck();
  await dialog.getByRole('button', { name: 'Ghi quyền' }).click();
  await dialog.getByText('Vui lòng ghi giấy tờ đã xem.').waitFor();
  expect(await inspect(journey, page, 'families-rights')).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await dialog.getByLabel('Giấy tờ đã xem').fill('Quyết định ly hôn số 45/2026/QĐST-HNGĐ');
  await dialog.getByRole('button', { name: 'Ghi quyền' }).click();
  await mother.getByText('Xem, Hỏi, Nhận tin').waitFor();
  expect(await inspect(journey, page, 'families-rights-set')).toEqual([]);
  await page.getByLabel('Là gì của em').selectOption('grandparent');
  await page.getByLabel('Giấy tờ đã xem').fill('Giấy khai sinh của mẹ em');
  await page.getByRole('button', { name: 'Làm phiếu' }).click();
  await page.getByText('Mã trên phiếu chỉ hiện một lần').waitFor();
  expect(await inspect(journey, page, 'families-one-slip')).toEqual([]);
  await page.getByRole('button', { name: 'Xong, về trang của em' }).click();
  await page.getByText('Nguyễn Văn Toàn · Bố').waitFor();
});
