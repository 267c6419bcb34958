import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { gradebook } from './pages/gradebook.ts';
import { signIn } from './pages/sign-in.ts';
import { type ReleaseProxy, startReleaseProxy } from './release-proxy.ts';

const SHEET = '8A1:toan:hk1';

let journey: Journey;
let proxy: ReleaseProxy;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  journey = await startJourney();
  proxy = await startReleaseProxy(journey.demo.url);
});
afterAll(async () => {
  await journey.end();
  await proxy.close();
});

const offer = () => page.getByText('Có phiên bản mới');
const status = (text: RegExp) =>
  page.getByRole('banner').getByText(text).first().waitFor({ timeout: 20_000 });

/** Which worker serves the page: the new one answers, the old one does not know the question. */
const version = (): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(String(data));
        navigator.serviceWorker.controller?.postMessage('version', [port2]);
        setTimeout(() => resolve('old'), 500);
      }),
  );

/** Whether the page is the one that was marked, or was loaded again since. */
const isMarked = (): Promise<boolean> => page.evaluate(() => 'hocbaMark' in globalThis);

const findUpdate = (): Promise<void> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    while (registration.waiting === null) await new Promise((resolve) => setTimeout(resolve, 50));
  });

it('a page that is opened shows the version that is there', async () => {
  context = await journey.browser('toan');
  page = await context.newPage();
  await signIn(page, proxy.url, 'toan.8a1', journey.demo.accounts['toan.8a1'] ?? '');
  await page.evaluate(() => navigator.serviceWorker.ready);
  const book = gradebook(page);
  await page.getByRole('link', { name: 'Nhập Toán, Học kỳ I' }).waitFor();
  await book.open(proxy.url, '2026-2027', SHEET);
  await status(/Đã đồng bộ/);
  expect(await version()).toBe('old');
  await page.evaluate(() => Object.assign(globalThis, { hocbaMark: true }));
}, 60_000);

it('the page says nothing of a new version while a mark is being typed or is unsent', async () => {
  const book = gradebook(page);
  await book.start('TX1');
  await page.keyboard.type('8');
  proxy.release();
  await findUpdate();
  await page.waitForTimeout(700);
  expect(await offer().count()).toBe(0);

  await context.setOffline(true);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+S');
  await status(/Ngoại tuyến – 1 thay đổi chờ gửi/);
  await page.waitForTimeout(700);
  expect(await offer().count()).toBe(0);
  expect([await version(), await isMarked()]).toEqual(['old', true]);
}, 60_000);

it('the page offers a new version once all is sent, though a wrong text waits on the device, and takes the offer back while somebody types', async () => {
  await context.setOffline(false);
  await offer().waitFor({ timeout: 20_000 });
  await journey.picture(page, 'update-offered');
  const book = gradebook(page);
  await book.start('TX2');
  await page.keyboard.type('92');
  await offer().waitFor({ state: 'detached' });
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await status(/1 ô cần sửa/);
  await offer().waitFor();
  expect([await version(), await isMarked()]).toEqual(['old', true]);
}, 60_000);

it('a new version takes over when told to, and every mark and the wrong text are there afterwards', async () => {
  await page.getByRole('button', { name: 'Cập nhật' }).click();
  await expect.poll(() => isMarked().catch(() => true), { timeout: 20_000 }).toBe(false);
  const book = gradebook(page);
  await book.expectRows(42);
  expect(await version()).toBe('new');
  expect([(await book.read('TX1'))[0], (await book.read('TX2'))[0]]).toEqual(['8,0', '925']);
  expect(await offer().count()).toBe(0);
  expect(journey.faults).toEqual([]);
}, 60_000);
