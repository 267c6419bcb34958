import { demoPassword } from '@hocba/server/cli/demo/province/teachers';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { gradebook } from './pages/gradebook.ts';
import { inspect } from './pages/inspect.ts';
import { signIn } from './pages/sign-in.ts';

/* The refusals of the app: their reason, and in sight of the person who asked. */

const YEAR = '2026-2027';
const PHONE = { width: 360, height: 740 };

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const enter = async (account: string, viewport?: typeof PHONE): Promise<Page> => {
  const page = await (await journey.browser(account, viewport)).newPage();
  await signIn(page, journey.demo.url, account, demoPassword(account));
  return page;
};

it('field 17: a comment that cannot be signed stays in its cell, which names the word or the sign that is why', async () => {
  const page = await enter('gvcn.4a');
  const book = gradebook(page);
  await book.open(journey.demo.url, YEAR, '4A:tieng-viet:hk1');
  await book.expectRows(12);
  const put = async (row: number, text: string): Promise<string> => {
    await book.startAt(row, 'Nhận xét');
    await page.keyboard.insertText(text);
    await page.keyboard.press('Enter');
    const line = book.rows().nth(row).locator('td').last();
    await expect.poll(() => line.textContent()).toContain(text);
    return (await line.getAttribute('title')) ?? '';
  };
  expect(await put(0, 'Gi¸o viªn ViÖt Nam khen em')).toContain('chữ “Gi¸o” gõ bằng phông cũ (TCVN3, VNI)');
  expect(await put(1, 'Hoïc sinh ngoan')).toContain('chữ “Hoïc” gõ bằng phông cũ');
  expect(await put(2, 'мёд хорошо')).toContain('chữ “м” của bộ chữ khác');
  expect(await put(3, 'Em ngoan 👍')).toContain('ký hiệu “👍” không đưa vào học bạ được');
  expect(await put(4, 'Đọc được từ ƀuôn, čĭm của người Ê Đê')).not.toContain('chữ “');
  await book.startAt(0, 'Nhận xét');
  await page.getByText('Chưa đúng: chữ “Gi¸o”').waitFor();
  expect(await inspect(journey, page, 'comment-refused')).toEqual([]);
}, 120_000);

/** Whether an answer is whole on the screen, and whether it has the focus. */
const standingOf = async (page: Page, text: string): Promise<[isWhole: boolean, isFocused: boolean]> => {
  const answer = page.getByRole('alert').filter({ hasText: text });
  await answer.waitFor();
  return answer.evaluate((box) => {
    const { top, bottom } = box.getBoundingClientRect();
    const menu = document.querySelector('header nav')?.getBoundingClientRect().top ?? innerHeight;
    return [top >= 0 && bottom <= (menu > 100 ? menu : innerHeight), document.activeElement === box];
  });
};

it('a look-up that is refused on a phone shows its whole answer above the navigation, with the focus on it', async () => {
  const page = await enter('clerk.phanthiet', PHONE);
  await page.goto(`${journey.demo.url}/look-up`);
  await page.getByLabel('Mã học sinh hoặc số định danh').fill(journey.demo.pupil);
  await page.getByLabel('Ngày sinh').fill('17/05/2013');
  await page.getByLabel('Mã tra cứu').fill('2222222222');
  await page.evaluate(() => scrollTo(0, 0));
  await page.getByLabel('Mã tra cứu').press('Enter');
  await expect.poll(() => standingOf(page, 'Chưa tra cứu được')).toEqual([true, true]);
  await journey.picture(page, 'look-up-refused-in-sight');
}, 120_000);

it('an address that the app does not know gets the app’s own page off line, and so does a sheet that no class has', async () => {
  const page = await enter('toan.8a1');
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await page.getByRole('table').first().waitFor();
  await page.goto(`${journey.demo.url}/sheet/${YEAR}/8A1:xyz:hk1`);
  await page.getByRole('heading', { level: 1, name: 'Không có bảng điểm này' }).waitFor();
  expect(await page.getByText('xyz').count()).toBe(0);
  expect(await inspect(journey, page, 'no-such-sheet')).toEqual([]);
  await page.context().setOffline(true);
  await page.goto(`${journey.demo.url}/foo/bar?x=1`);
  await page.getByRole('heading', { level: 1, name: 'Không có trang này' }).waitFor();
  expect(await inspect(journey, page, 'no-such-page-off-line')).toEqual([]);
  // Known addresses of both pages still open, each as its own.
  await page.goto(`${journey.demo.url}/verify`);
  await page.getByRole('heading', { level: 1, name: /Kiểm tra/ }).waitFor();
  await page.context().setOffline(false);
  // On line the registry answers what is its own.
  const answer = await page.goto(`${journey.demo.url}/healthz`);
  expect(answer?.headers()['content-type']).not.toContain('html');
}, 120_000);

it('every form brings its answer into view on a phone, and a password stays ready to be typed again', async () => {
  const small = { width: 360, height: 420 };
  const page = await (await journey.browser('small phone', small)).newPage();
  await page.goto(`${journey.demo.url}/verify`);
  await page.getByRole('button', { name: 'Kiểm tra' }).click();
  await expect.poll(() => standingOf(page, 'Chưa có gì để kiểm tra')).toEqual([true, true]);
  await page.goto(journey.demo.url);
  await page.getByLabel('Tài khoản').fill('toan.8a1');
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill('sai mật khẩu');
  await page.getByRole('textbox', { name: 'Mật khẩu' }).press('Enter');
  await expect.poll(() => standingOf(page, 'Chưa đăng nhập được')).toEqual([true, false]);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('password');
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(demoPassword('toan.8a1'));
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('banner').waitFor();
  await page.goto(`${journey.demo.url}/account`);
  await page.getByLabel('Mật khẩu đang dùng', { exact: true }).fill(demoPassword('toan.8a1'));
  await page.getByLabel('Mật khẩu mới', { exact: true }).fill('1234567890');
  await page.getByLabel('Nhập lại mật khẩu mới', { exact: true }).fill('1234567890');
  await page.locator('form').getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await expect.poll(() => standingOf(page, 'Chưa đổi được mật khẩu')).toEqual([true, true]);
  await journey.picture(page, 'password-refused-in-sight');
}, 120_000);
