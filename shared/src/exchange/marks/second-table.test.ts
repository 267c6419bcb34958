import { describe, expect, it } from 'vitest';
import { type SheetRow, tableOfRows } from '../workbook/sheet-table.ts';
import { markTargetOf } from './mark-target.fixture.ts';
import { planMarks } from './marks.ts';

const target = markTargetOf({ regularMarks: 4 });

const HEAD: SheetRow = ['Mã học sinh', 'Họ tên', 'TX1', 'TX2', 'TX3', 'TX4', 'GK', 'CK'];
const first: SheetRow = ['0812345678', 'Nguyễn Thị Ánh Tuyết', 8, 8, 8, 8, 8, 8];
const second: SheetRow = ['0812345824', 'Ma Quang Hòa', 3, 4, 5, 6, 7, 8];
const plan = (...rows: SheetRow[]) => planMarks([tableOfRows(rows)], target);
const refusals = (...rows: SheetRow[]) => {
  const { errors, create } = plan(...rows);
  expect(create.length === 0 || errors.length === 0).toBe(true);
  return errors.map(({ code, row, column }) => [code, row, column]);
};

describe('field 27: a second row of headings', () => {
  it('a second row of headings is passed over and named when it says of each column what the first one says, also in other words', () => {
    const same: SheetRow[] = [
      HEAD,
      ['Mã HS', 'Họ và tên', 'ĐĐGtx 1', 'ĐĐGtx 2', 'ĐĐGtx 3', 'ĐĐGtx 4', 'Giữa kỳ', 'Cuối kỳ'],
    ];
    for (const again of same) {
      const { errors, create, notes } = plan(HEAD, first, again, second);
      expect([errors, create.length]).toEqual([[], 12]);
      expect(notes).toContainEqual(expect.objectContaining({ note: 'HEADINGS_AGAIN', row: 3 }));
    }
  });

  it.each<[what: string, headings: SheetRow, columns: string]>([
    ['fewer columns', ['Mã học sinh', 'Họ tên', 'CK', 'GK'], 'C (CK), D (GK)'],
    ['another order', HEAD.with(4, 'GK').with(6, 'TX3'), 'E (GK), G (TX3)'],
    ['columns of another sheet', HEAD.with(7, 'Thi lại'), 'H (Thi lại)'],
    ['another column of codes', ['STT', ...HEAD], 'B (Mã học sinh), C (Họ tên), D (TX1), E (TX2)'],
    ['no code', [null, null, 'CK', 'TX2'], 'C (CK)'],
  ])(
    'a file whose second row of headings has %s is refused, with row and columns',
    (_, headings, columns) => {
      const found = refusals(HEAD, first, [], headings, second);
      expect(found[0]?.slice(0, 2)).toEqual(['HEADINGS_DIFFER', 4]);
      expect(String(found[0]?.[2])).toContain(columns.split(', ')[0]);
      for (const column of columns.split(', ')) {
        expect(plan(HEAD, first, [], headings, second).errors[0]?.column).toContain(column);
      }
    },
  );

  it('headings of two rows that come back in another order are refused', () => {
    const groups: SheetRow = ['Mã học sinh', 'TX1', 'Cuối kỳ', 'Giữa kỳ'];
    const under: SheetRow = [null, null, 'ĐĐGck', 'ĐĐGgk'];
    const pupil: SheetRow = ['0812345678', 8, 7, 6];
    const other: SheetRow = ['0812345824', 5, 4, 3];
    expect(refusals(groups, under, pupil, groups, under, other)).toEqual([]);
    const swapped = under.with(2, 'ĐĐGgk').with(3, 'ĐĐGck');
    expect(refusals(groups, under, pupil, groups, swapped, other)).toEqual([
      ['HEADINGS_DIFFER', 5, 'C (ĐĐGgk), D (ĐĐGck)'],
    ]);
  });

  it('a smaller table that stands above the one that was found is refused', () => {
    const small: SheetRow[] = [
      ['Mã học sinh', 'TX1'],
      ['0812345678', 9],
    ];
    expect(refusals(...small, [], HEAD, second)[0]?.slice(0, 2)).toEqual(['HEADINGS_DIFFER', 4]);
    expect(refusals(['Mã học sinh', 'TX1'], [], HEAD, second)).toEqual([]);
  });

  it('a summary of the marks below the last pupil is left alone', () => {
    const summary: SheetRow[] = [
      [null, 'Thống kê', 'GK', 'CK'],
      [null, 'Giỏi', 1, 0],
    ];
    expect(refusals(HEAD, first, second, ...summary)).toEqual([]);
  });
});

