import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { comeIn, lookAtFamily, PHONE, press } from './pages/family.ts';
import { inspect } from './pages/inspect.ts';
import { enterAs } from './pages/sign-in.ts';

/* Two guardians who do not agree: a grandmother objects to a share and to a transfer, and a person settles each. */

const GRANDMOTHER = '+84900000009';
const PIN = '582917';

let journey: Journey;
let clerk: Page;
let mother: Page;
let grandmother: Page;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const address = (path: string): string => `${journey.demo.url}${path}`;
const enter = (account: string): Promise<Page> => enterAs(journey, account);

const look = (page: Page, name: string) => lookAtFamily(journey, page, name);
const toShares = async (page: Page): Promise<void> => {
  await page.goto(address('/family'));
  await page.getByRole('link', { name: 'Ánh Tuyết' }).click();
  await page.getByRole('navigation', { name: 'Các trang' }).getByRole('link', { name: 'Chia sẻ' }).click();
};

/** The guardian’s account of a slip that the office made on the screen. */
const join = async (code: string): Promise<void> => {
  grandmother = await (await journey.browser('grandmother', PHONE)).newPage();
  await grandmother.goto(address('/family/join'));
  await grandmother.getByLabel('Mã trên phiếu').fill(code);
  await grandmother.getByLabel('Mã học sinh hoặc số định danh của con').fill(journey.demo.pupil);
  await grandmother.getByLabel('Ngày sinh của con').fill('17/05/2013');
  await press(grandmother, 'Tiếp tục');
  await grandmother.getByLabel('Số điện thoại hoặc email của anh chị').fill('0900 000 009');
  await press(grandmother, 'Gửi mã cho tôi');
  await grandmother.getByLabel('Mã 6 số').waitFor();
  await expect.poll(() => journey.demo.sentTo(GRANDMOTHER)).not.toBe('');
  await grandmother.getByLabel('Mã 6 số').fill(journey.demo.sentTo(GRANDMOTHER));
  await grandmother.getByLabel('Họ và tên của anh chị').fill('Hoàng Thị Lan');
  await grandmother.getByLabel('Chọn mã PIN 6 số').fill(PIN);
  await press(grandmother, 'Xem học bạ của con');
  await grandmother.getByRole('navigation', { name: 'Các trang' }).waitFor();
};

it('a grandmother gets a slip at the school and sees the record beside the mother', async () => {
  clerk = await enter('clerk.tantrao');
  await clerk.goto(address('/families'));
  await clerk.getByLabel('Lớp', { exact: true }).selectOption('8A1');
  await clerk.getByRole('link', { name: 'Nguyễn Thị Ánh Tuyết' }).click();
  await clerk.getByLabel('Là gì của em').selectOption('grandparent');
  await clerk.getByLabel('Giấy tờ đã xem').fill('Giấy khai sinh của mẹ em');
  await clerk.getByRole('button', { name: 'Làm phiếu' }).click();
  await clerk.getByText('Mã trên phiếu chỉ hiện một lần').waitFor();
  const code = await clerk.locator('p', { hasText: 'Mã liên kết' }).locator('strong').textContent();
  await join(code ?? '');
});

it('a grandmother objects to the share of the mother, the clerk hears both and lets it open', async () => {
  mother = await (await journey.browser('mother', PHONE)).newPage();
  await comeIn(journey, mother, journey.demo.family.mother);
  await toShares(mother);
  await mother.getByLabel('Để làm gì?').fill('Hồ sơ học bổng');
  await mother.getByLabel('Con đã đồng ý').check();
  await press(mother, 'Tạo đường dẫn');
  await toShares(grandmother);
  await grandmother.getByLabel('Vì sao anh chị không đồng ý?').fill('Chưa ai hỏi cháu');
  await look(grandmother, 'family-share-object');
  await press(grandmother, 'Tôi không đồng ý');
  await grandmother.getByText('Có người không đồng ý, chờ nhà trường giải quyết').waitFor();

  await clerk.goto(address('/families'));
  await clerk.getByText('1 ý kiến không đồng ý chờ giải quyết').waitFor();
  expect(await inspect(journey, clerk, 'families-objection-waits')).toEqual([]);
  await clerk.getByRole('link', { name: 'Xem và giải quyết' }).click();
  await press(clerk, 'Xem số điện thoại và giải quyết');
  await clerk.getByText('Chưa ai hỏi cháu').waitFor();
  await clerk.getByText('0900 000 009').waitFor();
  await press(clerk, 'Cho mở đường dẫn');
  await clerk.getByText('Vui lòng nhập lý do.').waitFor();
  expect(await inspect(journey, clerk, 'objections-share')).toEqual([]);
  await clerk.getByLabel('Lý do').fill('Đã gọi cả hai người, bà đã đồng ý.');
  await press(clerk, 'Cho mở đường dẫn');
  await clerk.getByText('Không có ý kiến nào chờ').waitFor();

  await toShares(mother);
  await mother.getByText('Nhà trường cho mở từ').waitFor();
  await look(mother, 'family-share-settled');
});

it('a grandmother objects to a transfer, the department stops it, and the family reads why', async () => {
  const receiver = await enter('clerk.phanthiet');
  await receiver.goto(address('/look-up'));
  await receiver.getByLabel('Mã học sinh hoặc số định danh').fill(journey.demo.pupil);
  await receiver.getByLabel('Ngày sinh').fill('17/05/2013');
  await receiver.getByLabel('Mã tra cứu').fill(journey.demo.code);
  await receiver.getByRole('button', { name: 'Tra cứu' }).click();
  await receiver.getByRole('heading', { name: 'Tiếp nhận em này' }).waitFor({ timeout: 30_000 });
  await receiver.getByLabel('Nhận vào lớp').selectOption({ value: '2026-2027 8A2' });
  await receiver.getByRole('button', { name: 'Gửi đơn tiếp nhận' }).click();
  await receiver.getByText('Chờ người giám hộ kia có ý kiến').waitFor();
  await grandmother.goto(address('/family'));
  await grandmother.getByRole('link', { name: 'Xem và trả lời' }).click();
  await grandmother.getByLabel('Vì sao anh chị không đồng ý?').fill('Cháu ở với bà');
  await look(grandmother, 'family-transfer-question');
  await press(grandmother, 'Tôi không đồng ý');
  await grandmother.getByText('Có người không đồng ý, chờ Sở giải quyết').waitFor();

  const officer = await enter('so.canbo');
  await officer.getByRole('link', { name: 'Không đồng ý', exact: true }).click();
  await officer.getByRole('heading', { name: '1 ý kiến không đồng ý chờ giải quyết' }).waitFor();
  expect(await inspect(journey, officer, 'objections-list')).toEqual([]);
  await press(officer, 'Xem số điện thoại và giải quyết');
  await officer.getByText('Cháu ở với bà').waitFor();
  await officer.getByLabel('Lý do').fill('Hai bên thống nhất để em học hết học kì.');
  expect(await inspect(journey, officer, 'objections-transfer')).toEqual([]);
  await press(officer, 'Cho dừng đơn');
  await officer.getByText('Không có ý kiến nào chờ').waitFor();

  await grandmother.reload();
  await grandmother.getByText('Lý do: Hai bên thống nhất').waitFor();
  await look(grandmother, 'family-transfer-settled');
  await receiver.reload();
  await receiver.getByText('Giải quyết ý kiến của người giám hộ').waitFor();
  expect(await inspect(journey, receiver, 'transfer-settled')).toEqual([]);
});

it('no page has said an error on its console', () => {
  expect(journey.faults).toEqual([]);
});
