import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { type Line, openLine } from './line.ts';
import { type Desk, sitDown } from './pages/desk.ts';
import { signIn } from './pages/sign-in.ts';
import { listEntered } from './registry-log.ts';

/* One computer of a school, several people, and no network when the first one leaves. */

let journey: Journey;
let line: Line;
let desk: Desk;

beforeAll(async () => {
  journey = await startJourney();
  line = await openLine(() => journey.demo.url);
  desk = await sitDown(journey, await journey.browser('room'), line.url);
});
afterAll(async () => {
  await journey.end();
  await line.close();
});

const password = (account: string): string => journey.demo.accounts[account] ?? '';

it('fault 34: a person who leaves without a network leaves the marks here, the next person does not send them, and they go when the author is back', async () => {
  const { page } = desk;
  line.decide(() => 'broken');
  await desk.put(0, 'TX1', '75');
  await desk.says(/chờ gửi/);
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('phần chưa gửi vẫn nằm lại trên máy này').waitFor({ timeout: 30_000 });
  await journey.picture(page, 'leave-offline');
  await dialog.getByRole('button', { name: 'Đăng xuất, để lại trên máy' }).click();
  await page.getByLabel('Tài khoản').waitFor();

  // The registry is told as soon as the line is back, and the cookie that could open the session again is gone.
  const told = page.waitForResponse('**/auth/sign-out/owed', { timeout: 60_000 });
  line.heal();
  expect((await told).status()).toBe(200);
  await expect
    .poll(async () => (await page.context().cookies()).map(({ name }) => name))
    .not.toContain('hocba-refresh');
  await signIn(page, line.url, 'ht.tantrao', password('ht.tantrao'));
  await page
    .getByRole('banner')
    .getByRole('status')
    .filter({ hasText: /^Đã đồng bộ lúc/ })
    .waitFor({ timeout: 30_000 });
  expect(await listEntered(journey, 'tx1')).toEqual([]);
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await page.getByLabel('Tài khoản').waitFor();

  await signIn(page, line.url, 'toan.8a1', password('toan.8a1'));
  await desk.says(/^Đã đồng bộ lúc/);
  await expect.poll(() => listEntered(journey, 'tx1'), { timeout: 20_000 }).toEqual([75]);
});
