import type { SheetDocument } from '@hocba/shared/documents/downward';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { gradebook } from './pages/gradebook.ts';
import { signIn } from './pages/sign-in.ts';

const SHEET = '8A1:toan:hk1';
/** Rows of the list: An is the first, Tuyết the thirty-eighth. */
const TUYET = 37;

interface Device {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly book: ReturnType<typeof gradebook>;
}

let journey: Journey;
let a: Device;
let b: Device;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const openDevice = async (name: string, account: string): Promise<Device> => {
  const context = await journey.browser(name);
  const page = await context.newPage();
  await signIn(page, journey.demo.url, account, journey.demo.accounts[account] ?? '');
  const book = gradebook(page);
  await page.getByRole('link', { name: '8A1' }).first().waitFor();
  await book.open(journey.demo.url, '2026-2027', SHEET);
  await book.expectRows(42);
  await page.getByRole('banner').getByText('Đã đồng bộ lúc').waitFor();
  return { context, page, book };
};

const put = async ({ book, page }: Device, row: number, column: string, value: string): Promise<void> => {
  await book.startAt(row, column);
  await book.type([value]);
  await page.keyboard.press('Control+S');
};

const status = ({ page }: Device, text: RegExp) =>
  page.getByRole('banner').getByText(text).first().waitFor({ timeout: 20_000 });

const read = async ({ book }: Device, row: number, column: string) => (await book.read(column))[row];

it('two devices without a line enter one cell differently, and other cells', async () => {
  // The teacher at school and the head at home: both may enter on this sheet.
  [a, b] = await Promise.all([openDevice('a', 'toan.8a1'), openDevice('b', 'ht.tantrao')]);
  await Promise.all([a.context.setOffline(true), b.context.setOffline(true)]);
  await status(a, /Ngoại tuyến/);
  await put(a, TUYET, 'GK', '75');
  await put(a, 0, 'TX1', '8');
  await put(b, TUYET, 'GK', '8');
  await put(b, 4, 'TX2', '6');
  await status(a, /^Ngoại tuyến – 2 thay đổi chờ gửi$/);
  await status(b, /^Ngoại tuyến – 2 thay đổi chờ gửi$/);
}, 60_000);

it('the first keeps its value, the second is contested on both, the others merge', async () => {
  await a.context.setOffline(false);
  await status(a, /Đã đồng bộ/);
  await b.context.setOffline(false);
  await status(b, /^1 xung đột$/);
  // The other device hears of it at its next look, a minute later at most; a person who saves looks at once.
  await a.page.getByRole('button', { name: 'Lưu và gửi' }).click();
  await status(a, /^1 xung đột$/);
  for (const device of [a, b]) {
    expect(await read(device, TUYET, 'GK')).toBe('7,5');
    expect(await read(device, 0, 'TX1')).toBe('8,0');
    expect(await read(device, 4, 'TX2')).toBe('6,0');
    const notice = device.page.getByText('1 ô có hai giá trị');
    await notice.waitFor();
    await device.page.getByText(/Trong sổ đang là: 7,5 – Cao Khánh Hoài Trâm/).waitFor();
    await device.page.getByText(/Giá trị còn lại: 8,0 – Trần Hữu Minh/).waitFor();
  }
  await journey.picture(a.page, 'contested');
  await a.page.getByRole('button', { name: 'Khóa sổ' }).click();
  await a.page.getByRole('dialog').getByText('Còn 1 ô có hai giá trị').waitFor();
  await a.page.keyboard.press('Escape');
}, 60_000);

it('one of them chooses, and both come to show one value', async () => {
  await b.page.getByRole('button', { name: 'Lấy 8,0' }).click();
  await Promise.all([status(a, /Đã đồng bộ/), status(b, /Đã đồng bộ/)]);
  for (const device of [a, b]) {
    await expect.poll(() => read(device, TUYET, 'GK'), { timeout: 10_000 }).toBe('8,0');
    expect(await device.page.getByText('ô có hai giá trị').count()).toBe(0);
  }
  const { url, accounts } = journey.demo;
  const answer = await fetch(`${url}/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: 'toan.8a1', password: accounts['toan.8a1'] }),
  });
  const { accessToken } = (await answer.json()) as { accessToken: string };
  const held = await fetch(`${url}/sync/08000101-2026-2027/${encodeURIComponent(`sheet:${SHEET}`)}`, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  const { cells, contested } = (await held.json()) as SheetDocument;
  expect(contested).toEqual([]);
  expect(
    Object.values(cells)
      .flatMap((row) => Object.values(row).map((cell) => cell?.[0]))
      .sort(),
  ).toEqual([60, 80, 80]);
  expect(journey.faults).toEqual([]);
}, 60_000);
