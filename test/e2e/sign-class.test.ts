import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { gradebook } from './pages/gradebook.ts';
import { signIn } from './pages/sign-in.ts';

const YEAR = '2025-2026';
const HOCBA = fileURLToPath(new URL('../../server/src/cli/hocba.ts', import.meta.url));

let journey: Journey;
let files: string;

beforeAll(async () => {
  journey = await startJourney();
  files = mkdtempSync(join(tmpdir(), 'hocba-files-'));
});
afterAll(async () => {
  await journey.end();
  rmSync(files, { recursive: true, force: true });
});

const open = async (account: string): Promise<Page> => {
  const { url, accounts } = journey.demo;
  const page = await (await journey.browser(account)).newPage();
  await signIn(page, url, account, accounts[account] ?? '');
  return page;
};

it('the teacher enters the one missing column and closes the sheet', async () => {
  const page = await open('toan.8a1');
  const book = gradebook(page);
  await book.open(journey.demo.url, YEAR, '7A1:toan:hk2');
  await book.expectRows(42);
  await page.getByRole('button', { name: 'Khóa sổ' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Chưa khóa được').waitFor();
  await journey.picture(page, 'close-refused');
  await page.keyboard.press('Escape');
  await book.start('CK');
  await book.type(Array.from({ length: 42 }, (_, i) => String(65 + (i % 30))));
  await page.getByRole('button', { name: 'Khóa sổ' }).click();
  await dialog.getByText('Khóa sổ là thầy cô xác nhận').waitFor();
  await journey.picture(page, 'close-asked');
  await dialog.getByRole('button', { name: 'Khóa sổ' }).click();
  await page.getByText('Bảng điểm đã khóa').waitFor({ timeout: 30_000 });
  await journey.picture(page, 'close-done');
}, 120_000);

it('field 13: the homeroom teacher confirms, the head is led to the class, and 42 records are signed', async () => {
  const homeroom = await open('gvcn.8a1');
  await homeroom.goto(`${journey.demo.url}/approvals/${YEAR}/7A1`);
  await homeroom
    .getByRole('link', { name: /^Lớp của tôi\s*, 1 lớp chờ thầy cô$/ })
    .waitFor({ timeout: 30_000 });
  await journey.picture(homeroom, 'approvals-homeroom');
  await homeroom.getByRole('button', { name: 'Xác nhận 42 học bạ' }).click({ timeout: 30_000 });
  await journey.picture(homeroom, 'approvals-confirm-asked');
  await homeroom
    .getByRole('dialog')
    .getByRole('button', { name: /Xác nhận/ })
    .click();
  await homeroom.getByText('GVCN đã xác nhận').first().waitFor({ timeout: 30_000 });
  await journey.picture(homeroom, 'approvals-confirmed');

  const head = await open('ht.tantrao');
  await head.getByRole('link', { name: /^Các lớp\s*, 1 lớp chờ thầy cô$/ }).waitFor({ timeout: 60_000 });
  await journey.picture(head, 'head-classes');
  await head.setViewportSize({ width: 360, height: 740 });
  await journey.picture(head, 'head-classes-360');
  await head.setViewportSize({ width: 1280, height: 800 });
  await head.getByRole('button', { name: `Năm học ${YEAR}: 1 lớp chờ duyệt` }).click({ timeout: 30_000 });
  await head.getByRole('heading', { name: '1 lớp chờ duyệt' }).waitFor();
  const first = head.getByRole('row').nth(1);
  expect(await first.getByRole('rowheader').textContent()).toContain('7A1');
  await first.getByRole('link', { name: 'GVCN đã xác nhận 42/42' }).click();
  await head.getByRole('button', { name: 'Duyệt và phát hành 42 học bạ' }).click({ timeout: 30_000 });
  await head
    .getByRole('alertdialog')
    .getByRole('button', { name: /Duyệt và phát hành/ })
    .click();
  await head.getByText('Đã phát hành 42/42').waitFor({ timeout: 60_000 });
  await head.getByText('Không còn lớp nào chờ duyệt.').waitFor();
  await head.getByRole('link', { name: 'Các lớp', exact: true }).waitFor();
  await journey.picture(head, 'approvals-issued');
}, 180_000);

it('the receiving school looks the pupil up and sees valid signed records', async () => {
  const clerk = await open('clerk.phanthiet');
  await clerk.getByRole('link', { name: 'Tra cứu học bạ' }).click();
  await clerk.getByLabel('Mã học sinh hoặc số định danh').fill(journey.demo.pupil);
  await clerk.getByLabel('Ngày sinh').fill('17/05/2013');
  await clerk.getByLabel('Mã tra cứu').fill('2222222222');
  await journey.picture(clerk, 'look-up-form');
  await clerk.getByRole('button', { name: 'Tra cứu' }).click();
  await clerk.getByText('Chưa tra cứu được').waitFor();
  await journey.picture(clerk, 'look-up-refused');
  await clerk.getByLabel('Mã tra cứu').fill(journey.demo.code);
  await clerk.getByRole('button', { name: 'Tra cứu' }).click();
  await clerk.getByText('Học bạ của Nguyễn Thị Ánh Tuyết').waitFor({ timeout: 30_000 });
  expect(await clerk.getByText('Học bạ hợp lệ').count()).toBeGreaterThanOrEqual(2);
  expect(new URL(clerk.url()).search).toBe('');
  await journey.picture(clerk, 'look-up-result');
  const download = clerk.waitForEvent('download');
  await clerk.getByRole('button', { name: 'Lưu tệp' }).click();
  await (await download).saveAs(join(files, 'tuyet.hocba.json'));
}, 120_000);

/** The saved file with one digit of one signed record changed, as somebody would who wants a better mark. */
const forge = (): string => {
  const bundle = JSON.parse(readFileSync(join(files, 'tuyet.hocba.json'), 'utf8')) as {
    credentials: string[];
  };
  const [header, payload = '', signature] = (bundle.credentials.at(-1) ?? '').split('.');
  const text = Buffer.from(payload, 'base64url').toString();
  const forged = text.replace(/"year":"([0-8])\./, (_, digit: string) => `"year":"${Number(digit) + 1}.`);
  expect(forged).not.toBe(text);
  bundle.credentials.splice(-1, 1, [header, Buffer.from(forged).toString('base64url'), signature].join('.'));
  const path = join(files, 'forged.hocba.json');
  writeFileSync(path, JSON.stringify(bundle));
  return path;
};

const onCommandLine = async (path: string) => {
  const trust = join(files, 'trust-list.jws');
  writeFileSync(trust, await (await fetch(`${journey.demo.url}/trust-list`)).text());
  const env = { ...process.env, STATE_FOLDER: join(files, 'state') };
  return spawnSync(process.execPath, [HOCBA, 'verify', path, '--trust', trust], { encoding: 'utf8', env });
};

it('one changed digit in the saved file is INVALID on the page and on the command line alike', async () => {
  const page = await (await journey.browser('anybody')).newPage();
  await page.goto(`${journey.demo.url}/verify`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.getByText('Đang dùng danh sách khóa số').waitFor();
  await journey.picture(page, 'verify-empty');
  await page.locator('input[type=file]').setInputFiles(join(files, 'tuyet.hocba.json'));
  await page.getByText('Học bạ hợp lệ').first().waitFor();
  await journey.picture(page, 'verify-valid');
  const valid = await onCommandLine(join(files, 'tuyet.hocba.json'));
  expect([valid.status, valid.stdout]).toEqual([0, expect.stringContaining('VALID')]);

  const forged = forge();
  await page.getByRole('button', { name: 'Xóa khỏi màn hình' }).click();
  await page.locator('input[type=file]').setInputFiles(forged);
  await page.getByText('Học bạ không hợp lệ').first().waitFor();
  await page.getByText('Chữ ký không khớp').first().waitFor();
  await journey.picture(page, 'verify-invalid');
  const invalid = await onCommandLine(forged);
  expect([invalid.status, invalid.stdout]).toEqual([1, expect.stringContaining('INVALID')]);
}, 120_000);

it('the verify page goes on working with the line cut', async () => {
  const context = await journey.browser('anybody-offline');
  const page = await context.newPage();
  await page.goto(`${journey.demo.url}/verify`);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.getByText('Đang dùng danh sách khóa số').waitFor();
  const { credentials } = JSON.parse(readFileSync(join(files, 'tuyet.hocba.json'), 'utf8')) as {
    credentials: string[];
  };
  await context.setOffline(true);
  await journey.cutLine();
  const again = await context.newPage();
  await again.goto(`${journey.demo.url}/verify#${credentials[0]}`);
  await again.getByText('Học bạ hợp lệ').first().waitFor();
  await journey.picture(again, 'verify-offline');
  await context.setOffline(false);
  await journey.restoreLine();
  expect(journey.faults).toEqual([]);
}, 120_000);
