import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { inspect } from './pages/inspect.ts';
import { signIn } from './pages/sign-in.ts';
import { signAsDemo } from './sign-as-demo.ts';

const SHEET = fileURLToPath(new URL('../fixtures/import/danh-sach-8A1.xlsx', import.meta.url));

let journey: Journey;
let demo: Awaited<ReturnType<typeof signAsDemo>>;

beforeAll(async () => {
  journey = await startJourney();
  demo = await signAsDemo(journey.data, journey.demo.url);
});
afterAll(() => journey.end());

const file = (name: string, text: string): string => {
  const path = join(journey.data, name);
  writeFileSync(path, text);
  return path;
};

/** One mark of the first year raised by a point under the old signature. */
const forge = (bundle: string): string => {
  const { credentials, ...rest } = JSON.parse(bundle) as { credentials: string[] };
  const [header, payload = '', signature] = (credentials[0] ?? '').split('.');
  const text = Buffer.from(payload, 'base64url').toString().replace('"7.5"', '"9.5"');
  const forged = [header, Buffer.from(text).toString('base64url'), signature].join('.');
  return JSON.stringify({ ...rest, credentials: [forged, ...credentials.slice(1)] });
};

const openPage = async (person: string): Promise<Page> => {
  const page = await (await journey.browser(person)).newPage();
  await page.goto(`${journey.demo.url}/verify`);
  await page.getByText('Đang dùng danh sách khóa số').waitFor();
  return page;
};

const give = (page: Page, path: string) => page.locator('input[type=file]').setInputFiles(path);
const banner = (page: Page, text: string) => page.getByRole('alert').getByText(text, { exact: true });

it('field 12: a file that cannot be read, as a dropped folder, is said and another one may follow', async () => {
  const page = await openPage('unreadable-file');
  const record = file('readable.hocba.json', await demo.bundle(2025));
  await page.evaluate(() => {
    // The error of a browser for a folder, which no test can drop.
    Object.defineProperty(Blob.prototype, 'arrayBuffer', {
      configurable: true,
      value: () => Promise.reject(new DOMException('no file', 'NotFoundError')),
    });
  });
  await give(page, record);
  await page.getByRole('alert').getByText('Không mở được tệp này').waitFor();
  await page.reload();
  await page.getByText('Đang dùng danh sách khóa số').waitFor();
  await give(page, record);
  await banner(page, 'Học bạ hợp lệ').waitFor();
});

it('field 12: half a copy of a genuine record is told to be half a copy, and is not called forged', async () => {
  const page = await openPage('half-copy');
  const { credentials } = JSON.parse(await demo.bundle(2025)) as { credentials: string[] };
  await give(page, file('half.jws', credentials[0]?.slice(0, 2000) ?? ''));
  await banner(page, 'Bản chép chưa đủ hoặc đã hỏng, chưa kiểm tra được').waitFor();
  await page.getByRole('button', { name: 'Kiểm tra tệp khác' }).click();
  const whole = await demo.bundle(2025);
  await give(page, file('half.hocba.json', whole.slice(0, whole.length - 60)));
  await banner(page, 'Bản chép chưa đủ hoặc đã hỏng, chưa kiểm tra được').waitFor();
  expect(await page.getByText('Học bạ không hợp lệ').count()).toBe(0);
});

it('field 12: a file of no record says so, without checks that hold of nothing', async () => {
  const page = await openPage('empty-bundle');
  const bundle = JSON.parse(await demo.bundle(2025)) as object;
  await give(page, file('empty.hocba.json', JSON.stringify({ ...bundle, credentials: [] })));
  await banner(page, 'Tệp không có học bạ nào.').waitFor();
  expect(await page.locator('summary').count()).toBe(0);
  await page.getByRole('button', { name: 'Kiểm tra tệp khác' }).click();
  // A later version may write what this page does not know: nothing ended early.
  await give(page, file('later.hocba.json', JSON.stringify({ ...bundle, v: 9 })));
  await banner(page, 'Tệp có dạng mà trang này chưa biết, chưa kiểm tra được').waitFor();
});

