import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { comeIn, lookAtFamily, PHONE, press } from './pages/family.ts';
import { inspect } from './pages/inspect.ts';
import { enterAs } from './pages/sign-in.ts';

/* A mother points at a mark of the running year, the head asks and accepts, the teacher finds it on the own list. */

/** A picture that the repository has anyway. */
const PHOTO = fileURLToPath(new URL('../../school-client/public/icons/icon-192.png', import.meta.url));

let journey: Journey;
let mother: Page;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.end());

const address = (path: string): string => `${journey.demo.url}${path}`;
const look = (name: string) => lookAtFamily(journey, mother, name);
const enter = (account: string): Promise<Page> => enterAs(journey, account);

it('a mother points at an exact cell with a photo, and sees until when the school answers', async () => {
  mother = await (await journey.browser('mother', PHONE)).newPage();
  await comeIn(journey, mother, journey.demo.family.mother);
  await mother.getByRole('navigation', { name: 'Các trang' }).getByRole('link', { name: 'Học bạ' }).click();
  await mother.getByRole('link', { name: 'Thấy sai? Đề nghị xem lại' }).click();
  await mother.getByRole('link', { name: '2026–2027' }).click();
  await look('review-ask');
  await mother.getByRole('link', { name: 'Toán' }).click();
  await mother.getByRole('radio', { name: 'Điểm đánh giá thường xuyên 1' }).first().check();
  await mother.getByLabel('Sai ở đâu, vì sao anh chị biết?').fill('Bài kiểm tra cô chấm 8');
  await mother.getByLabel('Ảnh chụp (nếu có)').setInputFiles(PHOTO);
  await look('review-cell');
  await press(mother, 'Gửi nhà trường');
  await mother.getByText('Nhà trường đang xem').waitFor();
  expect(await mother.getByText(/Trả lời trước 17:00/).isVisible()).toBe(true);
  // The picture of the own request, drawn by the browser.
  await expect
    .poll(() =>
      mother.getByAltText('Ảnh gia đình gửi').evaluate((img) => (img as HTMLImageElement).naturalWidth),
    )
    .toBeGreaterThan(0);
  await look('review-thread');
});

it('a request is made without any script too, and taken back', async () => {
  const cookies = await mother.context().cookies();
  const browser = mother.context().browser();
  const context = await browser?.newContext({ javaScriptEnabled: false, viewport: PHONE });
  if (context === undefined) throw new Error('no browser');
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.goto(`${mother.url().replace(/reviews.*/, 'ask-review')}?year=2026-2027&subject=toan`);
  await page.getByRole('radio', { name: 'Điểm đánh giá giữa kỳ' }).first().check();
  await page.getByLabel('Sai ở đâu, vì sao anh chị biết?').fill('Thiếu điểm');
  await page.getByLabel('Ảnh chụp (nếu có)').setInputFiles(PHOTO);
  await press(page, 'Gửi nhà trường');
  await page.getByAltText('Ảnh gia đình gửi').waitFor();
  await press(page, 'Rút lại đề nghị');
  await page.getByText('Anh chị đã rút lại').waitFor();
  await context.close();
});

