import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { signIn } from './pages/sign-in.ts';

/* A teacher forgot the password; the head gives a temporary one without a command line. */

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

it('field 14: a head resets a password on screen, the slip is shown once, and the teacher sets an own one with it', async () => {
  const page = await (await journey.browser('head')).newPage();
  const { url, accounts } = journey.demo;
  await signIn(page, url, 'ht.tantrao', accounts['ht.tantrao'] ?? '');
  await page.getByRole('link', { name: 'Cấp mật khẩu' }).click();
  await page.getByRole('searchbox').fill('tram');
  await page.getByRole('button', { name: 'Cấp mật khẩu cho Cao Khánh Hoài Trâm' }).click();
  await page.getByRole('dialog').getByText('bị đăng xuất khỏi mọi máy').waitFor();
  await page.getByRole('button', { name: 'Cấp và hiện phiếu' }).click();
  const slip = page.getByRole('article');
  await slip.getByText('Phiếu mật khẩu tạm thời').waitFor();
  const password = /[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}/.exec((await slip.textContent()) ?? '')?.[0] ?? '';
  expect(password).not.toBe('');
  await journey.picture(page, 'reset-slip');
  await page.getByRole('button', { name: 'Xong, về danh sách' }).click();
  await page.getByRole('searchbox').waitFor();
  expect(await page.getByText(password).count()).toBe(0);

  const teacher = await (await journey.browser('teacher')).newPage();
  await teacher.goto(url);
  await teacher.getByLabel('Tài khoản').fill('toan.8a1');
  await teacher.getByRole('textbox', { name: 'Mật khẩu' }).fill(password);
  await teacher.getByRole('button', { name: 'Đăng nhập' }).click();
  await teacher.getByRole('heading', { name: 'Đổi mật khẩu' }).waitFor();
});
