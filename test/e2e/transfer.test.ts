import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { inspect } from './pages/inspect.ts';
import { enterAs } from './pages/sign-in.ts';

/* Journey J5: a pupil of THCS Tân Trào comes to THCS Phan Thiết in the middle of the year. */

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const enter = (account: string): Promise<Page> => enterAs(journey, account);

const toDesk = async (page: Page): Promise<void> => {
  await page.goto(`${journey.demo.url}/transfer-desk`);
  await page.getByRole('heading', { name: 'Chuyển trường', exact: true }).waitFor();
};

const openPupil = async (page: Page): Promise<void> => {
  await toDesk(page);
  await page.getByRole('link', { name: 'Nguyễn Thị Ánh Tuyết' }).click();
  await page.getByText('Diễn biến').waitFor();
};

it('a pupil is looked up, requested, accepted, released and placed, each step by its own person', async () => {
  const clerk = await enter('clerk.phanthiet');
  await toDesk(clerk);
  await clerk.getByRole('heading', { name: 'Chưa có hồ sơ chuyển trường nào' }).waitFor();
  await clerk.goto(`${journey.demo.url}/look-up`);
  await clerk.getByLabel('Mã học sinh hoặc số định danh').fill(journey.demo.pupil);
  await clerk.getByLabel('Ngày sinh').fill('17/05/2013');
  await clerk.getByLabel('Mã tra cứu').fill(journey.demo.code);
  await clerk.getByRole('button', { name: 'Tra cứu' }).click();
  await clerk.getByRole('heading', { name: 'Tiếp nhận em này' }).waitFor({ timeout: 30_000 });
  await clerk.getByLabel('Nhận vào lớp').selectOption({ value: '2026-2027 8A2' });
  await clerk.getByText(/môn khớp/).waitFor();
  await clerk.getByText(/Nếu gửi bây giờ: 5 ngày làm việc/).waitFor();
  expect(await inspect(journey, clerk, 'transfer-preview')).toEqual([]);
  await clerk.getByRole('button', { name: 'Gửi đơn tiếp nhận' }).click();
  await clerk.getByText('Chờ hiệu trưởng quyết định').waitFor();
  expect(await inspect(journey, clerk, 'transfer-filed')).toEqual([]);

  const head = await enter('ht.phanthiet');
  await head.getByRole('link', { name: /Chuyển trường ?, 1 hồ sơ chờ thầy cô/ }).waitFor();
  await openPupil(head);
  expect(await inspect(journey, head, 'transfer-decide')).toEqual([]);
  await head.getByRole('button', { name: 'Không tiếp nhận…' }).click();
  await head.getByRole('dialog').getByRole('button', { name: 'Gửi' }).click();
  await head.getByText('Vui lòng ghi vài chữ.').waitFor();
  expect(await inspect(journey, head, 'transfer-refuse')).toEqual([]);
  await head.getByRole('button', { name: 'Hủy' }).click();
  await head.getByRole('button', { name: 'Đồng ý tiếp nhận' }).click();
  await head.getByText('Chờ trường cũ bàn giao').waitFor();
  await head.getByText('Chữ ký hợp lệ').first().waitFor();

  const old = await enter('ht.tantrao');
  await toDesk(old);
  await old.getByText('Chờ trường cũ bàn giao').waitFor();
  expect(await inspect(journey, old, 'transfer-desk-sending')).toEqual([]);
  await openPupil(old);
  await old.getByRole('button', { name: /Bàn giao cho/ }).click();
  await old.getByRole('button', { name: 'Hoàn tác bàn giao…' }).waitFor();
  expect(await inspect(journey, old, 'transfer-released')).toEqual([]);

  await openPupil(clerk);
  await clerk.getByRole('button', { name: 'Xếp vào lớp…' }).click();
  await clerk.getByRole('dialog').getByRole('button', { name: 'Xếp vào lớp' }).click();
  await clerk.getByText(/Đang ghi vào danh sách lớp|Đã tiếp nhận/).waitFor();
  await openPupil(clerk);
  await clerk.getByText('Đã tiếp nhận').waitFor();
  await clerk.getByText('Biên nhận của trường mới').waitFor();
  expect(await inspect(journey, clerk, 'transfer-done')).toEqual([]);
  expect(journey.faults).toEqual([]);
}, 240_000);