it('a head finds the request on the first page, asks, and accepts after the answer', async () => {
  const head = await enter('ht.tantrao');
  await head.getByRole('link', { name: '1 đề nghị rà soát của gia đình chờ trả lời' }).click();
  await head.getByRole('heading', { name: 'Chờ trả lời' }).waitFor();
  expect(await inspect(journey, head, 'review-desk')).toEqual([]);
  await head.getByRole('row').getByRole('link').first().click();
  await head.getByText('Bài kiểm tra cô chấm 8').waitFor();
  await head.getByRole('button', { name: 'Xem ảnh gia đình gửi' }).click();
  await expect
    .poll(() =>
      head.getByAltText('Ảnh gia đình gửi').evaluate((img) => (img as HTMLImageElement).naturalWidth),
    )
    .toBeGreaterThan(0);
  await head.getByRole('button', { name: 'Hỏi gia đình' }).click();
  await head.getByLabel('Nội dung, gia đình đọc được').fill('Bài ngày nào ạ?');
  expect(await inspect(journey, head, 'review-ask-dialog')).toEqual([]);
  await head.getByRole('dialog').getByRole('button', { name: 'Gửi' }).click();
  await head.getByText('Chờ gia đình trả lời').waitFor();

  await mother.goto(address('/family'));
  await mother.getByRole('heading', { name: 'Nhà trường hỏi về đề nghị của anh chị' }).waitFor();
  await look('review-home');
  await mother.getByRole('link', { name: 'Trả lời nhà trường' }).click();
  await mother.getByText('Nhà trường hỏi, chờ anh chị trả lời').waitFor();
  await look('review-question');
  await mother.getByLabel('Trả lời nhà trường').fill('Bài ngày 12/10');
  await press(mother, 'Gửi');
  await mother.getByText('Nhà trường đang xem').waitFor();

  await head.reload();
  await head.getByText('Bài ngày 12/10').waitFor();
  expect(await inspect(journey, head, 'review-one')).toEqual([]);
  await head.getByRole('button', { name: 'Đồng ý', exact: true }).click();
  await head.getByLabel('Nội dung, gia đình đọc được').fill('Trường đã xem bài, đúng là 8');
  await head.getByRole('dialog').getByRole('button', { name: 'Gửi' }).click();
  await head.getByText('Chờ sửa trên bảng điểm').waitFor();
  await mother.reload();
  await mother.getByText('Nhà trường đồng ý, thầy cô đang sửa').waitFor();
  await look('review-accepted');
});

it('a teacher finds the accepted cell on the first page', async () => {
  const teacher = await enter('toan.8a1');
  await teacher.getByRole('heading', { name: 'Sửa theo đề nghị của gia đình' }).waitFor();
  expect(await inspect(journey, teacher, 'review-teacher')).toEqual([]);
  await teacher.getByRole('link', { name: /Điểm đánh giá thường xuyên 1/ }).click();
  await teacher.getByRole('link', { name: 'Mở bảng điểm' }).waitFor();
});

it('a photo of a telephone that is too large is made smaller before it is sent', async () => {
  const large = await mother.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2400, 1800];
    const context = canvas.getContext('2d');
    const dots = context?.createImageData(canvas.width, canvas.height);
    if (context === null || dots === undefined) throw new Error('no canvas');
    for (let i = 0; i < dots.data.length; i += 1) dots.data[i] = i % 4 === 3 ? 255 : (i * 7919) % 251;
    context.putImageData(dots, 0, 0);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 1));
    const reader = new FileReader();
    const read = new Promise((done) => reader.addEventListener('load', done));
    reader.readAsDataURL(blob ?? new Blob());
    await read;
    return String(reader.result).split(',')[1] ?? '';
  });
  const buffer = Buffer.from(large, 'base64');
  expect(buffer.length).toBeGreaterThan(2_097_152);
  const input = mother.getByLabel('Ảnh chụp (nếu có)');
  await input.setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer });
  const size = () => input.evaluate((field) => (field as HTMLInputElement).files?.[0]?.size ?? 0);
  await expect.poll(size).toBeLessThan(2_097_152);
  await mother.getByLabel('Viết thêm cho nhà trường').fill('Ảnh bài kiểm tra');
  await press(mother, 'Gửi');
  const shown = mother.getByAltText('Ảnh gia đình gửi').last();
  await expect.poll(() => shown.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(1600);
});

it('a look that is not right opens a case, which the department sees', async () => {
  await mother.goto(address('/family'));
  await mother
    .getByRole('navigation', { name: 'Các trang' })
    .getByRole('link', { name: 'Ai đã xem' })
    .click();
  await look('review-looks');
  await mother.getByRole('link', { name: 'Không đúng?' }).first().click();
  await mother.getByLabel('Vì sao anh chị thấy không đúng?').fill('Gia đình không nhờ');
  await look('review-look');
  await press(mother, 'Gửi nhà trường');
  await mother.getByText('Nhà trường đang xem').waitFor();
  const department = await enter('so.canbo');
  await department.getByRole('link', { name: 'Rà soát', exact: true }).click();
  await department.getByText(/Lượt xem:/).waitFor();
  expect(await inspect(journey, department, 'review-department')).toEqual([]);
});

it('no page of a review request has said an error on its console', () => {
  expect(journey.faults).toEqual([]);
});
