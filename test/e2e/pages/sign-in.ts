import type { Page } from 'playwright-core';
import type { Journey } from '../journey.ts';
import { openPage } from './open-page.ts';

/** Signs in as a demo account and waits for the first page. */
export const signIn = async (page: Page, url: string, account: string, password: string): Promise<void> => {
  await openPage(page, url);
  await page.getByLabel('Tài khoản').fill(account);
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  // Not its navigation: one entry alone leads nowhere else, and a phone shows none.
  await page.getByRole('banner').waitFor();
};

/** Opens a browser of its own for a demo account, and signs in. */
export const enterAs = async (journey: Journey, account: string): Promise<Page> => {
  const page = await (await journey.browser(account)).newPage();
  const { url, accounts } = journey.demo;
  await signIn(page, url, account, accounts[account] ?? '');
  return page;
};
