import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { type Line, openLine } from './line.ts';
import { YEAR } from './pages/desk.ts';
import { signIn } from './pages/sign-in.ts';

/* A thing that a page waits for at its start does not come: the page says so, and there is a way on. */

let journey: Journey;
let line: Line;

beforeAll(async () => {
  journey = await startJourney();
  line = await openLine(() => journey.demo.url);
});
afterAll(async () => {
  await journey.end();
  await line.close();
});

const password = (account: string): string => journey.demo.accounts[account] ?? '';

/** A page in a browser that has never been here, so that no service worker answers in place of the line. */
const newPage = async (person: string): Promise<Page> => (await journey.browser(person)).newPage();

it('field 8: a page whose program never arrives says so and can be loaded again', async () => {
  const page = await newPage('program');
  line.decide(({ path }) => (/^\/assets\/index-.*\.js/.test(path) ? 'silent' : 'pass'));
  await page.goto(line.url, { waitUntil: 'commit' });
  await page.getByText('Trang đang được tải').waitFor({ state: 'visible', timeout: 20_000 });
  await journey.picture(page, 'start-program-missing');
  line.heal();
  await page.getByRole('button', { name: 'Tải lại trang' }).click();
  await page.getByLabel('Tài khoản').waitFor();
  expect(await page.getByText('Trang đang được tải').count()).toBe(0);
});

it('field 8: texts of the other language that do not arrive leave the page in Vietnamese', async () => {
  const page = await newPage('language');
  await page.addInitScript(() => localStorage.setItem('hocba.language', 'en'));
  line.decide(({ path }) => (path.includes('en-texts') ? 'broken' : 'pass'));
  await page.goto(line.url);
  await page.getByRole('button', { name: 'Đăng nhập' }).waitFor();
  line.heal();
});

it.each([
  ['shell', 'the frame of the work'],
  ['vi-work-texts', 'the texts of the work'],
])('field 8: the page says so when the file %s breaks off, and one press fetches %s again', async (part) => {
  const page = await newPage(part);
  await page.goto(line.url);
  const isPart = (path: string) => path.includes(`/${part}-`) && path.endsWith('.js');
  line.decide(({ path }) => (isPart(path) ? 'broken' : 'pass'));
  await page.getByLabel('Tài khoản').fill('toan.8a1');
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(password('toan.8a1'));
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('heading', { name: 'Cần tải lại trang' }).waitFor();
  await journey.picture(page, 'start-part-missing');
  line.heal();
  await page.getByRole('button', { name: 'Tải lại' }).click();
  await page.getByRole('link', { name: '8A1' }).first().waitFor();
});

it('field 8: a part of the program that never answers is told of after a quarter of a minute', async () => {
  const page = await newPage('slow');
  await page.goto(line.url);
  line.decide(({ path }) => (/\/shell-.*\.js/.test(path) ? 'silent' : 'pass'));
  await page.getByLabel('Tài khoản').fill('toan.8a1');
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(password('toan.8a1'));
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByRole('heading', { name: 'Mở lâu hơn bình thường' }).waitFor({ timeout: 30_000 });
  await journey.picture(page, 'start-part-slow');
  line.heal();
});

/** As a browser whose disk is damaged at one place: neither a yes nor a no. */
const silenceOneYear = (): void => {
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (name, version) {
    const isSilent = name.includes('outbox-') && name.includes('2025-2026');
    return isSilent ? (new EventTarget() as IDBOpenDBRequest) : open.call(this, name, version);
  };
};

it('field 13: a sign-out while a database still opens takes one click and asks nothing', async () => {
  const page = await newPage('leave-while-opening');
  await page.addInitScript(silenceOneYear);
  await signIn(page, line.url, 'ht.tantrao', password('ht.tantrao'));
  await page.getByRole('banner').getByText('Đang mở').first().waitFor();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  const asked = page.getByRole('dialog').waitFor({ timeout: 40_000 });
  const left = page.getByLabel('Tài khoản').waitFor({ timeout: 40_000 });
  expect(await Promise.race([asked.then(() => 'asked'), left.then(() => 'left')])).toBe('left');
  asked.catch(() => undefined);
});

it('field 8: a school year whose database never answers is named, and the other years are there', async () => {
  const page = await newPage('database');
  await page.addInitScript(silenceOneYear);
  await signIn(page, line.url, 'ht.tantrao', password('ht.tantrao'));
  await page.getByRole('link', { name: '8A1' }).first().waitFor({ timeout: 40_000 });
  await page
    .getByText('Máy này chưa mở được năm học 2025-2026', { exact: true })
    .waitFor({ timeout: 40_000 });
  await journey.picture(page, 'start-year-missing');
  await page.getByLabel('Năm học').selectOption('2025-2026');
  await page.getByText('Trình duyệt không cho lưu trên máy này').waitFor();
  await page.getByLabel('Năm học').selectOption(YEAR);
  await page.getByRole('link', { name: '8A1' }).first().waitFor();
});

it('field 7: the header never says from sign-in until the first sync that nothing was synced', async () => {
  const page = await newPage('first-sync');
  await page.addInitScript(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const look = () => {
      const text = document.querySelector('header [role=status]')?.textContent ?? '';
      if (text !== '' && said.at(-1) !== text) said.push(text);
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await signIn(page, line.url, 'ht.tantrao', password('ht.tantrao'));
  await page
    .getByRole('banner')
    .getByRole('status')
    .filter({ hasText: /^Đã đồng bộ lúc/ })
    .waitFor({ timeout: 60_000 });
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said.length).toBeGreaterThan(1);
  expect(said).not.toContain('Chưa đồng bộ');
}, 120_000);

it('field 7: no page says that a class is not there before the registry was asked', async () => {
  const page = await newPage('asked');
  await signIn(page, line.url, 'ht.tantrao', password('ht.tantrao'));
  await page.getByRole('link', { name: '8A1' }).first().waitFor({ timeout: 60_000 });
  for (const path of [`/class/${YEAR}/9Z9`, `/sheet/${YEAR}/9Z9:toan:hk1`, `/approvals/${YEAR}/9Z9`]) {
    line.decide((asked) => (asked.path.startsWith('/sync/') ? 'held' : 'pass'));
    await page.goto(line.url + path);
    await page.getByText('Đang tải danh sách lớp về máy').waitFor();
    const said = page.getByRole('heading', { name: `Năm học ${YEAR} không có lớp 9Z9` });
    expect([path, await said.count()]).toEqual([path, 0]);
    line.heal();
    await said.waitFor({ timeout: 30_000 });
  }
}, 120_000);

it('field 8: a person still gets to the door where no database answers at all', async () => {
  const page = await newPage('none');
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
  });
  await page.goto(line.url);
  await page.getByLabel('Tài khoản').waitFor({ timeout: 30_000 });
});
