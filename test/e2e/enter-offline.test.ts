import type { SheetDocument } from '@hocba/shared/documents/downward';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { crashTab, type Journey, startJourney } from './journey.ts';
import { gradebook } from './pages/gradebook.ts';
import { signIn } from './pages/sign-in.ts';

/** 42 marks as they are typed, two digits each but for one ten, and as they must stand in the cells. */
const TYPED = Array.from({ length: 42 }, (_, i) => (i === 7 ? '10' : String(55 + (i % 40))));
const SHOWN = TYPED.map((text) => (text === '10' ? '10,0' : `${text[0]},${text[1]}`));
const SHEET = '8A1:toan:hk1';

let journey: Journey;
let page: Page;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const status = (text: RegExp) => page.getByRole('banner').getByText(text).first();

/** The sheet that the registry holds, asked as the teacher. */
const atRegistry = async (): Promise<SheetDocument> => {
  const { url, accounts } = journey.demo;
  const call = (path: string, init: RequestInit) =>
    fetch(`${url}${path}`, init).then((answer) => answer.json());
  const body = JSON.stringify({ account: 'toan.8a1', password: accounts['toan.8a1'] });
  const headers = { 'content-type': 'application/json' };
  const { accessToken } = (await call('/auth/sign-in', { method: 'POST', headers, body })) as {
    accessToken: string;
  };
  const path = `/sync/08000101-2026-2027/${encodeURIComponent(`sheet:${SHEET}`)}`;
  return (await call(path, { headers: { authorization: `Bearer ${accessToken}` } })) as SheetDocument;
};

it('a teacher enters a column of 42 marks with the line cut, by keyboard alone', async () => {
  const { url, accounts } = journey.demo;
  const context = await journey.browser('toan');
  page = await context.newPage();
  await signIn(page, url, 'toan.8a1', accounts['toan.8a1'] ?? '');
  await journey.picture(page, 'classes');
  const book = gradebook(page);
  await page.getByRole('link', { name: 'Nhập Toán, Học kỳ I' }).click();
  await book.expectRows(42);
  await page.evaluate(() => navigator.serviceWorker.ready);

  await context.setOffline(true);
  await journey.cutLine();
  await book.start('TX1');
  await book.type(TYPED);
  expect(await book.read('TX1')).toEqual(SHOWN);
  // A mark too many is nobody's: the first pupil of the next column is not the one after the last.
  await page.keyboard.type('95');
  await page.getByRole('status').getByText('Đã hết danh sách.').waitFor();
  expect(await book.read('TX1')).toEqual(SHOWN);
  expect((await book.read('TX2')).join('')).toBe('');
  await status(/Ngoại tuyến|chờ gửi/).waitFor();
  await journey.picture(page, 'gradebook-offline');
}, 120_000);

it('a teacher finds every mark after the tab was killed and opened again without a line', async () => {
  const context = page.context();
  await crashTab(page);
  page = await context.newPage();
  const book = gradebook(page);
  await book.open(journey.demo.url, '2026-2027', SHEET);
  await expect.poll(() => book.read('TX1'), { timeout: 10_000 }).toEqual(SHOWN);
  await status(/chờ gửi/).waitFor();
  await journey.picture(page, 'gradebook-reopened-offline');
}, 120_000);

it('the page says received only when the registry holds every mark', async () => {
  await journey.restoreLine();
  await page.context().setOffline(false);
  await status(/Đã đồng bộ lúc/).waitFor({ timeout: 60_000 });
  await expect
    .poll(async () => Object.keys((await atRegistry()).cells ?? {}).length, { timeout: 20_000 })
    .toBe(42);
  const values = Object.values((await atRegistry()).cells).map(({ tx1 }) => tx1?.[0]);
  expect(values.sort()).toEqual(TYPED.map((text) => (text === '10' ? 100 : Number(text))).sort());
  expect(await gradebook(page).read('TX1')).toEqual(SHOWN);
  await journey.picture(page, 'gradebook-synced');
  expect(journey.faults).toEqual([]);
}, 120_000);

it('the page keeps a wrong mark as typed, with the reason, and computes averages as the registry does', async () => {
  const book = gradebook(page);
  await book.start('TX2');
  await page.keyboard.type('11,5');
  await journey.picture(page, 'gradebook-wrong-mark');
  await page.keyboard.press('Escape');
  for (const [column, value] of [
    ['TX1', '8'],
    ['TX2', '75'],
    ['TX3', '9'],
    ['TX4', '8'],
    ['GK', '7.5'],
    ['CK', '8,3'],
  ] as const) {
    await book.start(column);
    await book.type([value]);
  }
  expect((await book.read('ĐTB'))[0]).toBe('8,0');
  await journey.picture(page, 'gradebook-average');
}, 60_000);

it('the page writes marks through to the disk, not only to the browser', async () => {
  const durabilities = await page.evaluate(async () => {
    const found = (await indexedDB.databases())
      .map(({ name }) => name ?? '')
      .filter((name) => name.includes('hocba-'));
    const open = (name: string) =>
      new Promise<string>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const store = request.result.objectStoreNames[0];
          if (store === undefined || !name.startsWith('_pouch_')) return resolve('strict');
          resolve(request.result.transaction(store, 'readwrite').durability);
        };
      });
    return Promise.all(found.map(open));
  });
  expect(durabilities.length).toBeGreaterThanOrEqual(3);
  expect(new Set(durabilities)).toEqual(new Set(['strict']));
});

it('the page keeps the last mark when the whole browser dies at once', async () => {
  const book = gradebook(page);
  await book.start('GK');
  await page.keyboard.press('ArrowDown');
  await book.type(['65']);
  await status(/Đã lưu trên máy|chờ gửi|Đã đồng bộ/).waitFor();
  await journey.kill('toan');
  page = await (await journey.browser('toan')).newPage();
  const reopened = gradebook(page);
  await reopened.open(journey.demo.url, '2026-2027', SHEET);
  await expect.poll(async () => (await reopened.read('GK'))[1], { timeout: 10_000 }).toBe('6,5');
}, 120_000);
