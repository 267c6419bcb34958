import { describe, expect, it } from 'vitest';
import { type SheetRow, tableOfRows } from '../workbook/sheet-table.ts';
import { markTargetOf } from './mark-target.fixture.ts';
import type { MarkTarget } from './mark-target.ts';
import { planMarks } from './marks.ts';

const target = markTargetOf();

const planRows = (rows: readonly SheetRow[], of: MarkTarget) => planMarks([tableOfRows(rows)], of);

const HEADER: SheetRow = ['STT', 'Mã học\nsinh', 'Họ và tên', 'Ngày sinh', 'ĐĐGtx 1', 'TX2', 'ĐĐGgk', 'CK'];
const first: SheetRow = [1, '0812345678', 'Nguyễn Thị Ánh Tuyết', '17/05/2013', 8.3, '8,5', 10, null];
const second: SheetRow = [2, '0812345824', 'Ma Quang Hòa', '17/05/2013', 0, 7.000000000000001, '6.50', ' '];
const file = (...rows: SheetRow[]): SheetRow[] => [['BẢNG ĐIỂM'], [], HEADER, ...rows];
const codes = (rows: SheetRow[]) => planRows(rows, target).errors.map(({ code, row }) => [code, row]);

describe('a mark sheet', () => {
  it('a mark sheet is read as exact tenths, by pupil code and in any order of rows', () => {
    const plan = planRows(file(second, [], first), target);
    expect(plan.errors).toEqual([]);
    expect(plan.create).toEqual([
      ['s000000000002', 'tx1', 0, null],
      ['s000000000002', 'tx2', 70, null],
      ['s000000000002', 'gk', 65, null],
      ['s000000000001', 'tx1', 83, null],
      ['s000000000001', 'tx2', 85, null],
      ['s000000000001', 'gk', 100, null],
    ]);
  });

  it('a mark sheet is read with decomposed headings, trailing spaces and regular marks under one merged heading', () => {
    const decomposed = HEADER.map((heading) => `${String(heading)} `.normalize('NFD').toUpperCase());
    expect(planRows([decomposed, first], target).create).toHaveLength(3);
    const merged = ['', 'Mã học sinh', 'Họ tên', 'Ngày sinh', 'ĐĐGtx', null, 'GK', 'CK'];
    const rows = [merged, [null, null, null, null, 1, '2', null, null], first];
    expect(planRows(rows, target).create).toHaveLength(3);
  });

  it('the plan of a mark sheet names the entry it replaces and leaves equal values alone', () => {
    const cells = { s000000000001: { tx1: [83, 'e1', 'a', 't'], tx2: [80, 'e2', 'a', 't'] } };
    const plan = planRows(file(first), { ...target, cells: cells as unknown as MarkTarget['cells'] });
    expect(plan.unchanged).toBe(1);
    expect(plan.update).toEqual([['s000000000001', 'tx2', 85, 'e2']]);
    expect(plan.notInFile).toEqual(['0812345824']);
  });

  it.each([
    [11, 'MARK_OUT_OF_RANGE'],
    [-1, 'MARK_OUT_OF_RANGE'],
    ['85', 'MARK_OUT_OF_RANGE'],
    ['8,75', 'MARK_TOO_PRECISE'],
    [8.75, 'MARK_TOO_PRECISE'],
    ['tám', 'MARK_WRONG_KIND'],
    ['#N/A', 'MARK_WRONG_KIND'],
    ['Đ', 'MARK_WRONG_KIND'],
    [new Date(0), 'MARK_WRONG_KIND'],
  ])('the mark %s is refused as %s, and nothing is planned', (mark, code) => {
    const rows = file(first, second.with(4, mark));
    expect(codes(rows)).toEqual([[code, 5]]);
    expect(planRows(rows, target).create).toEqual([]);
  });

  it('a mark sheet is refused for pupils it cannot be sure of', () => {
    expect(codes(file(first.with(1, '0899999999')))).toEqual([['STUDENT_UNKNOWN', 4]]);
    expect(codes(file(first, first))).toEqual([['ROW_TWICE', 5]]);
    expect(codes(file(first.with(2, 'Ma Quang Hoà')))).toEqual([['ROW_INVALID', 4]]);
    expect(codes(file(first.with(3, '31/02/2013')))).toEqual([['ROW_INVALID', 4]]);
    expect(codes(file(first.with(1, null)))).toEqual([['ROW_WITHOUT_CODE', 4]]);
  });

  it('a file without codes, without any marks, or with a column twice is refused', () => {
    expect(codes([HEADER.with(1, 'Ghi chú'), first])).toEqual([['HEADER_MISSING', 1]]);
    expect(codes([HEADER.slice(0, 4), first.slice(0, 4)])).toEqual([['HEADER_MISSING', 1]]);
    expect(codes([HEADER.with(7, 'TX2'), first])).toEqual([['HEADER_TWICE', 1]]);
    expect(codes([])).toEqual([
      ['HEADER_MISSING', null],
      ['HEADER_MISSING', null],
    ]);
  });
});

describe('a mark sheet of primary school', () => {
  const target4 = markTargetOf({ grade: 4, class: '4A', regularMarks: 0 });
  const HEAD: SheetRow = ['STT', 'Mã học sinh', 'Họ tên', 'Mức giữa kỳ', 'Điểm giữa kỳ', 'Nhận xét'];
  const row: SheetRow = [1, '0812345678', 'Nguyễn Thị Ánh Tuyết', 'Hoàn thành tốt', 9, 'Tính nhanh.'];

  it('a mark sheet of primary school is read as levels in letters or words, whole points and remarks, of the columns that the file has', () => {
    const plan = planRows([HEAD, row], target4);
    expect(plan.errors).toEqual([]);
    expect(plan.create).toEqual([
      ['s000000000001', 'gk-level', 'T', null],
      ['s000000000001', 'gk', 90, null],
      ['s000000000001', 'remark', 'Tính nhanh.', null],
    ]);
  });

  it.each([
    [3, 'Đ', 'LEVEL_WRONG_KIND'],
    [4, 8.5, 'TEST_NOT_WHOLE'],
    [4, 0, 'TEST_OUT_OF_RANGE'],
    [4, new Date(0), 'MARK_WRONG_KIND'],
  ] as const)(
    'a mark sheet of primary school is refused for column %s with the value %s as %s',
    (column, value, code) => {
      expect(planRows([HEAD, row.with(column, value)], target4).errors).toMatchObject([{ code, row: 2 }]);
    },
  );

  it('a mark sheet of primary school needs one of its columns', () => {
    const { errors } = planRows([['STT', 'Mã học sinh', 'Họ tên']], target4);
    expect(errors).toMatchObject([{ code: 'HEADER_MISSING', row: 1 }]);
    expect(errors[0]?.column).toContain('Mức giữa kỳ');
  });
});
