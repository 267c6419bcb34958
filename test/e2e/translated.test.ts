import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { gradebook } from './pages/gradebook.ts';
import { signIn } from './pages/sign-in.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

/**
 * Does to a page what a browser's translator does: every text makes room for two `font` elements with other words.
 * `rude` also translates what the page asks to be left alone, as extensions do. Returns what was translated.
 */
const translate = (page: Page, rude: boolean): Promise<string[]> =>
  page.evaluate((all) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    return texts
      .filter(
        (text) => text.data.trim() !== '' && text.parentElement?.closest('script, style, title') === null,
      )
      .filter((text) => all || text.parentElement?.closest('[translate]')?.getAttribute('translate') !== 'no')
      .map((text) => {
        const outer = document.createElement('font');
        outer.append(document.createElement('font'));
        outer.firstElementChild?.append(text.data.toUpperCase());
        text.replaceWith(outer);
        return text.data;
      });
  }, rude);

/** The error of React about a text that is no longer where it was. */
const ofTranslation = () => journey.faults.filter((fault) => /Node|child/.test(fault));

/** The line under the grid; the header has a line of its own. */
const told = (page: Page) => page.locator('p[role=status]');

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** The pages of those who are signed in. */
const open = new Map<string, Page>();

const enter = async (account: string): Promise<Page> => {
  const there = open.get(account);
  if (there !== undefined) return there;
  const page = await (await journey.browser(account)).newPage();
  open.set(account, page);
  const { url, accounts } = journey.demo;
  await signIn(page, url, account, accounts[account] ?? '');
  await page.getByRole('table').first().waitFor({ timeout: 60_000 });
  return page;
};

/**
 * Opens a page, translates all of it and goes on by a link. There the language is changed, which changes every text of
 * the header that was translated before; then back to the page, whose title must be the English one.
 */
const goOn = async (page: Page, path: string, title: RegExp): Promise<void> => {
  await page.goto(journey.demo.url + path);
  await heading(page).waitFor();
  await translate(page, true);
  await page.locator('header a[href="/account"]').click();
  await heading(page)
    .getByText(/^Tài khoản$/)
    .waitFor();
  await translate(page, true);
  await page.getByRole('button', { name: 'EN, English' }).click();
  await heading(page)
    .getByText(/^Account$/)
    .waitFor();
  // A text that the translator left in the header would still be in capitals.
  await page
    .getByRole('navigation')
    .getByText(/classes$/i)
    .waitFor();
  await page.goBack();
  await heading(page).getByText(title).waitFor();
  await page.locator('header a[href="/account"]').click();
  await page.getByRole('button', { name: 'VI, Tiếng Việt' }).click();
  await heading(page)
    .getByText(/^Tài khoản$/)
    .waitFor();
};

it('field 8: a translated grid takes a mark at the next click and shows it, and so it is told', async () => {
  const page = await enter('toan.8a1');
  const book = gradebook(page);
  await book.open(journey.demo.url, '2026-2027', '8A1:toan:hk1');
  await book.startAt(2, 'TX1');
  await translate(page, true);
  await book.rows().nth(5).locator('td').first().click();
  await book.type(['85']);
  await book.rows().nth(5).locator('td').first().click();
  await told(page).getByText(/8,5/).waitFor();
  const cell = book.rows().nth(5).locator('td').first();
  expect(await cell.textContent()).toBe('8,5');
  const name = (await book.rows().nth(5).locator('th').nth(1).textContent()) ?? '';
  // The line under the grid is about this pupil, not about the one whose name the translator had replaced.
  expect((await told(page).textContent())?.toLowerCase()).toContain(name.toLowerCase());
  await translate(page, true);
  await page.keyboard.press('Delete');
  await expect.poll(() => cell.textContent()).toBe('');
  await page.keyboard.press('Control+f');
  await page.getByRole('search').getByRole('textbox').fill('an');
  await translate(page, true);
  await page.keyboard.press('Escape');
  await page.getByRole('search').waitFor({ state: 'detached' });
});

it('field 8: every screen of a teacher and of a head goes on after it was translated', async () => {
  const teacher = await enter('gvcn.8a1');
  await goOn(teacher, '/', /mark sheets are not closed/);
  await goOn(teacher, '/class/2026-2027/8A1', /^Class 8A1/);
  await goOn(teacher, '/sheet/2025-2026/7A1:homeroom:hk1', /7A1, .*erm/);
  await goOn(teacher, '/approvals/2025-2026/7A1', /^Records of class 7A1/);
  const head = await enter('ht.tantrao');
  await goOn(head, '/', /classes/i);
  await goOn(head, '/look-up', /look/i);
  await goOn(head, '/consent', /code/i);
  expect(ofTranslation()).toEqual([]);
}, 180_000);

it('field 8: a dialog that was translated opens, answers and closes', async () => {
  const page = await enter('gvcn.8a1');
  await page.goto(`${journey.demo.url}/approvals/2025-2026/7A1`);
  const pupil = page.getByRole('button', { name: /ánh tuyết/i }).first();
  await pupil.waitFor();
  await translate(page, true);
  await pupil.click();
  await page.getByRole('dialog').waitFor();
  await translate(page, true);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^đóng$/i })
    .click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

it('field 8: names and marks ask translators to leave them alone', async () => {
  const page = await enter('gvcn.8a1');
  for (const path of ['/', '/sheet/2025-2026/7A1:toan:hk1', '/approvals/2025-2026/7A1']) {
    await page.goto(journey.demo.url + path);
    await page.getByRole('rowheader').first().waitFor();
    expect(await translate(page, false)).toEqual([]);
  }
});

it('field 8: the check of a record goes on, and its names and marks stay as they were signed', async () => {
  const { url, accounts, pupil, code } = journey.demo;
  const clerk = await (await journey.browser('clerk')).newPage();
  await signIn(clerk, url, 'clerk.phanthiet', accounts['clerk.phanthiet'] ?? '');
  await clerk.goto(`${url}/look-up`);
  await clerk.getByLabel('Mã học sinh hoặc số định danh').fill(pupil);
  await clerk.getByLabel('Ngày sinh').fill('17/05/2013');
  await clerk.getByLabel('Mã tra cứu').fill(code);
  await translate(clerk, true);
  await clerk.getByRole('button', { name: /^tra cứu$/i }).click();
  const save = clerk.getByRole('button', { name: 'Lưu tệp' });
  await save.waitFor({ timeout: 30_000 });
  const saved = clerk.waitForEvent('download');
  await save.click();
  const file = readFileSync(await (await saved).path());

  const page = await (await journey.browser('verifier')).newPage();
  await page.goto(`${url}/verify`);
  await page.locator('input[type=file]').waitFor({ state: 'attached' });
  await translate(page, true);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'tuyet.hocba.json', mimeType: 'application/json', buffer: file });
  await page.getByRole('article').first().waitFor({ timeout: 30_000 });
  expect((await translate(page, false)).join(' ')).not.toMatch(/Ánh Tuyết|\d,\d/);
  expect(ofTranslation()).toEqual([]);
});
