import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, startJourney } from './journey.ts';
import { gradebook } from './pages/gradebook.ts';
import { signIn } from './pages/sign-in.ts';

const SHEET = '8A1:toan:hk1';

let journey: Journey;
let page: Page;
let head: Page;

beforeAll(async () => {
  journey = await startJourney();
  page = await (await journey.browser('toan')).newPage();
  const { url, accounts } = journey.demo;
  await signIn(page, url, 'toan.8a1', accounts['toan.8a1'] ?? '');
  await gradebook(page).open(url, '2026-2027', SHEET);
}, 60_000);
afterAll(() => journey.end());

/** The text of the line under the grid. */
const said = (text: string | RegExp) => page.getByRole('status').getByText(text).waitFor();

it('field 1: a click on a name or a number takes the cursor there, and the next mark is that pupil’s', async () => {
  const book = gradebook(page);
  await book.expectRows(42);
  await book.startAt(0, 'TX2');
  const row = (n: number) => book.rows().nth(n);
  await row(12).locator('th').nth(1).click();
  await book.type(['85']);
  // From the row after it a click on the number goes up again.
  await row(3).locator('th').first().click();
  await book.type(['6']);
  const marks = await book.read('TX2');
  expect(marks.flatMap((text, at) => (text === '' ? [] : [[at, text]]))).toEqual([
    [3, '6,0'],
    [12, '8,5'],
  ]);
});

it('field 1: a click on a title takes the cursor to that column of the row', async () => {
  const book = gradebook(page);
  await book.startAt(20, 'TX2');
  await page.getByRole('columnheader', { name: 'ĐĐGgk' }).click();
  await book.type(['7']);
  expect((await book.read('GK'))[20]).toBe('7,0');
  expect((await book.read('TX2'))[20]).toBe('');
});

it('field 1: a text that is typed after scrolling away brings its own row back into view', async () => {
  const book = gradebook(page);
  await book.startAt(0, 'TX1');
  await book.rows().nth(41).scrollIntoViewIfNeeded();
  const first = book.rows().nth(0);
  await expect.poll(() => first.evaluate((row) => row.getBoundingClientRect().bottom)).toBeLessThan(0);
  await page.keyboard.type('9');
  await expect.poll(() => first.evaluate((row) => row.getBoundingClientRect().bottom)).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
});

it('field 2: a minus and Enter leaves the mark as it was and says why', async () => {
  const book = gradebook(page);
  await book.startAt(12, 'TX2');
  await page.keyboard.type('-');
  await said('ô được giữ nguyên; muốn xóa thì nhấn phím xóa');
  await journey.picture(page, 'sheet-minus');
  await page.keyboard.press('Enter');
  await said(/, ĐĐGtx2: ô được giữ nguyên; muốn xóa thì nhấn phím xóa/);
  expect((await book.read('TX2'))[12]).toBe('8,5');
  await book.startAt(12, 'TX2');
  await page.keyboard.press('Delete');
  await said('Đã xóa 1 ô');
  expect((await book.read('TX2'))[12]).toBe('');
});

it('field 2: two digits show the mark they become before Enter', async () => {
  const book = gradebook(page);
  await book.startAt(12, 'TX2');
  await page.keyboard.type('11');
  await said('11 → 1,1.');
  expect(await page.locator('input:focus + span').textContent()).toBe('1,1');
  expect((await book.read('TX2'))[12]).toBe('');
  await journey.picture(page, 'sheet-ghost');
  await page.keyboard.press('Enter');
  expect((await book.read('TX2'))[12]).toBe('1,1');
});

it('field 2: a text that is no mark says which mark stands until it is corrected', async () => {
  const book = gradebook(page);
  await page.keyboard.press('Control+s');
  await book.startAt(12, 'TX2');
  await expect.poll(() => page.locator('td[data-active]').getAttribute('data-mark')).not.toBe('unsent');
  await page.keyboard.type('abc');
  await said('Chưa sửa thì sổ vẫn giữ 1,1');
  await page.keyboard.press('Enter');
  await said(/, ĐĐGtx2: .*Chưa sửa thì sổ vẫn giữ 1,1/);
  await book.startAt(12, 'TX2');
  await page.keyboard.type('1,1');
  await page.keyboard.press('Enter');
  expect((await book.read('TX2'))[12]).toBe('1,1');
});

