import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { workbook } from '../contract/import/import-workbook.ts';
import { type Journey, startJourney } from './journey.ts';
import { inspect } from './pages/inspect.ts';
import { signIn } from './pages/sign-in.ts';

const PUPIL = 'Nguyễn Thị Ánh Tuyết';
/** Milliseconds between two keys of a clerk who copies from a slip. */
const KEY = 180;
const FIGURE = fileURLToPath(new URL('../../dist/look-up-seconds.json', import.meta.url));

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const entered = new Map<string, Page>();
const enter = async (account: string): Promise<Page> => {
  const { url, accounts } = journey.demo;
  const known = entered.get(account);
  if (known !== undefined) return known;
  const page = await (await journey.browser(account)).newPage();
  entered.set(account, page);
  await signIn(page, url, account, accounts[account] ?? '');
  return page;
};

/** The page on a wide screen and on a phone, with nothing for axe to find. */
const look = async (page: Page, name: string): Promise<void> => {
  expect(await inspect(journey, page, name)).toEqual([]);
};

/** A new code of the family for the receiving school, as the old school's clerk issues it. */
const issueAgain = async (): Promise<Response> => {
  const { url, accounts } = journey.demo;
  const post = (path: string, body: object, token = '') =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
  const account = 'clerk.tantrao';
  const signed = await post('/auth/sign-in', { account, password: accounts[account] });
  const { accessToken } = (await signed.json()) as { accessToken: string };
  return post('/consent-codes', { studentCode: journey.demo.pupil, school: '08000102' }, accessToken);
};

it('a clerk types pupil, birth date and code by keys alone, and reads a verified record', async () => {
  const clerk = await enter('clerk.phanthiet');
  await clerk.getByRole('link', { name: 'Tra cứu học bạ' }).click();
  await clerk.getByText('Gia đình sẽ thấy dòng này').waitFor();
  await look(clerk, 'look-up');
  const keys = clerk.keyboard;
  const start = performance.now();
  await keys.type(journey.demo.pupil, { delay: KEY });
  await keys.press('Tab', { delay: KEY });
  await keys.type('17/05/2013', { delay: KEY });
  await keys.press('Tab', { delay: KEY });
  await keys.type(journey.demo.code, { delay: KEY });
  await keys.press('Enter');
  await clerk.getByText(`Học bạ của ${PUPIL}`).waitFor({ timeout: 30_000 });
  await clerk.getByText('Học bạ hợp lệ').first().waitFor();
  const seconds = Number(((performance.now() - start) / 1000).toFixed(1));
  writeFileSync(FIGURE, JSON.stringify({ firstKeyToVerifiedRecord: seconds, millisecondsBetweenKeys: KEY }));
  await look(clerk, 'look-up-by-keys');
}, 120_000);

it('an intake is looked up from a pasted list, with a result for each line', async () => {
  const clerk = await enter('clerk.phanthiet');
  await clerk.goto(`${journey.demo.url}/look-up`);
  await clerk.getByRole('link', { name: 'Tra cứu theo danh sách' }).click();
  await clerk.getByRole('button', { name: 'Tra cứu danh sách' }).click();
  await clerk.getByText('Chưa đọc được dòng nào').waitFor();
  await look(clerk, 'intake');
  await clerk.goto(`${journey.demo.url}/look-up`);
  await clerk.getByRole('button', { name: PUPIL }).click();
  await clerk.getByText('Học bạ hợp lệ').first().waitFor();
  await clerk.goto(`${journey.demo.url}/look-up/intake`);
  const { code } = (await (await issueAgain()).json()) as { code: string };
  const lines = [
    'Mã học sinh\tNgày sinh\tMã tra cứu',
    `${journey.demo.pupil}\t17/05/2013\t${code}`,
    '0812345679\t01/02/2013\t2222222222',
    '0812345680\t\t2222222222',
  ];
  await clerk.getByLabel('Danh sách').fill(lines.join('\n'));
  await clerk.getByRole('button', { name: 'Tra cứu danh sách' }).click();
  await clerk.getByRole('heading', { name: 'Đã xem được học bạ của 1/3 em' }).waitFor({ timeout: 30_000 });
  await clerk.getByText('Không khớp').waitFor();
  await clerk.getByText('Dòng không đọc được').waitFor();
  await look(clerk, 'intake-results');
  await clerk.getByRole('button', { name: `Xem học bạ của ${PUPIL}` }).click();
  await clerk.getByText('Học bạ hợp lệ').first().waitFor();
  await clerk.goto(`${journey.demo.url}/look-up/intake`);
  // A spreadsheet makes a day of the birth date, and the pupil's code loses its zero.
  const cells = [
    ['Mã học sinh', 'Ngày sinh', 'Mã tra cứu'],
    [812345679, new Date(Date.UTC(2013, 1, 1)), '2222222222'],
  ];
  const buffer = await workbook(cells);
  await clerk.getByLabel('Hoặc chọn tệp').setInputFiles({ name: 'lop-6.xlsx', mimeType: '', buffer });
  await clerk.getByRole('heading', { name: 'Đã xem được học bạ của 0/1 em' }).waitFor();
  await clerk.getByText('0812345679').waitFor();
  await clerk.getByText('Không khớp').waitFor();
}, 120_000);

it('a school without a code asks the department, which grants it, and then the school sees the record', async () => {
  const clerk = await enter('clerk.phanthiet');
  await clerk.goto(`${journey.demo.url}/look-up`);
  await clerk.getByRole('link', { name: 'Gửi đề nghị tới Sở' }).click();
  await clerk.getByLabel('Mã học sinh hoặc số định danh').fill(journey.demo.pupil);
  await clerk.getByLabel('Họ và tên học sinh').fill(PUPIL);
  await clerk.getByLabel('Ngày sinh').fill('17/05/2013');
  await clerk.getByRole('button', { name: 'Gửi đề nghị tới Sở' }).click();
  await clerk.getByText('Vui lòng ghi rõ lý do').waitFor();
  await clerk.getByLabel('Lý do và số văn bản').fill('Gia đình nộp đơn ngày 10/06, trường cũ nghỉ hè.');
  await clerk.getByRole('button', { name: 'Gửi đề nghị tới Sở' }).click();
  await clerk.getByText('Đã gửi đề nghị tới Sở').last().waitFor();
  await clerk.getByText('Chờ Sở duyệt').waitFor();
  await look(clerk, 'look-up-request');

  const officer = await enter('so.canbo');
  await officer.getByRole('link', { name: 'Đề nghị xem', exact: true }).click();
  await officer.getByRole('heading', { name: '1 đề nghị chờ duyệt' }).waitFor();
  await officer.getByText('Họ tên khớp').waitFor();
  await look(officer, 'department-requests');
  await officer.getByRole('button', { name: 'Không cho xem' }).click();
  await officer.getByRole('button', { name: 'Gửi câu trả lời' }).click();
  await officer.getByText('Vui lòng ghi rõ lý do').waitFor();
  await officer.getByRole('button', { name: 'Quay lại' }).click();
  await officer.getByRole('button', { name: /^Cho .* xem$/ }).click();
  await officer.getByText('Không còn đề nghị nào chờ duyệt').waitFor();

  await clerk.getByRole('button', { name: 'Tải lại' }).click();
  await clerk.getByRole('button', { name: 'Xem học bạ' }).click();
  await clerk.getByText('Học bạ hợp lệ').first().waitFor({ timeout: 30_000 });
}, 120_000);
