import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureChromium } from '../run/chromium.ts';
import { BROWSER_ARGS } from './journey.ts';
import { gradebook } from './pages/gradebook.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const ROSTER = file('../fixtures/import/danh-sach-8A1.xlsx');
const MARKS = file('../fixtures/import/diem-toan-8A1-hk1.xlsx');
const WHERE = ['--school', '08000101', '--year', '2026-2027'];
const NEW_PASSWORD = 'day-la-mat-khau-rieng';

let folder: string;
let env: NodeJS.ProcessEnv;
let url: string;
let registry: ChildProcess | undefined;
let context: BrowserContext | undefined;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-real-'));
  const port = await freePort();
  url = `http://localhost:${port}`;
  env = {
    ...process.env,
    LC_ALL: 'C',
    PUBLIC_URL: url,
    LISTEN: `127.0.0.1:${port}`,
    DATABASE_URL: `file:${join(folder, 'hocba.sqlite')}`,
    SIGNING_KEY_FILE: join(folder, 'signing-keys.json'),
    TRUST_LIST_FILE: join(folder, 'trust-list.jws'),
    SESSION_KEY_FILE: join(folder, 'session-key.json'),
    HEAD_KEY_FILE: join(folder, 'head-key.json'),
    LOG_LEVEL: 'silent',
  };
});
afterAll(async () => {
  await context?.close();
  registry?.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

const hocba = (...args: string[]): string =>
  execFileSync(process.execPath, [file('../../server/src/cli/hocba.ts'), ...args], { env, encoding: 'utf8' });

/** Starts the registry as an operator does; resolves when it is ready. */
const start = async (): Promise<void> => {
  registry = spawn(process.execPath, [file('../../server/src/main.ts')], { env, stdio: 'inherit' });
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the registry did not get ready');
};

it('the commands take a school from an empty folder to its pupils and marks, and a second import changes nothing', () => {
  hocba('keys', 'create');
  hocba('migrate');
  hocba(
    'school',
    'add',
    '08000101',
    '--name',
    'THCS Tân Trào',
    '--commune',
    'Xã Tân Trào',
    '--province',
    'Tỉnh Tuyên Quang',
  );
  const roster = ['import', 'roster', ROSTER, ...WHERE];
  expect(hocba(...roster)).toContain('42 create, 0 update, 0 unchanged: 42 changes.\nNothing was written.');
  expect(hocba(...roster, '--apply')).toContain('42 create, 0 update, 0 unchanged: 42 changes.\nWritten.');
  expect(hocba(...roster, '--apply')).toContain('0 create, 0 update, 42 unchanged: 0 changes.');
});

it('the page shows the 42 pupils and 252 marks to the teacher, who first replaces the temporary password', async () => {
  const created = hocba(
    'account',
    'create',
    'toan.8a1',
    '--display',
    'Ma Thị Hoa',
    '--role',
    'teacher',
    '--school',
    '08000101',
    '--assign',
    '2026-2027:8A1:toan',
  );
  const password = /Temporary password \(shown once\): (\S+)/.exec(created)?.[1] ?? '';
  const marks = [
    'import',
    'marks',
    MARKS,
    ...WHERE,
    '--sheet',
    '8A1:toan:hk1',
    '--as',
    'toan.8a1',
    '--apply',
  ];
  expect(hocba(...marks)).toContain('252 create, 0 update, 0 unchanged: 252 changes.');
  expect(hocba(...marks)).toContain('0 create, 0 update, 252 unchanged: 0 changes.');

  await start();
  const options = {
    executablePath: ensureChromium(),
    args: BROWSER_ARGS,
    viewport: { width: 1280, height: 800 },
  };
  context = await chromium.launchPersistentContext(join(folder, 'browser'), { ...options, locale: 'vi-VN' });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('Tài khoản').fill('toan.8a1');
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  const fields = page.locator('input[autocomplete$="-password"]');
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).waitFor();
  for (const [i, text] of [password, NEW_PASSWORD, NEW_PASSWORD].entries()) await fields.nth(i).fill(text);
  await page.getByRole('button', { name: 'Đổi mật khẩu' }).click();
  await page.getByRole('navigation').waitFor();

  const book = gradebook(page);
  await book.open(url, '2026-2027', '8A1:toan:hk1');
  await book.expectRows(42);
  const columns = ['TX1', 'TX2', 'TX3', 'TX4', 'GK', 'CK'];
  const shown = async () =>
    (await Promise.all(columns.map(book.read))).flat().filter((text) => /^\d+,\d$/.test(text));
  await expect.poll(async () => (await shown()).length, { timeout: 15_000 }).toBe(252);
});