it('field 6: progress counts cells, on the sheet and on the page of the class', async () => {
  // Two marks of the tests above stand in ĐĐGtx2 and one in ĐĐGgk; no row is complete.
  await page.getByText('Đã nhập 3/252 ô').waitFor();
  await page.getByText('thiếu 40 ô ĐĐGtx2').waitFor();
  await page.getByText('thiếu 41 ô ĐĐGgk').waitFor();
  await journey.picture(page, 'sheet-progress');
  await page.getByRole('link', { name: '8A1' }).click();
  await page.getByText('Đang nhập 3/252 ô').waitFor();
  await page.getByRole('link', { name: 'Nhập tiếp Toán, Học kỳ I – còn 249 ô' }).waitFor();
  await journey.picture(page, 'class-progress');
});

it('field 6: approvals and the list of all classes say in cells how far a class is', async () => {
  const { url, accounts } = journey.demo;
  head = await (await journey.browser('head')).newPage();
  await signIn(head, url, 'ht.tantrao', accounts['ht.tantrao'] ?? '');
  // The first pull of a whole school takes its time on a busy machine.
  await head.getByRole('table').waitFor({ timeout: 60_000 });
  const own = head.getByRole('row').filter({ has: head.getByRole('link', { name: '8A1', exact: true }) });
  await own.getByText(/^đã nhập [1-9]\d*\/\d{4} ô$/).waitFor();
  await journey.picture(head, 'head-progress');
  // The running year of a class with its sheets open: no record is complete, and how far it is, is said in cells.
  await head.goto(`${url}/approvals/2026-2027/8A2`);
  await head.getByText(/Đã khóa 0\/26 bảng, đã nhập \d+\/\d{4} ô/).waitFor();
  await journey.picture(head, 'approvals-progress');
}, 120_000);

it('field 11: two pupils of one name are told apart in the grid, in dialogs and for screen readers', async () => {
  const { url } = journey.demo;
  const book = gradebook(head);
  await book.open(url, '2026-2027', '8A2:toan:hk1');
  const twins = head.getByRole('rowheader', { name: /^Nguyễn Văn Nam/ });
  const heard = await twins.allTextContents();
  expect(heard).toHaveLength(2);
  expect(heard[0]).toMatch(/12\/03\/2013, 08\d{8}$/);
  expect(heard[0]).not.toBe(heard[1]);
  await twins.nth(1).click();
  const code = (heard[1] ?? '').slice(-10);
  await head.getByRole('textbox', { name: `Nguyễn Văn Nam, 12/03/2013, ${code}` }).waitFor();
  await head.getByRole('status').getByText(code).waitFor();
  await journey.picture(head, 'sheet-twins');
  // A gap of the whole class is one line; a mark that is none stands under its pupil.
  await head.keyboard.type('925');
  await head.keyboard.press('Enter');
  await head.getByRole('button', { name: 'Khóa sổ' }).click();
  await head.getByRole('dialog').getByText(`Nguyễn Văn Nam (12/03/2013, ${code})`).waitFor();

  await head.goto(`${url}/approvals/2025-2026/7A2`);
  await head.getByRole('button', { name: `Nguyễn Văn Nam 12/03/2013, ${code}` }).click();
  await head.getByRole('dialog', { name: `Cách tính: Nguyễn Văn Nam (12/03/2013, ${code})` }).waitFor();
  await journey.picture(head, 'approvals-twins');
}, 120_000);

