import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHeadKey } from '@hocba/server/heads/head-key';
import { createKeys } from '@hocba/server/issuing/keys/create-keys';
import { hashPassword } from '@hocba/server/people/sign-in/password';
import { createTestSecrets } from '@hocba/server/people/sign-in/secrets.fixture';
import { submit } from '@hocba/server/records/intake/submit';
import { republishClass } from '@hocba/server/records/projection/republish-class.fixture';
import {
  approvalOf,
  CLASS,
  closeOf,
  closesOf,
  entryOf,
  fullEntries,
  HEAD,
  HOMEROOM_TEACHER,
  NAME,
  NOW,
  openSmallClass,
  PUPILS,
  SCHOOL,
  sendAs,
  TEACHER,
  YEAR,
} from '@hocba/server/records/projection/small-class.fixture';
import { findPublished } from '@hocba/server/replication/publish';
import type { Db } from '@hocba/server/storage/engine/db';
import { insertAccount } from '@hocba/server/storage/queries/people';
import type { CredentialDocument, RecordDocument } from '@hocba/shared/documents/downward';
import type { EntryCell } from '@hocba/shared/record/entry';
import { type SheetId, sheetParts } from '@hocba/shared/school/identifiers';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { PASSWORD } from '../fixtures/registry.ts';
import { ensureChromium } from '../run/chromium.ts';
import { BROWSER_ARGS } from './journey.ts';
import { gradebook } from './pages/gradebook.ts';
import { inspect } from './pages/inspect.ts';
import { signIn } from './pages/sign-in.ts';
import { ownProvince } from './province.ts';

/* A class of three whose year is over: one of them is to be tested again in two subjects in the summer. */

const MAIN = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const PICTURES = fileURLToPath(new URL('../../dist/pictures/', import.meta.url));
const [FAILED] = PUPILS;
const VAN = '7A1:van:summer' as SheetId;
const TOAN = '7A1:toan:summer' as SheetId;

let folder: string;
let url: string;
let db: Db;
let registry: ChildProcess;
let context: BrowserContext;
let page: Page;

const cellOf = (sheet: SheetId, [student, column, value, prev]: EntryCell): EntryCell => {
  const fails = student === FAILED && ['van', 'toan'].includes(sheetParts(sheet).subject);
  return [student, column, fails ? 40 : value, prev];
};

const finishYear = async (): Promise<void> => {
  const entries = fullEntries().map((entry) => ({
    ...entry,
    cells: entry.cells.map((cell) => cellOf(entry.sheet, cell)),
  }));
  await sendAs(db, entries);
  await sendAs(db, await closesOf(db, entries));
};

const addAccounts = async (): Promise<void> => {
  const password_hash = await hashPassword(PASSWORD);
  const state = {
    must_change: false,
    disabled: false,
    security_version: 1,
    scope_version: 1,
    created_at: NOW,
  };
  await db.commit([
    ...[TEACHER, HOMEROOM_TEACHER, HEAD].map(({ account, role }) =>
      insertAccount({ name: account, display_name: account, role, school: SCHOOL, password_hash, ...state }),
    ),
  ]);
  await republishClass({ db }, SCHOOL, YEAR, CLASS);
};

/** A registry of its own on the port that stories use, because no class of the demo has a summer. */
const startRegistry = async (port: number): Promise<void> => {
  url = `http://localhost:${port}`;
  const keys = await createKeys({ issuer: url, demo: true, now: NOW });
  const files = {
    SIGNING_KEY_FILE: keys.signingKeys,
    TRUST_LIST_FILE: keys.trustList,
    SESSION_KEY_FILE: createTestSecrets(),
    HEAD_KEY_FILE: await createHeadKey(),
  };
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: `file:${folder}/hocba.sqlite`,
    PUBLIC_URL: url,
    LISTEN: `127.0.0.1:${port}`,
    LOG_LEVEL: 'error',
  };
  for (const [name, text] of Object.entries(files)) {
    env[name] = join(folder, name);
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  }
  registry = spawn(process.execPath, [MAIN], { env, stdio: 'inherit' });
  await vi.waitFor(async () => expect((await fetch(`${url}/healthz`)).ok).toBe(true), {
    timeout: 30_000,
    interval: 200,
  });
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-summer-'));
  mkdirSync(PICTURES, { recursive: true });
  db = await openSmallClass(`file:${folder}/hocba.sqlite`);
  await finishYear();
  await addAccounts();
  await startRegistry(ownProvince().port);
  context = await chromium.launchPersistentContext(join(folder, 'browser'), {
    executablePath: ensureChromium(),
    args: BROWSER_ARGS,
    viewport: { width: 1280, height: 800 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
  });
  context.setDefaultTimeout(15_000);
  page = await context.newPage();
});
afterAll(async () => {
  await context?.close();
  await db.close();
  const ended = new Promise((resolve) => registry.once('exit', resolve));
  registry.kill('SIGINT');
  await ended;
  rmSync(folder, { recursive: true, force: true });
});

