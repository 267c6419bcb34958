import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { type Line, openLine } from './line.ts';
import { sitDown } from './pages/desk.ts';
import { signIn } from './pages/sign-in.ts';

/* The data on a computer of people who may not see it any more, and of people it has not heard about for long. */

const HOCBA = fileURLToPath(new URL('../../server/src/cli/hocba.ts', import.meta.url));

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

/** Names of the databases of a kind on this device. */
const databases = (page: Page, kind: string): Promise<string[]> =>
  page.evaluate(
    async (start) =>
      (await indexedDB.databases()).flatMap(({ name }) =>
        name?.startsWith(`_pouch_hocba-${start}`) ? [name] : [],
      ),
    kind,
  );

it('field 36: the contact after an account was closed wipes what the registry had sent, and no unsent mark', async () => {
  const desk = await sitDown(journey, await journey.browser('closed'), line.url);
  const { page } = desk;
  line.decide(() => 'broken');
  await desk.put(0, 'TX1', '75');
  await desk.says(/chờ gửi/);
  expect((await databases(page, 'inbox-')).length).toBeGreaterThan(0);
  const env = {
    DATABASE_URL: `file:${join(journey.data, 'hocba.sqlite')}`,
    SESSION_KEY_FILE: join(journey.data, 'session-key.json'),
    PUBLIC_URL: journey.demo.url,
  };
  const { status, stderr } = spawnSync(process.execPath, [HOCBA, 'account', 'disable', 'toan.8a1'], {
    encoding: 'utf8',
    env,
  });
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  // The first answer is lost on the way, as when a page is left at that moment; the registry says it again.
  let asks = 0;
  line.decide(({ path }) => (path === '/auth/refresh' && ++asks === 1 ? 'answer-lost' : 'pass'));
  await page.reload();
  await expect.poll(() => asks).toBe(1);
  line.heal();
  await page.reload();
  await page.getByText('Tài khoản vừa dùng ở đây đã ngừng').waitFor({ timeout: 30_000 });
  await journey.picture(page, 'account-closed');
  await expect.poll(() => databases(page, 'inbox-'), { timeout: 20_000 }).toEqual([]);
  expect(await databases(page, 'outbox-')).not.toEqual([]);

  await signIn(page, line.url, 'clerk.tantrao', password('clerk.tantrao'));
  await page.getByRole('link', { name: 'Tài khoản' }).click();
  await page
    .getByText('toan.8a1: 1 thay đổi')
    .or(page.getByText(/Trâm: 1 thay đổi/))
    .waitFor({ timeout: 20_000 });
});

it('field 36: a page fifteen days off line asks for the password, checks it without a network, and goes on', async () => {
  const { page, put, says } = await sitDown(
    journey,
    await journey.browser('mountain'),
    line.url,
    'ht.tantrao',
  );
  // The check of the password is made beside the work, once after signing in.
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            const opening = indexedDB.open('hocba-remembered');
            opening.onsuccess = () => {
              const get = opening.result.transaction('who').objectStore('who').get('hocba.check');
              get.onsuccess = () => {
                opening.result.close();
                resolve(get.result !== undefined);
              };
            };
          }),
      ),
    )
    .toBe(true);
  line.decide(() => 'broken');
  await page.evaluate(() => {
    const at = Date.now() - 15 * 24 * 60 * 60 * 1000;
    localStorage.setItem('hocba.contact', JSON.stringify({ account: 'ht.tantrao', at, seen: at }));
  });
  await page.reload();
  await page.getByRole('heading', { name: 'Nhập mật khẩu để mở tiếp' }).waitFor();
  expect(await page.getByRole('grid').count()).toBe(0);
  const field = page.getByRole('textbox', { name: 'Mật khẩu' });
  await field.fill('không phải mật khẩu');
  await page.getByRole('button', { name: 'Mở', exact: true }).click();
  await page.getByRole('alert').getByText('mật khẩu chưa đúng').waitFor({ timeout: 30_000 });
  await journey.picture(page, 'gate');
  await field.fill(password('ht.tantrao'));
  await page.getByRole('button', { name: 'Mở', exact: true }).click();
  await page.getByRole('grid').waitFor({ timeout: 30_000 });
  await put(1, 'TX1', '80');
  await says(/1 thay đổi chờ gửi/);
  line.heal();
});
