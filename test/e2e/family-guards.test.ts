import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { askForCode, comeIn, FAMILY_NUMBER, giveCode, lookAtFamily, PHONE, press } from './pages/family.ts';
import { enterAs } from './pages/sign-in.ts';

/* Of journeys J5 and J7: the family's own code brings the child to another school, and guesses are stopped. */

let journey: Journey;
let mother: Page;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const address = (path: string): string => `${journey.demo.url}${path}`;
const open = async (who: string) => (await journey.browser(who, PHONE)).newPage();
const look = (page: Page, name: string) => lookAtFamily(journey, page, name);
const ways = (page: Page) => page.getByRole('navigation', { name: 'Các trang' });

it('a mother makes a code for another school, whose clerk sees the record and asks for the child', async () => {
  mother = await open('mother');
  await comeIn(journey, mother, journey.demo.family.mother);
  await ways(mother).getByRole('link', { name: 'Chia sẻ' }).click();
  await mother.getByRole('link', { name: 'Tạo mã cho trường khác' }).click();
  await mother.getByLabel('Trường nào?').fill('phan thiet');
  await press(mother, 'Tìm trường');
  await mother.getByLabel('Con đã đồng ý').check();
  await press(mother, 'Tạo mã cho trường này');
  const code = (await mother.locator('.secret').textContent()) ?? '';

  const clerk = await enterAs(journey, 'clerk.phanthiet');
  await clerk.goto(address('/look-up'));
  await clerk.getByLabel('Mã học sinh hoặc số định danh').fill(journey.demo.pupil);
  await clerk.getByLabel('Ngày sinh').fill('17/05/2013');
  await clerk.getByLabel('Mã tra cứu').fill(code);
  await clerk.getByRole('button', { name: 'Tra cứu' }).click();
  await clerk.getByRole('heading', { name: 'Tiếp nhận em này' }).waitFor({ timeout: 30_000 });
  await clerk.getByLabel('Nhận vào lớp').selectOption({ value: '2026-2027 8A2' });
  await clerk.getByText(/môn khớp/).waitFor();
  await clerk.getByRole('button', { name: 'Gửi đơn tiếp nhận' }).click();
  // Nobody else may decide for the child, so that the request does not wait for a second guardian.
  await clerk.getByText('Chờ hiệu trưởng quyết định').waitFor();
});

it('the mother sees who looked and what for, and the request of the other school', async () => {
  await ways(mother).getByRole('link', { name: 'Ai đã xem' }).click();
  const line = mother.locator('li', { hasText: 'THCS Phan Thiết' }).first();
  await line.getByText(/chuyển trường/i).waitFor();
  await look(mother, 'family-looked-by-school');
});

it('five wrong PINs block a share, and the family sees that it is blocked', async () => {
  await ways(mother).getByRole('link', { name: 'Chia sẻ' }).click();
  await mother.getByLabel('Để làm gì?').fill('Hồ sơ học bổng');
  await mother.getByLabel('Con đã đồng ý').check();
  await press(mother, 'Tạo đường dẫn');
  const link = (await mother.locator('.address').textContent()) ?? '';
  const pin = (await mother.locator('.secret').textContent()) ?? '';
  const reader = await open('reader');
  await reader.goto(link);
  for (const guess of [1, 2, 3, 4, 5]) {
    await reader.getByLabel('Mã PIN 6 số').fill(pin.startsWith(String(guess)) ? '999990' : `${guess}99990`);
    await press(reader, 'Xem học bạ');
    await reader.getByRole('alert').waitFor();
  }
  await reader.getByLabel('Mã PIN 6 số').fill(pin);
  await press(reader, 'Xem học bạ');
  await reader.getByRole('alert').waitFor();
  expect(await reader.getByText('Gia đình chia sẻ để').count()).toBe(0);
  await look(reader, 'family-share-refused');
  await ways(mother).getByRole('link', { name: 'Chia sẻ' }).click();
  await mother.getByText(/Bị khóa vì nhập sai/).waitFor();
});

it('five wrong codes stop the way in, and the page says how long to wait', async () => {
  const guesser = await open('guesser');
  await askForCode(journey, guesser);
  const right = journey.demo.sentTo(FAMILY_NUMBER);
  for (let nth = 0; nth < 6; nth += 1) {
    await giveCode(guesser, right === `00000${nth}` ? '999999' : `00000${nth}`);
    await guesser.getByRole('alert').waitFor();
  }
  await guesser
    .getByRole('alert')
    .getByText(/giây|phút/)
    .waitFor();
  await look(guesser, 'family-locked');
  expect(journey.faults).toEqual([]);
});