/** Pastes a text as the clipboard of a spreadsheet brings it. */
const paste = (text: string) =>
  page.evaluate((plain) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', plain);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, text);

it('field 1: a block with the names of pupils is not laid down by its place, which would be other pupils’ rows', async () => {
  const book = gradebook(page);
  await book.open(journey.demo.url, '2026-2027', SHEET);
  const names = await page.locator('tbody tr th:nth-child(2)').allTextContents();
  const name = names.find((one) => !/\d/.test(one))?.trim() ?? '';
  await book.startAt(0, 'TX4');
  const before = await book.read('TX4');
  await paste(`Họ tên\tĐiểm\r\n${name}\t9\r\n`);
  await said('Chưa dán: khối chép có cột họ tên');
  expect(await book.read('TX4')).toEqual(before);
  await journey.picture(page, 'sheet-paste-names');
});

it('a paste says how many cells are wrong and in which rows, what it read as another number, and what it left', async () => {
  const book = gradebook(page);
  await book.open(journey.demo.url, '2026-2027', SHEET);
  await book.startAt(30, 'TX3');
  await paste('8\t9\r\n-\t\r\nabc\t7,5\r\n11\t05\r\nKhông rõ ai\t9\r\n');
  await said('Đã dán 8 ô.');
  await said('⚠ 2 ô chưa đúng (STT 33, 35).');
  await said('Đọc thành số khác: 11 → 1,1; 05 → 0,5.');
  await said('Giữ nguyên 2 ô');
  await journey.picture(page, 'sheet-paste');
});

it('the line below the grid is whole on the screen of a phone, and the names of pupils are too', async () => {
  const screen = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: 360, height: 740 });
  const line = page.getByRole('status').getByText('Đã dán 8 ô.').locator('..');
  await expect
    .poll(() => line.evaluate((text) => text.getBoundingClientRect().bottom))
    .toBeLessThanOrEqual(740);
  const names = gradebook(page).rows().locator('th:nth-child(2), th:nth-child(2) *');
  const isCut = (all: (HTMLElement | SVGElement)[]) =>
    all.filter((name) => name.scrollWidth > name.clientWidth || name.scrollHeight > name.clientHeight).length;
  expect(await names.evaluateAll(isCut)).toBe(0);
  await journey.picture(page, 'sheet-paste-360');
  await page.setViewportSize(screen);
});

it('the cells to correct are opened from the header, also on the sheet that is open already', async () => {
  const book = gradebook(page);
  const header = page.getByRole('banner').getByRole('link', { name: /^\d+ ô cần sửa$/ });
  await page.getByRole('button', { name: 'Lưu và gửi' }).click();
  const wrong = page.getByRole('status').getByText('· abc');
  for (let press = 0; press < 2; press += 1) {
    await book.startAt(0, 'TX1');
    await expect.poll(() => wrong.count()).toBe(0);
    await header.click();
    await wrong.waitFor();
  }
  // The account's page does not say that all work has reached the registry while a text waits here to be corrected.
  await page
    .getByRole('banner')
    .getByRole('link', { name: /tài khoản$/ })
    .click();
  await page.getByText(/^Trên máy này chỉ còn \d+ ô cần sửa/).waitFor();
  await header.click();
  await wrong.waitFor();
  await page.getByRole('link', { name: '8A1' }).click();
  await header.click();
  await wrong.waitFor();
});

it('the line below the grid stands above the entries at the thumb of a phone', async () => {
  const screen = head.viewportSize() ?? { width: 1280, height: 800 };
  await head.setViewportSize({ width: 360, height: 740 });
  await gradebook(head).open(journey.demo.url, '2025-2026', '7A1:toan:hk1');
  const line = head.getByRole('status').getByText('Điểm đánh giá thường xuyên 1');
  const isAbove = async () => {
    const [text, entries] = [
      await line.boundingBox(),
      await head.getByRole('banner').getByRole('navigation').boundingBox(),
    ];
    return text !== null && entries !== null && entries.y > 600 && text.y + text.height <= entries.y;
  };
  await expect.poll(isAbove).toBe(true);
  await head.setViewportSize(screen);
});

