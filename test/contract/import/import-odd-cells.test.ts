import { countSubmissions } from '@hocba/server/storage/queries/submissions';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ImportRegistry, openClassRegistry, SCHOOL, TARGET, YEAR } from './import-registry.ts';
import { rawWorkbook, rowOf, textCell } from './raw-workbook.ts';

let registry: ImportRegistry;
beforeEach(async () => {
  registry = await openClassRegistry();
});
afterEach(() => registry.close());

const number = (value: string) => `<c><v>${value}</v></c>`;
/** Style 1 is the format of a date. */
const dated = (value: string) => `<c s="1"><v>${value}</v></c>`;
const HEADINGS = ['Mã học sinh', 'ĐĐGtx 1', 'ĐĐGck', 'Ngày nhập'].map(textCell);
const marksWith = (first: string, beside: string, ...more: string[]) =>
  registry.importFile(
    'marks',
    rawWorkbook({ data: rowOf(...HEADINGS) + rowOf(textCell('0812345642'), first, number('8'), beside) }),
    ...TARGET,
    ...more,
  );

describe('field 16: a number that no calendar has, in the format of a date,', () => {
  it.each(['1e9', '-1e9', '1e300', '2958466', '-1'])(
    'a number that no calendar has, in the format of a date, is named where it is not read, and refused as a mark: %s',
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

  it('a number that no calendar has is refused as a birth date, and named in a column of a list that is not read', async () => {
    const head = ['Mã lớp', 'Mã học sinh', 'Họ tên', 'Ngày sinh', 'Giới tính', 'Dân tộc', 'Ngày vào Đội'];
    const pupil = (born: string, joined: string) =>
      rowOf(
        ...['8D2', '0900002000', 'Nguyễn Văn Vy'].map(textCell),
        born,
        ...['Nam', 'Kinh'].map(textCell),
        joined,
      );
    const list = (born: string, joined: string) =>
      registry.importFile(
        'roster',
        rawWorkbook({ data: rowOf(...head.map(textCell)) + pupil(born, joined) }),
      );
    const refused = await list(dated('1e9'), dated('40000'));
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.text).toContain('row 2, Ngày sinh, "1000000000": the cell has the format of a date');
    const named = await list(textCell('17/05/2013'), dated('1e9'));
    expect(named).toMatchObject({ code: 0 });
    expect(named.text).toContain('G (Ngày vào Đội), "1000000000"');
  });
});
