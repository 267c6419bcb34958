import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { gradebook } from './pages/gradebook.ts';
import { inspect } from './pages/inspect.ts';
import { signIn } from './pages/sign-in.ts';

const HOCBA = fileURLToPath(new URL('../../server/src/cli/hocba.ts', import.meta.url));

let journey: Journey;
let found: string[];

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const screen = async (page: Page, name: string): Promise<void> => {
  found.push(...(await inspect(journey, page, name)));
};

const open = async (person: string): Promise<Page> => {
  const context = await journey.browser(person);
  await context.addInitScript(() =>
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`content policy: ${violatedDirective} ${blockedURI}`);
    }),
  );
  return context.newPage();
};

const enter = async (account: string): Promise<Page> => {
  const page = await open(account);
  await signIn(page, journey.demo.url, account, journey.demo.accounts[account] ?? '');
  return page;
};

/** Goes where an address leads within the app, as a link does. */
const go = (page: Page, path: string) => page.goto(journey.demo.url + path);

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();

/** Looks at screens, then asks that nothing was wrong with any of them. */
const look = (name: string, screens: () => Promise<void>) =>
  it(name, async () => {
    found = [];
    await screens();
    expect(found).toEqual([]);
    expect(journey.faults).toEqual([]);
  }, 60_000);

const tryPassword = async (page: Page, account: string, password: string): Promise<void> => {
  await page.getByLabel('Tài khoản').fill(account);
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
};

look('the door: empty, refused, locked, a temporary password, in English', async () => {
  const page = await open('anybody');
  await go(page, '/');
  await page.getByLabel('Tài khoản').waitFor();
  await screen(page, 'door');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByLabel('Account').waitFor();
  await screen(page, 'door-english');
  await page.getByRole('button', { name: 'Tiếng Việt' }).click();
  const locked = page.getByText('tài khoản tạm dừng đăng nhập');
  for (let n = 0; n < 12 && !(await locked.isVisible()); n += 1) {
    const answered = page.waitForResponse('**/auth/sign-in');
    await tryPassword(page, 'clerk.nguyentrai', 'sai mật khẩu rồi');
    await answered;
    await page.getByText('Chưa đăng nhập được').waitFor();
    if (n === 0) await screen(page, 'door-refused');
  }
  await locked.waitFor();
  await screen(page, 'door-locked');

  const { stdout } = spawnSync(process.execPath, [HOCBA, 'account', 'reset', 'ht.phanthiet'], {
    encoding: 'utf8',
    env: {
      DATABASE_URL: `file:${join(journey.data, 'hocba.sqlite')}`,
      SESSION_KEY_FILE: join(journey.data, 'session-key.json'),
      PUBLIC_URL: journey.demo.url,
    },
  });
  await go(page, '/');
  await tryPassword(page, 'ht.phanthiet', /\(shown once\): (\S+)/.exec(stdout)?.[1] ?? '');
  await heading(page, 'Đổi mật khẩu');
  await screen(page, 'temporary-password');
});

look('a subject teacher: classes, class, sheet, a wrong mark, sign-out asked, no such page', async () => {
  const page = await enter('toan.8a1');
  await page.getByRole('link', { name: 'Nhập Toán, Học kỳ I' }).waitFor();
  await screen(page, 'teacher-classes');
  await go(page, '/class/2026-2027/8A1');
  await page.getByRole('table').waitFor();
  await screen(page, 'teacher-class');
  const book = gradebook(page);
  await book.open(journey.demo.url, '2026-2027', '8A1:toan:hk1');
  await book.start('TX1');
  await book.type(['925', '85']);
  await page.getByText('1 ô cần sửa').waitFor({ timeout: 20_000 });
  await screen(page, 'sheet-wrong');
  await page.getByRole('button', { name: 'Khóa sổ' }).click();
  await page.getByRole('dialog').getByText('Chưa khóa được').waitFor();
  await screen(page, 'close-refused');
  await page.getByRole('dialog').getByRole('button', { name: 'ĐĐGck' }).click();
  await page.getByText('Điểm đánh giá cuối kỳ · trống').waitFor();
  await page.getByRole('link', { name: 'Tài khoản' }).click();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByRole('dialog').getByText('1 ô chưa đúng').waitFor();
  await screen(page, 'sign-out-asked');
  await page.keyboard.press('Escape');
  await screen(page, 'account');
  await go(page, '/class/2026-2027/9Z9');
  await page.getByRole('heading', { name: 'Tài khoản này không được xem trang này' }).waitFor();
  await screen(page, 'class-not-here');
  await go(page, '/class/here/there');
  await heading(page, 'Không có trang này');
  await screen(page, 'missing');
});

