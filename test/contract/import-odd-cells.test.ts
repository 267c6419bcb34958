import { countSubmissions } from '@hocba/server/storage/submissions';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ImportRegistry, openImportRegistry, SCHOOL, YEAR } from './import-registry.ts';
import { sampleBytes } from './import-workbook.ts';
import { rawWorkbook } from './raw-workbook.ts';

const TARGET = ['--sheet', '8A1:toan:hk1', '--as', 'toan.8a1'];

let registry: ImportRegistry;
beforeEach(async () => {
  registry = await openImportRegistry();
  await registry.importFile('roster', await sampleBytes('danh-sach-8A1.xlsx'), '--apply');
  await registry.addTeacher('toan.8a1', 'toan');
});
afterEach(() => registry.close());

const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const number = (value: string) => `<c><v>${value}</v></c>`;
/** Style 1 is the format of a date. */
const dated = (value: string) => `<c s="1"><v>${value}</v></c>`;
const row = (...cells: string[]) => `<row>${cells.join('')}</row>`;
const HEADINGS = ['Mã học sinh', 'ĐĐGtx 1', 'ĐĐGck', 'Ngày nhập'].map(text);
const marksWith = (first: string, beside: string, ...more: string[]) =>
  registry.importFile(
    'marks',
    rawWorkbook({ data: row(...HEADINGS) + row(text('0812345642'), first, number('8'), beside) }),
    ...TARGET,
    ...more,
  );

describe('field 16: a number that no calendar has, in the format of a date,', () => {
  it.each(['1e9', '-1e9', '1e300', '2958466', '-1'])(
    'is named where it is not read, and refused as a mark: %s',
    async (odd) => {
      const beside = await marksWith(number('8'), dated(odd));
      expect(beside).toMatchObject({ code: 0 });
      expect(beside.text).toMatch(/D \(Ngày nhập\), ".*": this column is not read \(1 cell\)/);
      const mark = await marksWith(dated(odd), number('8'), '--apply');
      expect(mark.code).toBe(1);
      expect(mark.text).toMatch(/row 2, ĐĐGtx 1, ".*": the cell has the format of a date and holds no day/);
      expect(await countSubmissions(registry.db, `${SCHOOL}-${YEAR}`)).toBe(0);
    },
  );

  it('is refused as a birth date, and named in a column of a list that is not read', async () => {
    const head = ['Mã lớp', 'Mã học sinh', 'Họ tên', 'Ngày sinh', 'Giới tính', 'Dân tộc', 'Ngày vào Đội'];
    const pupil = (born: string, joined: string) =>
      row(...['8D2', '0900002000', 'Nguyễn Văn Vy'].map(text), born, ...['Nam', 'Kinh'].map(text), joined);
    const list = (born: string, joined: string) =>
      registry.importFile('roster', rawWorkbook({ data: row(...head.map(text)) + pupil(born, joined) }));
    const refused = await list(dated('1e9'), dated('40000'));
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.text).toContain('row 2, Ngày sinh, "1000000000": the cell has the format of a date');
    const named = await list(text('17/05/2013'), dated('1e9'));
    expect(named).toMatchObject({ code: 0 });
    expect(named.text).toContain('G (Ngày vào Đội), "1000000000"');
  });
});
