import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Journey } from '../journey.ts';
import { inspect } from './inspect.ts';
import { openPage } from './open-page.ts';

/** The smallest phone that families' pages are made for. */
export const PHONE = { width: 320, height: 640 };
/** The number of the demo's family, as messages are addressed to it. */
export const FAMILY_NUMBER = '+84900000001';

export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** The page on a desk and on phones down to the smallest, which keeps it whole, with nothing for axe to find. */
export const lookAtFamily = async (journey: Journey, page: Page, name: string): Promise<void> =>
  expect(await inspect(journey, page, name, [PHONE])).toEqual([]);

/** Asks for a one-time code to the family's number, and waits until it was sent. */
export const askForCode = async ({ demo }: Journey, page: Page): Promise<void> => {
  const before = demo.sentTo(FAMILY_NUMBER);
  await openPage(page, `${demo.url}/family/sign-in`);
  await page.getByLabel('Số điện thoại hoặc email').fill(demo.family.phone);
  await press(page, 'Gửi mã cho tôi');
  await page.getByRole('heading', { name: 'Nhập mã đã gửi' }).waitFor();
  await expect.poll(() => demo.sentTo(FAMILY_NUMBER)).not.toBe(before);
};

export const giveCode = async (page: Page, code: string): Promise<void> => {
  await page.getByLabel('Mã 6 số').fill(code);
  await press(page, 'Tiếp tục');
};

/** Signs a guardian of the demo's family in by code and PIN. */
export const comeIn = async (journey: Journey, page: Page, pin: string): Promise<void> => {
  await askForCode(journey, page);
  await giveCode(page, journey.demo.sentTo(FAMILY_NUMBER));
  await page.getByLabel('Mã PIN 6 số').fill(pin);
  await press(page, 'Vào xem');
  await page.getByRole('navigation', { name: 'Các trang' }).waitFor();
};