const picture = async (what: Page, name: string): Promise<void> => {
  await what.screenshot({ path: join(PICTURES, `${name}.png`) });
};

/** Looks at a screen on desk and phone, by eye and by axe. */
const look = async (name: string): Promise<void> => {
  expect(await inspect({ picture }, page, `summer-${name}`)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
};

/** Somebody else signs in, all work of the one before being sent. */
const become = async (account: string): Promise<void> => {
  await page
    .getByRole('banner')
    .getByRole('status')
    .filter({ hasText: /^Đã đồng bộ lúc/ })
    .waitFor({ timeout: 30_000 });
  await page.getByRole('link', { name: 'Tài khoản' }).click();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByLabel('Tài khoản').waitFor();
  await signIn(page, url, account, PASSWORD);
};

it('a subject teacher sees the sheet of the summer, with only the pupil it asks and the result of the year', async () => {
  await signIn(page, url, TEACHER.account, PASSWORD);
  await page.goto(`${url}/class/${YEAR}/${CLASS}`);
  await page.getByRole('columnheader', { name: 'Trong hè' }).waitFor();
  await look('class');
  const book = gradebook(page);
  await book.open(url, YEAR, VAN);
  await book.expectRows(1);
  expect(await book.read('Cả năm')).toEqual(['4,0']);
  await book.start('KT lại');
  await book.type(['55']);
  await expect.poll(() => book.read('KT lại')).toEqual(['5,5']);
  await look('sheet');
  await page.getByRole('button', { name: 'Khóa sổ' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Khóa sổ' }).click();
  await page.getByText('Bảng điểm đã khóa').waitFor({ timeout: 30_000 });
});

it('both results of the year stand in the approvals, are explained, signed, and shown to readers who verify', async () => {
  await sendAs(db, [entryOf(TEACHER, TOAN, [[FAILED as (typeof PUPILS)[number], 'retest', 50, null]])]);
  await sendAs(db, [await closeOf(db, TOAN)]);
  await become(HOMEROOM_TEACHER.account);
  await page.goto(`${url}/approvals/${YEAR}/${CLASS}`);
  await page.getByText('Chưa đạt → Đạt').waitFor({ timeout: 30_000 });
  await look('approvals');
  await page.getByRole('button', { name: 'Học Sinh A' }).click();
  await page
    .getByRole('dialog')
    .getByText('Sau kiểm tra lại, đánh giá lại trong hè')
    .scrollIntoViewIfNeeded();
  await look('explained');
  await page.keyboard.press('Escape');
  // Only sent: the registry that runs projects and signs, as it does for devices.
  await submit(db, HOMEROOM_TEACHER, NAME, [await approvalOf(db, 'confirm', HOMEROOM_TEACHER)], NOW);
  const record = async () => (await findPublished(db, NAME, `record:${FAILED}`))?.body as RecordDocument;
  await expect.poll(async () => (await record()).state, { timeout: 30_000 }).toBe('confirmed');
  await submit(db, HEAD, NAME, [await approvalOf(db, 'finalise', HEAD)], NOW);
  const signed = async () =>
    (await findPublished(db, NAME, `credential:${FAILED}`))?.body as CredentialDocument | undefined;
  await expect.poll(signed, { timeout: 30_000 }).toBeDefined();
  const jws = (await signed())?.jws ?? '';
  await page.goto(`${url}/verify`);
  await page.getByRole('textbox').fill(jws);
  await page
    .getByRole('button', { name: /Kiểm tra/ })
    .first()
    .click();
  await page.getByText('Sau KT lại').waitFor();
  await look('verify');
  await page.getByText('Sau KT lại').scrollIntoViewIfNeeded();
  await page.screenshot({ path: join(PICTURES, 'screens-summer-verify-whole.png'), fullPage: true });
});
