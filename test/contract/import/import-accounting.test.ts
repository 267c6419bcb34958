import { countSubmissions } from '@hocba/server/storage/queries/submissions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ImportRegistry, openClassRegistry, SCHOOL, TARGET, YEAR } from './import-registry.ts';
import { type RawSheet, rawWorkbook, rowOf, textCell } from './raw-workbook.ts';

let registry: ImportRegistry;
beforeEach(async () => {
  registry = await openClassRegistry();
});
afterEach(() => registry.close());

const HEADINGS = ['Mã học sinh', 'ĐĐGtx 1', 'ĐĐGtx 2', 'ĐĐGtx 3', 'ĐĐGtx 4', 'ĐĐGgk', 'ĐĐGck'];
const HEADING_ROW = rowOf(...HEADINGS.map(textCell));
const number = (value: number) => `<c><v>${value}</v></c>`;
const marksOf = (mark: number) => Array.from({ length: 6 }, () => number(mark));
const sheet = (mark: number, more: Partial<RawSheet> = {}): RawSheet => ({
  data: HEADING_ROW + rowOf(textCell('0812345642'), ...marksOf(mark)),
  ...more,
});
const importSheets = (sheets: RawSheet[], ...more: string[]) =>
  registry.importFile('marks', rawWorkbook(...sheets), ...TARGET, ...more);
const sent = () => countSubmissions(registry.db, `${SCHOOL}-${YEAR}`);

describe('hocba import marks accounts for the whole file', () => {
  it('field 16: hocba import marks names rows and columns that the spreadsheet hides, and reads them', async () => {
    const cols = '<cols><col min="3" max="4" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>';
    const pupil = (code: string) => `${textCell(code)}${marksOf(8).join('')}`;
    const rows = [
      HEADING_ROW,
      `<row hidden="1">${pupil('0812345642')}</row>`,
      `<row hidden="true">${pupil('0812345831')}</row>`,
      '<row hidden="1"/>',
    ];
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const whole = `<worksheet xmlns="${main}">${cols}<sheetData>${rows.join('')}</sheetData></worksheet>`;
    const { code, text: said } = await importSheets([{ data: '', whole }]);
    expect(code).toBe(0);
    expect(said).toContain('12 create');
    expect(said).toContain('"2–3": these rows are hidden in the spreadsheet, and are read all the same');
    expect(said).toContain('C (ĐĐGtx 2): this column is hidden');
    expect(said).toContain('D (ĐĐGtx 3): this column is hidden');
    expect((await importSheets([sheet(8)])).text).not.toContain('hidden');
  });

  it('field 16: hocba import marks says how many cells it saw, wrote and left, and names the rest', async () => {
    const { code, text: said } = await importSheets([sheet(8)], '--apply');
    expect(code).toBe(0);
    expect(said).toContain('14 cells in the file: 6 written, 1 unchanged, 7 named above.');
    expect(said).toContain('row 1, "Mã học sinh": the headings (7 cells)');
    expect((await importSheets([sheet(8)])).text).toContain('0 to write, 7 unchanged, 7 named');
  });

  it.each<[what: string, sheets: RawSheet[], reason: RegExp]>([
    [
      'an error value',
      [
        {
          data: HEADING_ROW + rowOf(textCell('0812345642'), '<c t="e"><v>#N/A</v></c>'),
        },
      ],
      /row 2, ĐĐGtx 1, "#N\/A".*CELL_UNREADABLE/,
    ],
    [
      'a percentage',
      [{ data: HEADING_ROW + rowOf(textCell('0812345642'), '<c s="3"><v>0.9</v></c>') }],
      /row 2, ĐĐGtx 1, "90%".*CELL_UNREADABLE/,
    ],
    [
      'marks without a code',
      [{ data: HEADING_ROW + rowOf('<c/>', ...marksOf(9)) }],
      /row 2, Mã học sinh, "9".*ROW_WITHOUT_CODE/,
    ],
    [
      'a fifth regular mark',
      [
        {
          data:
            rowOf(...HEADINGS.map(textCell), textCell('ĐĐGtx 5')) +
            rowOf(textCell('0812345642'), ...marksOf(8), number(1)),
        },
      ],
      /H \(ĐĐGtx 5\), "1".*COLUMN_NOT_OF_SHEET/,
    ],
    [
      '05, which the grid reads as 0,5',
      [
        {
          data: HEADING_ROW + rowOf(textCell('0812345642'), textCell('05'), textCell('08')),
        },
      ],
      /row 2, ĐĐGtx 1, "05".*MARK_AMBIGUOUS/,
    ],
  ])('field 16: hocba import marks refuses %s and writes nothing', async (_, sheets, reason) => {
    const { code, text: said } = await importSheets(sheets, '--apply');
    expect([code, await sent()]).toEqual([1, 0]);
    expect(said).toMatch(reason);
  });

  it('field 26: hocba import marks says which sheet it read, which it left, and that it is hidden', async () => {
    const { code, text: said } = await importSheets([
      sheet(3, { name: 'cũ', state: 'hidden' }),
      sheet(7, { name: 'HK1' }),
      sheet(9, { name: 'HK2' }),
    ]);
    expect(code).toBe(0);
    expect(said).toContain('tx1 7,0');
    expect(said).toContain('sheet "HK1": this sheet is read');
    expect(said).toContain(
      'sheet "HK2", "HK2": this sheet is not read, because its name or title says that it is something else (14 cells)',
    );
    expect(said).toContain('sheet "cũ": this sheet fits but is hidden, and is not read (14 cells)');
  });

  it('field 26: hocba import marks refuses a sheet of another term, and reads the one chosen where two fit', async () => {
    const other = await importSheets([sheet(9, { name: 'HK2' })], '--apply');
    expect(other.text).toMatch(/sheet "HK2", Học kỳ, "HK2".*expected: hk1 \(SHEET_CONTRADICTS\)/);
    const two = [sheet(3, { name: 'lần 1' }), sheet(4, { name: 'lần 2' })];
    expect((await importSheets(two, '--apply')).text).toMatch(/"lần 1", "lần 2".*SHEET_AMBIGUOUS/);
    expect(await sent()).toBe(0);
    expect((await importSheets(two, '--worksheet', 'lần 2')).text).toContain('tx1 4,0');
  });

  it('field 28: hocba import marks says all of it in Vietnamese where LANG asks for it', async () => {
    vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
    const { text: said } = await importSheets([sheet(8)], '--apply');
    expect(said).toContain('Thêm       0812345642, Hoàng Ngọc An: tx1 8,0');
    expect(said).toContain('Tệp có 14 ô: đã ghi 6, không đổi 1, nêu ở trên 7.');
    expect(said).toContain('Thêm 6, sửa 0, giữ nguyên 0: 6 thay đổi.\nĐã ghi.');
    const refused = await importSheets([sheet(11)], '--apply');
    expect(refused.text).toContain(
      'Lỗi        dòng 2, ĐĐGtx 1, "11": điểm phải từ 0 đến 10 (MARK_OUT_OF_RANGE)',
    );
    const unreadable = await registry.importFile('marks', Buffer.from('x'), ...TARGET);
    expect(unreadable.text).toBe(
      'FILE_UNREADABLE: không đọc được tệp dưới dạng .xlsx (đây là tệp văn bản CSV; vui lòng mở tệp rồi lưu thành .xlsx)',
    );
    expect(unreadable.code).toBe(1);
    const nobody = await registry.importFile('marks', rawWorkbook(sheet(8)), ...TARGET, '--as', 'nobody');
    expect(nobody.text).toContain('ACCOUNT_UNKNOWN: không có tài khoản này');
  });
});

