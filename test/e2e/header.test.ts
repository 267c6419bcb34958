import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
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
