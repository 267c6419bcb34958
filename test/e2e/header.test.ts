import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { gradebook } from './pages/gradebook.ts';
import { signIn } from './pages/sign-in.ts';

/* On a computer that several people use, the header says whose page this is and lets them go. */

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const banner = (page: Page) => page.getByRole('banner');
const heightOf = async (page: Page, role: 'banner' | 'navigation'): Promise<number> =>
  (await page.getByRole(role).first().boundingBox())?.height ?? 0;

it('field 13: school, year, name, duty and the way out stand in one row, of 52 px at a desk and 48 and 52 px on a phone', async () => {
  const page = await (await journey.browser('header')).newPage();
  await signIn(page, journey.demo.url, 'gvcn.8a1', journey.demo.accounts['gvcn.8a1'] ?? '');
  for (const text of [
    'Trường THCS Tân Trào',
    'Bản dùng thử',
    'Năm học 2026–2027',
    'Hạng Văn Sử',
    'Chủ nhiệm 8A1',
  ])
    await banner(page).getByText(text, { exact: true }).waitFor();
  expect(await banner(page).getByText('gvcn.8a1').count()).toBe(0);
  expect(await heightOf(page, 'banner')).toBeLessThanOrEqual(52);
  await page.getByLabel('Năm học').selectOption('2025-2026');
  await banner(page).getByText('Năm học 2025–2026', { exact: true }).waitFor();
  await banner(page).getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByLabel('Tài khoản').waitFor();

  await signIn(page, journey.demo.url, 'ht.tantrao', journey.demo.accounts['ht.tantrao'] ?? '');
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await heightOf(page, 'banner')).toBeLessThanOrEqual(48);
  expect(await heightOf(page, 'navigation')).toBeLessThanOrEqual(52);
  await banner(page)
    .getByRole('link', { name: /^Trần Hữu Minh\s*, Hiệu trưởng\s*: tài khoản$/ })
    .waitFor();
  await journey.picture(page, 'header-360');
  await banner(page).getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByLabel('Tài khoản').waitFor();
});

/** How many of the words and the boxes around them do not hold the whole text. */
const countCut = (said: Locator): Promise<number> =>
  said.evaluate((words) => {
    const around = [words, words.closest('[role=status]'), words.closest('header')];
    const { bottom, right } = words.getBoundingClientRect();
    return around.filter((one) => {
      const box = one?.getBoundingClientRect() ?? { bottom: 0, right: 0 };
      return bottom > box.bottom + 1 || right > box.right + 1 || words.scrollWidth > words.clientWidth;
    }).length;
  });

it.each([
  ['a phone of 360 px', 360, 'toan.8a1', 48],
  ['a head’s desk of 1280 px', 1280, 'ht.tantrao', 52],
] as const)(
  'the header on %s shows in full how much waits, beside the way to send it',
  async (_, width, account, height) => {
    const page = await (await journey.browser(account, { width, height: 740 })).newPage();
    await signIn(page, journey.demo.url, account, journey.demo.accounts[account] ?? '');
    const book = gradebook(page);
    await book.open(journey.demo.url, '2026-2027', '8A1:toan:hk1');
    await book.expectRows(42);
    await page.context().setOffline(true);
    await book.start('TX1');
    await book.type(Array.from({ length: 12 }, () => '8'));
    await banner(page)
      .getByRole('status')
      .filter({ hasText: /^Ngoại tuyến – 12 thay đổi chờ gửi$/ })
      .waitFor();
    const said = banner(page).locator('[data-brief="Ngoại tuyến – 12 chờ gửi"]');
    // On a phone one line, so that none lies over the school's name.
    if (width < 480) expect((await said.boundingBox())?.height).toBeLessThan(20);
    await banner(page).getByRole('button', { name: 'Gửi ngay' }).waitFor();
    expect(await countCut(said)).toBe(0);
    expect(await heightOf(page, 'banner')).toBeLessThanOrEqual(height);
    await journey.picture(page, `header-waiting-${width}`);
  },
  60_000,
);

it('field 13: the way to the account covers no text on a phone, of an account without a school too', async () => {
  const page = await (await journey.browser('officer', { width: 360, height: 740 })).newPage();
  await signIn(page, journey.demo.url, 'so.canbo', journey.demo.accounts['so.canbo'] ?? '');
  const account = await banner(page)
    .getByRole('link', { name: /tài khoản$/ })
    .boundingBox();
  const name = await banner(page).getByText('Học Bạ', { exact: true }).boundingBox();
  expect(account?.x).toBeGreaterThan((name?.x ?? 0) + (name?.width ?? 0));
  await journey.picture(page, 'header-officer-360');
}, 60_000);