it('field 12: a code among words is read, and the code of another system is named', async () => {
  const page = await openPage('pasted');
  const paste = page.getByLabel('Hoặc dán mã học bạ');
  await paste.fill(`Kính gửi thầy,\n${await demo.sign(2025)}\nCảm ơn thầy.`);
  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
  await banner(page, 'Học bạ hợp lệ').waitFor();
  await page.getByRole('button', { name: 'Kiểm tra tệp khác' }).click();
  const header = Buffer.from('{"alg":"ES256","typ":"JWT"}').toString('base64url');
  await paste.fill(`${header}.e30.${'A'.repeat(86)}`);
  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
  await banner(page, 'Đây không phải mã học bạ').waitFor();
  expect(await page.getByRole('alert').textContent()).toContain('mã ký của hệ thống khác');
});

it('field 12: a spreadsheet is grey, named, and nothing is concluded; another file follows at once', async () => {
  const page = await openPage('wrong-file');
  await give(page, SHEET);
  await banner(page, 'Đây không phải tệp học bạ').waitFor();
  expect(await page.getByRole('alert').textContent()).toContain('danh-sach-8A1.xlsx là bảng tính Excel.');
  expect(await page.getByRole('alert').textContent()).toContain('Chưa kết luận gì');
  expect(await page.getByText('không hợp lệ').count()).toBe(0);
  expect(await inspect(journey, page, 'verify-wrong-file')).toEqual([]);
  await page.getByLabel('Hoặc dán mã học bạ').fill('Em gửi thầy học bạ.');
  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
  await banner(page, 'Đây không phải mã học bạ').waitFor();
  await give(page, file('bom.jws', `\ufeff${(await demo.sign(2025)).replaceAll(/.{76}/g, '$&\r\n')} \n`));
  await banner(page, 'Học bạ hợp lệ').waitFor();
});