describe('field 26: a title below the headings', () => {
  it.each<[title: string, column: string]>([
    ['BẢNG ĐIỂM MÔN TOÁN LỚP 8A1 - HỌC KÌ II', 'Học kỳ'],
    ['BẢNG ĐIỂM MÔN NGỮ VĂN', 'Môn'],
    ['Ngữ văn', 'Môn'],
    ['Lớp 8A2', 'Lớp'],
    ['Lớp 8A1 học kỳ II', 'Học kỳ'],
    ['Năm học 2025-2026', 'Năm học'],
    ['Ghi chú: điểm của lớp 8A2', 'Lớp'],
  ])('the title "%s" over a second table is refused with its row', (title, column) => {
    expect(refusals(HEAD, first, [], [title], HEAD, second)).toEqual([['SHEET_CONTRADICTS', 4, column]]);
    expect(refusals(HEAD, first, [null, title], second)).toEqual([['SHEET_CONTRADICTS', 3, column]]);
  });

  it('a title that stands under the table is refused, and remarks and signatures there are taken', () => {
    const under = (...row: SheetRow) => refusals(HEAD, first, second, row);
    expect(under(null, 'Môn: Ngữ văn - Học kỳ II')).toEqual([
      ['SHEET_CONTRADICTS', 4, 'Môn'],
      ['SHEET_CONTRADICTS', 4, 'Học kỳ'],
    ]);
    expect(under('Ghi chú: em Hoà chuyển từ lớp 8A2 sang')).toEqual([]);
    expect(under(null, 'Giáo viên bộ môn', null, 'Hiệu trưởng')).toEqual([]);
    expect(under(null, 'Anh')).toEqual([]);
    expect(under(null, 'Nguyễn Văn', 'Anh')).toEqual([]);
  });

  it('a second page with the title of the first is taken, and the signatures between them', () => {
    const title: SheetRow = ['BẢNG ĐIỂM MÔN TOÁN LỚP 8A1 - HỌC KÌ I - NĂM HỌC 2026-2027'];
    const between: SheetRow[] = [
      [null, 'Người lập bảng: Trần Văn Sử'],
      [null, 'Trường THCS Tân Trào'],
      title,
      HEAD,
    ];
    expect(refusals(title, HEAD, first, ...between, second)).toEqual([]);
  });

  it.each([
    ['TRƯỜNG THCS PHAN THIẾT', true],
    ['THCS Phan Thiết', true],
    ['Trường Tiểu học Tân Lập', true],
    ['TRƯỜNG THCS TÂN TRÀO', false],
    ['Truong THCS Tan Trao - Tuyen Quang', false],
    ['UBND xã Tân Trào', false],
    ['TRƯỜNG THCS', false],
    ['Trường:', false],
  ])('the title "%s" over the marks that names another school is noted: %s', (title, isOther) => {
    const { notes, errors } = planMarks([tableOfRows([[title], HEAD, first])], {
      ...target,
      school: 'Trường THCS Tân Trào',
    });
    expect(errors).toEqual([]);
    const found = notes.filter(({ note }) => note === 'OTHER_SCHOOL');
    expect(found).toMatchObject(isOther ? [{ row: 1, value: title }] : []);
  });

  it('a title above the headings is named with its row too', () => {
    expect(refusals(['Trường THCS Tân Trào'], ['NGỮ VĂN 8A1'], HEAD, first)).toEqual([
      ['SHEET_CONTRADICTS', 2, 'Môn'],
    ]);
  });
});