look('a homeroom teacher: comment subject, homeroom sheet, many marks to clear, approvals', async () => {
  const page = await enter('gvcn.8a1');
  await page.getByRole('table').first().waitFor();
  await screen(page, 'homeroom-classes');
  const book = gradebook(page);
  await book.open(journey.demo.url, '2026-2027', '8A1:gdtc:hk1');
  await screen(page, 'sheet-comments');
  await book.open(journey.demo.url, '2025-2026', '7A1:homeroom:hk1');
  await page.getByText('Bảng điểm đã khóa').waitFor();
  await screen(page, 'sheet-homeroom-closed');
  await book.open(journey.demo.url, '2026-2027', '8A1:homeroom:hk1');
  await book.start('Buổi nghỉ');
  await book.type(Array.from({ length: 12 }, () => '1'));
  await book.start('Buổi nghỉ');
  await page.keyboard.press('Control+Shift+ArrowDown');
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa 12 ô' }).waitFor();
  await screen(page, 'clear-asked');
  await page.getByRole('button', { name: 'Hủy' }).click();
  expect((await book.read('Buổi nghỉ')).filter((text) => text === '1')).toHaveLength(12);
  await go(page, '/approvals/2025-2026/7A1');
  await page.getByRole('table').waitFor();
  await screen(page, 'approvals');
  await page.getByRole('button', { name: 'Nguyễn Thị Ánh Tuyết' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('Thông tư 22/2021, Điều 9 khoản 1').first().waitFor();
  await screen(page, 'approvals-explained');
});

look('a head and a clerk: the school, look-up, a code and its slip', async () => {
  const head = await enter('ht.tantrao');
  await head.getByRole('table').waitFor();
  await screen(head, 'school-classes');
  const clerk = await enter('clerk.tantrao');
  await go(clerk, '/consent');
  await clerk.getByRole('searchbox', { name: 'Học sinh' }).fill('anh tuyet');
  await clerk.getByRole('button', { name: 'Nguyễn Thị Ánh Tuyết' }).first().waitFor();
  await screen(clerk, 'consent');
  await clerk.getByRole('button', { name: 'Nguyễn Thị Ánh Tuyết' }).first().click();
  await clerk.getByRole('searchbox', { name: 'Trường nhận' }).fill('nguyen trai');
  await clerk.getByRole('button', { name: 'Nguyễn Trãi' }).first().click();
  await clerk.getByRole('button', { name: 'Cấp mã tra cứu' }).click();
  await clerk.getByText('Phiếu mã tra cứu học bạ').waitFor();
  await screen(clerk, 'consent-slip');
});

const lookUp = async (page: Page, code: string): Promise<void> => {
  await page.getByLabel('Mã học sinh hoặc số định danh').fill(journey.demo.pupil);
  await page.getByLabel('Ngày sinh').fill('17/05/2013');
  await page.getByLabel('Mã tra cứu').fill(code);
  await page.getByRole('button', { name: 'Tra cứu' }).click();
};

look('a receiving school: refused, found, on paper; and the check without an account', async () => {
  const clerk = await enter('clerk.phanthiet');
  await go(clerk, '/look-up');
  await lookUp(clerk, '2222222222');
  await clerk.getByText('Chưa tra cứu được').waitFor();
  await screen(clerk, 'look-up-refused');
  await lookUp(clerk, journey.demo.code);
  await clerk.getByText('Học bạ của Nguyễn Thị Ánh Tuyết').waitFor({ timeout: 30_000 });
  await screen(clerk, 'look-up-found');
  await clerk.emulateMedia({ media: 'print' });
  await journey.picture(clerk, 'screens-look-up-on-paper');
  await clerk.emulateMedia({ media: 'screen' });
  const saved = clerk.waitForEvent('download');
  await clerk.getByRole('button', { name: 'Lưu tệp' }).click();
  const path = await (await saved).path();

  const page = await open('verifier');
  await page.emulateMedia({ colorScheme: 'dark' });
  await go(page, '/verify');
  await page.getByText('Đang dùng danh sách khóa số').waitFor();
  await screen(page, 'verify-empty');
  await page.locator('input[type=file]').setInputFiles({
    name: 'tuyet.hocba.json',
    mimeType: 'application/json',
    buffer: readFileSync(path),
  });
  await page.getByText('Học bạ hợp lệ').first().waitFor();
  await screen(page, 'verify-valid');
  await page.getByRole('button', { name: 'Xóa khỏi màn hình' }).click();
  await page.getByLabel('Hoặc dán mã học bạ').fill('đây không phải học bạ');
  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
  await page.getByText('Đây không phải mã học bạ').waitFor();
  await screen(page, 'verify-unreadable');
  const { credentials } = JSON.parse(readFileSync(path, 'utf8')) as { credentials: string[] };
  const stranger = await open('stranger');
  // A first visit to which the list of keys does not come through.
  await stranger.route('**/trust-list', (route) => route.abort());
  await go(stranger, '/verify');
  await stranger.getByLabel('Hoặc dán mã học bạ').fill(credentials[0] ?? '');
  await stranger.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
  await stranger.getByText('Chưa kiểm tra được').first().waitFor();
  await screen(stranger, 'verify-unverifiable');
});

look('accounts of no school, and the dark look', async () => {
  const officer = await enter('so.canbo');
  await officer.emulateMedia({ colorScheme: 'dark' });
  await officer.getByRole('heading', { level: 1 }).waitFor();
  await screen(officer, 'department');
  const operator = await enter('operator');
  await operator.getByRole('heading', { level: 1 }).waitFor();
  await screen(operator, 'operator');
});