describe('hocba import roster accounts for the whole file', () => {
  const HEAD = ['Mã lớp', 'Mã học sinh', 'Họ tên', 'Ngày sinh', 'Giới tính', 'Dân tộc', 'Ghi chú'];
  const pupil = (classCode: string, code: string) =>
    rowOf(...[classCode, code, 'Nguyễn Văn An', '17/05/2013', 'Nam', 'Kinh', 'mới'].map(textCell));
  const list = (classCode: string, code: string): RawSheet => ({
    data: rowOf(...HEAD.map(textCell)) + pupil(classCode, code),
    name: classCode,
  });

  it('field 26: hocba import roster reads all classes of a workbook and names what it leaves', async () => {
    const bytes = rawWorkbook(list('8B1', '0900000001'), list('8B2', '0900000002'));
    const { code, text: said } = await registry.importFile('roster', bytes, '--apply');
    expect(code).toBe(0);
    expect(said).toContain('2 create, 0 update, 0 unchanged');
    expect(said).toContain('sheet "8B2", G (Ghi chú), "mới": this column is not read (1 cell)');
    expect(said).toContain('28 cells in the file: 12 written, 0 unchanged, 16 named above.');
    const again = await registry.importFile('roster', bytes);
    expect(again.text).toContain('28 cells in the file: 0 to write, 12 unchanged, 16 named above.');
    const one = await registry.importFile('roster', bytes, '--worksheet', '8B2');
    expect(one.text).toContain(
      'sheet "8B1": this sheet is not read, because another one is meant (14 cells)',
    );
  });

  it('field 28: hocba import roster says it in Vietnamese where LANG asks for it', async () => {
    vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
    const said = (await registry.importFile('roster', rawWorkbook(list('8B1', '0900000001')))).text;
    expect(said).toContain('Thêm       lớp 8B1');
    expect(said).toContain('Thêm       dòng 2, 8B1, 0900000001, Nguyễn Văn An');
    expect(said).toContain('Chưa ghi gì. Chạy lại với --apply để ghi.');
    const wrong = await registry.importFile('roster', rawWorkbook(list('lớp tám', '0900000001')));
    expect(wrong.text).toMatch(
      /Lỗi {8}dòng 2, Mã lớp, "lớp tám": giá trị không phù hợp; cần: tên lớp của khối 1/,
    );
  });
});
