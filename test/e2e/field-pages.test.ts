import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { gradebook } from './pages/gradebook.ts';
import { inspect } from './pages/inspect.ts';
import { signIn } from './pages/sign-in.ts';

const [YEAR, BEFORE] = ['2026-2027', '2025-2026'];

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const entered = new Map<string, Page>();

/** A person's page, signed in at the first use. */
const enter = async (account: string, timezoneId?: string): Promise<Page> => {
  const known = entered.get(account);
  if (known !== undefined) {
    await known.setViewportSize({ width: 1280, height: 800 });
    return known;
  }
  const { url, accounts } = journey.demo;
  const more = timezoneId === undefined ? {} : { timezoneId };
  const page = await (await journey.browser(account, undefined, more)).newPage();
  await signIn(page, url, account, accounts[account] ?? '');
  entered.set(account, page);
  return page;
};

const go = (page: Page, path: string) => page.goto(journey.demo.url + path);
const said = (page: Page, name: string) => page.getByRole('heading', { name }).waitFor();

it('field 4: a subject teacher is told what the device cannot know, where the head sees how far the records are', async () => {
  const teacher = await enter('toan.8a1');
  await teacher.getByRole('table').first().waitFor();
  await go(teacher, `/approvals/${BEFORE}/7A1`);
  await said(teacher, 'Tài khoản này không được xem trang này');
  await teacher.getByText('không biết học bạ đã đến bước nào').waitFor();
  expect(await inspect(journey, teacher, 'records-hidden')).toEqual([]);
  // Another's sheet is not an empty one.
  await go(teacher, `/sheet/${BEFORE}/7A1:van:hk2`);
  await said(teacher, 'Tài khoản này không được xem trang này');
  expect(await teacher.getByRole('grid').count()).toBe(0);
  await go(teacher, `/class/${YEAR}/9Z9`);
  await said(teacher, 'Tài khoản này không được xem trang này');
  await go(teacher, '/class/2019-2020/8A1');
  await said(teacher, 'Trường không có năm học 2019-2020');
}, 120_000);

it('field 5: a value that the whole class lacks is one line in words, and opens at the first empty cell', async () => {
  const homeroom = await enter('gvcn.8a1');
  await go(homeroom, `/approvals/${BEFORE}/7A1`);
  const list = homeroom.getByRole('listitem').filter({ hasText: 'Học kỳ II: thiếu cả cột ĐĐGck (42 em)' });
  await list.waitFor({ timeout: 30_000 });
  expect(await homeroom.getByText(/\d+ việc/).count()).toBe(0);
  expect(await inspect(journey, homeroom, 'class-findings')).toEqual([]);
  await list.getByRole('link', { name: 'Toán' }).click();
  await homeroom.getByRole('grid').waitFor();
  await homeroom.getByText('Điểm đánh giá cuối kỳ · trống').waitFor();
  const [first] = await gradebook(homeroom).read('Họ và tên');
  expect(await homeroom.locator('textarea:focus, input:focus').getAttribute('aria-label')).toContain(first);
}, 120_000);

it('field 5: the list of what keeps a sheet from closing has one line for a whole column, at 360 px too', async () => {
  const teacher = await enter('toan.8a1');
  const book = gradebook(teacher);
  await book.open(journey.demo.url, BEFORE, '7A1:toan:hk2');
  await book.expectRows(42);
  await teacher.getByRole('button', { name: 'Khóa sổ' }).click();
  const dialog = teacher.getByRole('dialog');
  await dialog.getByText('cả cột, 42 em').waitFor();
  expect(await dialog.getByRole('listitem').count()).toBe(1);
  expect(await inspect(journey, teacher, 'missing-column')).toEqual([]);
  await dialog.getByRole('button', { name: 'ĐĐGck' }).click();
  await teacher.getByText('Điểm đánh giá cuối kỳ · trống').waitFor();
}, 120_000);

it('field 13: people stand under their names, also with no network, and a homeroom class comes first', async () => {
  const homeroom = await enter('gvcn.8a1');
  await go(homeroom, '/');
  await homeroom.getByRole('heading', { level: 2 }).first().waitFor();
  expect(await homeroom.getByRole('heading', { level: 2 }).first().textContent()).toBe('Lớp 8A1');
  await homeroom.getByText('Lớp chủ nhiệm').waitFor();
  const book = gradebook(homeroom);
  await book.open(journey.demo.url, BEFORE, '7A1:homeroom:hk1');
  await homeroom.getByText('Hạng Văn Sử khóa lúc').waitFor();
  await homeroom.evaluate(() => navigator.serviceWorker.ready);
  await homeroom.context().setOffline(true);
  await homeroom.reload();
  await homeroom.getByText('Hạng Văn Sử khóa lúc').waitFor();
  await homeroom.context().setOffline(false);
  expect(await homeroom.getByText('gvcn.8a1').count()).toBe(0);
}, 120_000);