it('a remark in an old font is refused with that reason, not with the length that a remark may have', async () => {
  const book = gradebook(head);
  await book.open(journey.demo.url, '2026-2027', '8A2:homeroom:hk1');
  await book.startAt(0, 'Nhận xét');
  await head.keyboard.insertText('Gi¸o viªn ViÖt Nam khen em');
  await head.getByRole('status').getByText('chữ “Gi¸o” gõ bằng phông cũ (TCVN3, VNI)').waitFor();
  await head.keyboard.press('Escape');
});

/** The words of a page on paper of A4, whose width nothing may exceed. */
const onPaper = async (paper: Page): Promise<string> => {
  const screen = paper.viewportSize() ?? { width: 1280, height: 800 };
  await paper.emulateMedia({ media: 'print' });
  await paper.setViewportSize({ width: 680, height: 960 });
  const words = await paper.locator('body').ariaSnapshot();
  expect(await paper.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(680);
  await paper.emulateMedia({ media: 'screen' });
  await paper.setViewportSize(screen);
  return words;
};

it('field 3: a printed mark sheet says whose it is, has a place to sign, and carries no side panel', async () => {
  const book = gradebook(head);
  await book.open(journey.demo.url, '2025-2026', '7A1:toan:hk1');
  await book.expectRows(42);
  await head.getByText('Trung vị').waitFor();
  const words = await onPaper(head);
  for (const word of [
    'Trường THCS Tân Trào',
    '2025-2026',
    '7A1',
    'Toán',
    'Học kỳ I',
    'Cao Khánh Hoài Trâm',
    'đã khóa sổ lúc',
    'Nguyễn Thị Ánh Tuyết',
    'Hiệu trưởng',
    'Giáo viên bộ môn',
    '(Ký, ghi rõ họ tên)',
  ]) {
    expect(words).toContain(word);
  }
  for (const word of ['Trung vị', 'Enter: xuống dòng', 'Lưu và gửi', 'Tài khoản'])
    expect(words).not.toContain(word);
}, 60_000);

it('a class of 42 with two pupils of one name is printed on one page with the places to sign', async () => {
  await gradebook(head).open(journey.demo.url, '2025-2026', '7A2:gdtc:hk2');
  await gradebook(head).expectRows(42);
  // Else the medium that a test above has asked for would be set on paper.
  await head.emulateMedia({ media: null });
  const file = await head.pdf({ format: 'A4', preferCSSPageSize: true });
  expect(file.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
});

it('a text that is no mark stands on paper in brackets with a star, which a line below the table explains', async () => {
  await page.emulateMedia({ media: 'print' });
  const cell = page.getByRole('gridcell', { name: 'abc' });
  const around = await cell.evaluate((td) =>
    ['::before', '::after'].map((part) => {
      const { content, position, display } = getComputedStyle(td, part);
      return [content, position, display === 'none'];
    }),
  );
  expect(around).toEqual([
    ['"("', 'static', false],
    ['")*"', 'static', false],
  ]);
  await page.getByText('* Chưa đúng, cần sửa; chưa được ghi vào sổ.').waitFor();
  await page.emulateMedia({ media: 'screen' });
  expect(await page.getByText('* Chưa đúng, cần sửa').isVisible()).toBe(false);
});

it('field 3: a printed list keeps the names that can be pressed, and no action', async () => {
  await head.goto(`${journey.demo.url}/approvals/2025-2026/7A1`);
  await head.getByRole('button', { name: 'Nguyễn Thị Ánh Tuyết' }).waitFor();
  const words = await onPaper(head);
  expect(words).toContain('Trường THCS Tân Trào');
  expect(words).toContain('Nguyễn Thị Ánh Tuyết');
  // A window that is open is printed alone.
  await head.getByRole('button', { name: 'Nguyễn Thị Ánh Tuyết' }).click();
  await head.getByRole('dialog').waitFor();
  const dialog = await onPaper(head);
  expect(dialog).toContain('Cách tính: Nguyễn Thị Ánh Tuyết');
  expect(dialog).not.toContain('Học bạ lớp 7A1');
  expect(dialog).not.toContain('Đóng');
}, 60_000);

it('the journey of the mark sheet leaves no fault behind', () => expect(journey.faults).toEqual([]));
