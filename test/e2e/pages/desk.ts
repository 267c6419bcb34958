import type { BrowserContext, Page } from 'playwright-core';
import type { Journey } from '../journey.ts';
import { gradebook } from './gradebook.ts';
import { signIn } from './sign-in.ts';

/** The sheet of every desk: Toán of 8A1, which the teacher and the head may both write. */
export const SHEET = '8A1:toan:hk1';
export const YEAR = '2026-2027';

/** Somebody at a computer, in front of the sheet. */
export interface Desk {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly book: ReturnType<typeof gradebook>;
  /** Types a value into a cell; it is not sealed yet. */
  type(row: number, column: string, value: string): Promise<void>;
  /** Types a value and saves. */
  put(row: number, column: string, value: string): Promise<void>;
  /** The text of a cell. */
  read(row: number, column: string): Promise<string | undefined>;
  /** Waits until the header says something. */
  says(text: RegExp): Promise<void>;
  /** Presses "Gửi ngay"; where the button goes away under the hand, the page is sending already. */
  sendNow(): Promise<void>;
}

const deskAt = (page: Page): Desk => {
  const book = gradebook(page);
  const type = async (row: number, column: string, value: string) => {
    await book.startAt(row, column);
    await book.type([value]);
  };
  return {
    context: page.context(),
    page,
    book,
    type,
    put: async (row, column, value) => {
      await type(row, column, value);
      await page.keyboard.press('Control+S');
    },
    read: async (row, column) => (await book.read(column))[row],
    says: (text) =>
      page.getByRole('banner').getByRole('status').filter({ hasText: text }).waitFor({ timeout: 20_000 }),
    sendNow: () =>
      page
        .getByRole('button', { name: 'Gửi ngay' })
        .click({ timeout: 2_000 })
        .catch(() => undefined),
  };
};

/** Opens the sheet in another tab of a browser in which somebody is signed in. */
export const openDesk = async (context: BrowserContext, url: string, sheet = SHEET): Promise<Desk> => {
  const desk = deskAt(await context.newPage());
  await desk.book.open(url, YEAR, sheet);
  return desk;
};

/** Signs in over the open page, where the session has ended. */
export const signInAgain = async ({ page }: Desk, password: string): Promise<void> => {
  await page.getByRole('banner').getByRole('button', { name: 'Đăng nhập' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Mật khẩu' }).fill(password);
  await dialog.getByRole('button', { name: 'Đăng nhập' }).click();
  await dialog.waitFor({ state: 'detached' });
};

/** Signs in and opens the sheet, everything fetched. */
export const sitDown = async (
  journey: Journey,
  context: BrowserContext,
  url: string,
  account = 'toan.8a1',
): Promise<Desk> => {
  const desk = deskAt(await context.newPage());
  await signIn(desk.page, url, account, journey.demo.accounts[account] ?? '');
  await desk.page.getByRole('link', { name: '8A1' }).first().waitFor();
  await desk.book.open(url, YEAR, SHEET);
  await desk.book.rows().nth(41).waitFor();
  await desk.says(/^Đã đồng bộ lúc/);
  // Pages that were never opened come from the service worker once the line is down; until then there are none.
  await desk.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  return desk;
};