it('field 10: a slip says who issued it and when, by Vietnam’s hour; both choices are made by the keyboard', async () => {
  const clerk = await enter('clerk.tantrao', 'America/Los_Angeles');
  await go(clerk, '/consent');
  const [pupil, school] = ['Học sinh', 'Trường nhận'].map((name) => clerk.getByRole('searchbox', { name }));
  await pupil?.fill('anh tuyet');
  const lines = clerk.getByRole('list', { name: 'Học sinh' }).getByRole('button');
  await lines.nth(1).waitFor(); // two of this name
  const second = (await lines.nth(1).locator('strong').textContent()) ?? '';
  await clerk.keyboard.press('Enter'); // of several the field chooses none
  await clerk.keyboard.press('ArrowDown');
  await clerk.keyboard.press('Enter');
  await clerk.getByRole('button', { name: 'Đổi' }).and(clerk.locator(':focus')).waitFor();
  await school?.fill('nguyen trai');
  await clerk.getByRole('button', { name: 'Nguyễn Trãi' }).waitFor();
  await clerk.keyboard.press('Enter'); // the only one
  const answered = clerk.waitForResponse('**/consent-codes');
  await clerk.getByRole('button', { name: 'Cấp mã tra cứu' }).click();
  const { expiresAt } = (await (await answered).json()) as { expiresAt: string };
  const inVietnam = (hoursEarlier: number): string => {
    const there = new Date(Date.parse(expiresAt) + (7 - hoursEarlier) * 3_600_000).toISOString();
    const [year, month, day] = there.slice(0, 10).split('-');
    return `${there.slice(11, 16)} ${day}/${month}/${year}`;
  };
  const slip = clerk.getByRole('article');
  expect(await slip.locator('dl > div').allTextContents()).toEqual(
    expect.arrayContaining([
      `Học sinh${second}`,
      `Có giá trị đến${inVietnam(0)}`,
      `Ngày cấp${inVietnam(72)}`,
      'Người cấpMa Đức Khánh',
    ]),
  );
  await clerk.emulateMedia({ media: 'print' });
  expect(await clerk.getByRole('heading').allTextContents()).toEqual(['Phiếu mã tra cứu học bạ']);
  await clerk.emulateMedia({ media: 'screen' });
}, 120_000);

it('the look-up of one year fills two sheets of paper, with the title of the year once', async () => {
  const clerk = await enter('clerk.phanthiet');
  await go(clerk, '/look-up');
  await clerk.getByLabel('Mã học sinh hoặc số định danh').fill(journey.demo.pupil);
  await clerk.getByLabel('Ngày sinh').fill('17/05/2013');
  await clerk.getByLabel('Mã tra cứu').fill(journey.demo.code);
  await clerk.getByRole('button', { name: 'Tra cứu' }).click();
  await clerk.getByRole('heading', { name: /^Học bạ năm học/ }).waitFor({ timeout: 30_000 });
  expect(await clerk.getByText(/^Học bạ năm học/).count()).toBe(1);
  await clerk.getByText('Khóa dùng thử').waitFor();
  expect(await inspect(journey, clerk, 'look-up-one-year')).toEqual([]);
  const paper = await clerk.pdf({ preferCSSPageSize: true });
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
}, 120_000);

it('field 15: an unknown address gets a page, and a page for others says so', async () => {
  const clerk = await (await journey.browser('stranger')).newPage();
  const answer = await go(clerk, '/lop-cua-toi');
  expect([answer?.status(), answer?.headers()['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
  await clerk.getByLabel('Tài khoản').waitFor();
  const teacher = await enter('toan.8a1');
  await go(teacher, '/lop-cua-toi');
  await said(teacher, 'Không có trang này');
  await go(teacher, '/look-up');
  await said(teacher, 'Tài khoản này không được mở trang này');
  expect(await inspect(journey, teacher, 'no-right')).toEqual([]);
}, 120_000);