it('field 12: the verdict comes first, then the record, then the checks, folded on the screen and not on paper', async () => {
  const page = await openPage('order');
  await give(page, file('three.hocba.json', await demo.bundle(2023, 2024, 2025)));
  await banner(page, 'Học bạ hợp lệ').waitFor();
  const top = async (text: string | RegExp) =>
    (await page.getByText(text).locator('visible=true').first().boundingBox())?.y ?? Number.NaN;
  const [verdict, record, checks] = [
    await top('Học bạ hợp lệ'),
    await top('Học bạ năm học 2025-2026'),
    await top(/^Các mục đã kiểm tra/),
  ];
  expect([verdict < record, record < checks]).toEqual([true, true]);
  const signature = page.getByText('Chữ ký số', { exact: true }).first();
  expect(await signature.isVisible()).toBe(false);
  await page.getByRole('button', { name: 'Năm học 2023–2024' }).click();
  await page.getByRole('heading', { name: 'Học bạ năm học 2023-2024' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  await signature.waitFor();
  await page.getByRole('button', { name: 'Năm học 2024–2025' }).waitFor();
  expect(
    await page
      .getByText(/^Học bạ năm học 202[345]-202[456]$/)
      .locator('visible=true')
      .count(),
  ).toBe(3);
  await page.emulateMedia({ media: 'screen' });
  await signature.waitFor({ state: 'hidden' });
  expect(await inspect(journey, page, 'verify-three-years')).toEqual([]);
  await page.getByRole('button', { name: 'Kiểm tra tệp khác' }).click();
  await page.getByLabel('Hoặc dán mã học bạ').waitFor();
  expect(await page.locator('input[type=file]').evaluate((input) => input === document.activeElement)).toBe(
    true,
  );
});

it('field 12: no sentence says that content is hidden above content that is shown', async () => {
  const page = await openPage('forged');
  await give(page, file('forged.hocba.json', forge(await demo.bundle(2023, 2024, 2025))));
  await banner(page, 'Học bạ không hợp lệ').waitFor();
  await page.getByText('Nội dung học bạ này không hiện ra').waitFor();
  expect(await inspect(journey, page, 'verify-one-forged')).toEqual([]);
  await page.getByRole('button', { name: 'Năm học 2025–2026' }).click();
  await page.getByRole('heading', { name: 'Học bạ năm học 2025-2026' }).waitFor();
  expect(await page.getByText('không hiện ra').locator('visible=true').count()).toBe(0);
});

it('field 30: a year missing between two stands beside the verdict', async () => {
  const page = await openPage('gap');
  await give(page, file('gap.hocba.json', await demo.bundle(2023, 2025)));
  await banner(page, 'Học bạ hợp lệ').waitFor();
  await page.getByText('Tệp chưa đủ').first().waitFor();
  await page.getByText('2024–2025', { exact: true }).first().waitFor();
});

it('field 12: a list of another root is offered with both thumbprints and used only when a person says so', async () => {
  const page = await openPage('two-roots');
  const others = readFileSync(new URL('../vectors/credential/vectors.json', import.meta.url), 'utf8');
  const { trustLists } = JSON.parse(others) as { trustLists: { otherRoot: string } };
  await page.route('**/trust-list', (route) => route.fulfill({ body: trustLists.otherRoot }));
  await page.reload();
  await page.getByText('Máy chủ đưa ra khóa gốc khác với khóa gốc lần đầu').waitFor();
  expect(await page.locator('dl code').count()).toBe(2);
  expect(await inspect(journey, page, 'verify-two-roots')).toEqual([]);
  await page.getByRole('button', { name: 'Giữ khóa gốc đang tin' }).click();
  await give(page, file('one.jws', await demo.sign(2025)));
  await banner(page, 'Học bạ hợp lệ').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Tin khóa gốc mới' }).click();
  await give(page, file('one.jws', await demo.sign(2025)));
  await banner(page, 'Chưa kiểm tra được').waitFor();
});

it('field 12: a look-up believes the pinned root alone, and says where the two roots can be compared', async () => {
  const page = await (await journey.browser('other-root')).newPage();
  await page.goto(journey.demo.url);
  await page.evaluate(() => localStorage.setItem('hocba.trust-root', 'A'.repeat(43)));
  await signIn(page, journey.demo.url, 'clerk.phanthiet', journey.demo.accounts['clerk.phanthiet'] ?? '');
  await page.goto(`${journey.demo.url}/look-up`);
  await page.getByLabel('Mã học sinh hoặc số định danh').fill(journey.demo.pupil);
  await page.getByLabel('Ngày sinh').fill('17/05/2013');
  await page.getByLabel('Mã tra cứu').fill(journey.demo.code);
  await page.getByRole('button', { name: 'Tra cứu' }).click();
  await banner(page, 'Chưa kiểm tra được').waitFor({ timeout: 30_000 });
  await page.getByText('Danh sách khóa do khóa gốc khác ký').first().waitFor();
  expect(await page.getByText('17/05/2013').count()).toBe(0);
}, 90_000);

it('field 12: the app fetches the trust list, so that a first visit to the page works with the line cut', async () => {
  const context = await journey.browser('never-verified');
  const page = await context.newPage();
  await page.goto(journey.demo.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(() => localStorage.getItem('hocba.trust-list'))).toBeTruthy();
  await context.setOffline(true);
  await journey.cutLine();
  await page.goto(`${journey.demo.url}/verify`);
  await give(page, file('one.jws', await demo.sign(2025)));
  await banner(page, 'Học bạ hợp lệ').waitFor();
  await context.setOffline(false);
  await journey.restoreLine();
  expect(journey.faults).toEqual([]);
}, 120_000);
