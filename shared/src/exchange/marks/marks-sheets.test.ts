import { describe, expect, it } from 'vitest';
import { type Merge, type SheetRow, type SheetTable, tableOfRows } from '../workbook/sheet-table.ts';
import { markTargetOf, pupilOf } from './mark-target.fixture.ts';
import type { MarkTarget } from './mark-target.ts';
import { planMarks } from './marks.ts';

const students = [pupilOf(1, '0812345671', 'Nguyễn Thị Ánh Tuyết')];
const targetOf = (grade: number, subject: string, term: 'hk1' | 'hk2', code: string): MarkTarget =>
  markTargetOf({ grade, subject, term, class: code, students });
const target = targetOf(8, 'toan', 'hk1', '8A1');

const HEAD: SheetRow = ['Mã học sinh', 'TX1', 'TX2', 'GK', 'CK'];
const marks = (mark: number): SheetRow[] => [HEAD, ['0812345671', mark, mark, mark, mark]];
const sheet = (name: string, rows: readonly SheetRow[], more: Partial<SheetTable> = {}): SheetTable => ({
  ...tableOfRows(rows, name),
  ...more,
});
const readMark = (tables: readonly SheetTable[], of = target) => {
  const { create, errors } = planMarks(tables, of);
  return errors.length > 0 ? errors.map(({ code }) => code) : create[0]?.[2];
};

describe('field 26: marks are read from the sheet that is meant', () => {
  it('the reader of marks takes the one of two terms that is imported, and names the other with its cells', () => {
    const tables = [sheet('HK1', marks(1)), sheet('HK2', marks(9))];
    expect(readMark(tables)).toBe(10);
    expect(readMark(tables, targetOf(8, 'toan', 'hk2', '8A1'))).toBe(90);
    const { notes } = planMarks(tables, target);
    expect(notes).toContainEqual(expect.objectContaining({ note: 'SHEET_CHOSEN', sheet: 'HK1' }));
    expect(notes).toContainEqual(expect.objectContaining({ note: 'SHEET_OTHER', sheet: 'HK2', cells: 10 }));
  });

  it('the reader of marks never takes a hidden sheet, and names it', () => {
    const tables = [sheet('cũ', marks(3), { hidden: true }), sheet('Toán', marks(7))];
    expect(readMark(tables)).toBe(70);
    expect(planMarks(tables, target).notes).toContainEqual(
      expect.objectContaining({ note: 'SHEET_HIDDEN', sheet: 'cũ', cells: 10 }),
    );
    expect(readMark(tables.slice(0, 1))).toEqual(['SHEET_HIDDEN']);
  });

  it('the reader of marks says of a named sheet that it is not there, or hidden, or lacks a column, whatever other sheets are', () => {
    const tables = [
      sheet('8A1', marks(7)),
      sheet('Ghi chú', [['nhớ nộp']]),
      sheet('ẩn', marks(1), { hidden: true }),
    ];
    const errors = (only: string) => planMarks(tables, { ...target, only }).errors;
    expect(errors('nope')).toEqual([
      {
        ...{ code: 'SHEET_UNKNOWN', row: null, column: null },
        ...{ value: 'nope', expected: '"8A1", "Ghi chú", "ẩn"' },
      },
    ]);
    expect(errors('ẩn')).toMatchObject([{ code: 'SHEET_HIDDEN', value: 'ẩn' }]);
    expect(errors('ghi chú')[0]).toMatchObject({ code: 'HEADER_MISSING', sheet: 'Ghi chú' });
    expect(readMark(tables, { ...target, only: '8a1' })).toBe(70);
  });

  it('the reader of marks takes no sheet of more than 5,000 rows', () => {
    const rows = (count: number) => [...marks(7), ...Array.from({ length: count - 2 }, (): SheetRow => [])];
    expect(readMark([sheet('Toán', rows(5000))])).toBe(70);
    expect(() => readMark([sheet('Toán', rows(5001))])).toThrow('FILE_TOO_LARGE');
  });

  it('the reader of marks takes the one of several classes and subjects that is imported', () => {
    const classes = [sheet('8A2', marks(2)), sheet('8A1', marks(4)), sheet('8A3', marks(6))];
    expect(readMark(classes)).toBe(40);
    const subjects = [sheet('Văn', marks(2)), sheet('Tiếng Anh', marks(3)), sheet('TOAN 8A1 HK1', marks(4))];
    expect(readMark(subjects)).toBe(40);
    expect(readMark([sheet('Sheet1', marks(2)), sheet('Toán', marks(4))])).toBe(40);
  });

  it('the reader of marks asks which sheet is meant where two may be, and takes the one that a person chose', () => {
    const tables = [sheet('Sheet1', marks(2)), sheet('Sheet2', marks(4))];
    expect(readMark(tables)).toEqual(['SHEET_AMBIGUOUS']);
    expect(readMark(tables, { ...target, only: 'Sheet2' })).toBe(40);
    expect(readMark(tables, { ...target, only: 'Sheet3' })).toEqual(['SHEET_UNKNOWN']);
    expect(readMark([sheet('HK2', marks(2))], { ...target, only: 'HK2' })).toEqual(['SHEET_CONTRADICTS']);
  });

  it.each<[what: string, name: string, title: SheetRow]>([
    ['subject', 'Sheet1', ['BẢNG ĐIỂM MÔN NGỮ VĂN - LỚP 8A1']],
    ['subject', 'Văn', []],
    ['subject', 'Sheet1', ['Môn:', 'Tiếng Anh', 'Lớp:', '8A1']],
    ['subject', 'Sheet1', ['Môn học: Lịch sử và Địa lí']],
    ['term', 'Sheet1', ['Học kỳ II - Năm học 2026 - 2027']],
    ['term', 'HK2', []],
    ['term', 'Sheet1', ['HỌC KÌ:', 2]],
    ['term', 'Cả năm', []],
    ['year', 'Sheet1', ['Năm học 2025-2026']],
    ['year', '2025–2026', []],
    ['class', 'Sheet1', ['BẢNG ĐIỂM MÔN TOÁN - LỚP 8A2']],
    ['class', '8a2', []],
  ])('a sheet of another %s is refused: %s %j', (about, name, title) => {
    const column = { subject: 'Môn', term: 'Học kỳ', year: 'Năm học', class: 'Lớp' }[about];
    const expected = { subject: 'toan', term: 'hk1', year: '2026-2027', class: '8A1' }[about];
    const { errors, create } = planMarks([sheet(name, [title, ...marks(8)])], target);
    expect(errors).toMatchObject([{ code: 'SHEET_CONTRADICTS', sheet: name, column, expected }]);
    expect(create).toEqual([]);
  });

  it.each<[name: string, title: string]>([
    ['Sheet1', 'BẢNG ĐIỂM MÔN TOÁN - LỚP 8A1'],
    ['Toán 8A1', 'Học kỳ I - Năm học 2026 - 2027'],
    ['Toan_HK1', 'Trường THCS Tân Trào, ngày 05/09/2026'],
    ['DS', 'Danh sách toàn trường, giáo viên: Nguyễn Văn Anh'],
    ['Nguyễn Văn Anh', 'Khối 8: 8A1, 8A2'],
    ['T', 'Sĩ số: 42'],
  ])('a sheet that says nothing against it is taken: %s, %s', (name, title) => {
    expect(readMark([sheet(name, [[title], ...marks(8)])])).toBe(80);
  });

  it('pupils of another class are passed over where the list names their class, and each is named', () => {
    const rows: SheetRow[] = [
      [...HEAD, 'Lớp'],
      ['0812345671', 8, 8, 8, 8, '8A1'],
      ['0812345699', 9, 9, 9, 9, '8A2'],
    ];
    const { create, notes, errors } = planMarks([sheet('Khối 8', rows)], target);
    expect([create.length, errors]).toEqual([4, []]);
    expect(notes).toContainEqual(
      expect.objectContaining({ note: 'ROW_OTHER_CLASS', row: 3, value: '8A2', cells: 6 }),
    );
  });
});

describe('field 27: headings in two and three rows', () => {
  const across = (row: number, left: number, right: number): Merge => ({
    top: row,
    left,
    bottom: row,
    right,
  });
  const down = (column: number): Merge => ({ top: 0, left: column, bottom: 1, right: column });

  it('headings Mức and Điểm are read below the middle and the end of the term', () => {
    const rows: SheetRow[] = [
      ['STT', 'Mã học sinh', 'Giữa kỳ', null, 'Cuối kỳ', null],
      [null, null, 'Mức', 'Điểm', 'Mức', 'Điểm'],
      [1, '0812345671', 'T', 9, 'H', 7],
    ];
    const merges = [down(0), down(1), across(0, 2, 3), across(0, 4, 5)];
    for (const with_ of [merges, []]) {
      const { create, errors } = planMarks(
        [sheet('S', rows, { merges: with_ })],
        targetOf(4, 'toan', 'hk1', '4A'),
      );
      expect(errors).toEqual([]);
      expect(create.map(([, column, value]) => [column, value])).toEqual([
        ['gk-level', 'T'],
        ['gk', 90],
        ['ck-level', 'H'],
        ['ck', 70],
      ]);
    }
  });

  it.each<[middle: string, end: string]>([
    ['Giữa học kì I', 'Cuối học kì I'],
    ['Kiểm tra giữa kỳ', 'Kiểm tra cuối kỳ'],
    ['KT giữa HK1', 'KT cuối HK1'],
    ['Đánh giá giữa kì 1', 'Đánh giá cuối kì 1'],
  ])('the middle and the end of the term are read where they are called "%s" and "%s"', (middle, end) => {
    const rows: SheetRow[] = [
      ['Mã học sinh', middle, null, end, null],
      [null, 'Mức', 'Điểm', 'Mức', 'Điểm'],
      ['0812345671', 'T', 9, 'H', 7],
    ];
    const merges = [down(0), across(0, 1, 2), across(0, 3, 4)];
    const of = targetOf(4, 'toan', 'hk1', '4A');
    const { create, errors } = planMarks([sheet('S', rows, { merges })], of);
    expect(errors).toEqual([]);
    expect(create.map(([, column]) => column)).toEqual(['gk-level', 'gk', 'ck-level', 'ck']);
    const secondary: SheetRow[] = [
      ['Mã học sinh', 'TX1', 'TX2', middle, end],
      ['0812345671', 1, 2, 3, 4],
    ];
    expect(planMarks([sheet('S', secondary)], target).create.map(([, , value]) => value)).toEqual([
      10, 20, 30, 40,
    ]);
  });

  it('the tests of the other term are not read', () => {
    const rows: SheetRow[] = [
      ['Mã học sinh', 'Giữa học kì I', 'Giữa học kì II'],
      ['0812345671', 3, 4],
    ];
    const value = (term: 'hk1' | 'hk2') =>
      planMarks([sheet('S', rows)], targetOf(8, 'toan', term, '8A1')).create.map(([, , mark]) => mark);
    expect([value('hk1'), value('hk2')]).toEqual([[30], [40]]);
  });

  it('a column of marks whose heading says another term in brackets is refused', () => {
    const rows = [HEAD.with(1, 'TX1 (HK2)'), ...marks(8).slice(1)] as SheetRow[];
    expect(planMarks([sheet('S', rows)], target).errors).toMatchObject([
      { code: 'SHEET_CONTRADICTS', row: 1, value: 'TX1 (HK2)' },
    ]);
    expect(readMark([sheet('S', [HEAD.with(1, 'TX1 (HK1)'), ...marks(8).slice(1)])])).toBe(80);
  });

  it('a column that is there twice is told once', () => {
    const rows: SheetRow[] = [
      [...HEAD, 'GK'],
      ['0812345671', 1, 2, 3, 4, 5],
    ];
    expect(planMarks([sheet('S', rows)], target).errors.map(({ code }) => code)).toEqual(['HEADER_TWICE']);
  });

  it('a mark in a cell merged over other columns or other pupils is refused, because nobody knows whose it is', () => {
    const merged = (merge: Merge) =>
      planMarks([sheet('S', marks(8), { merges: [merge] })], target).errors.map(({ code, row, column }) => [
        code,
        row,
        column,
      ]);
    expect(merged(across(1, 1, 3))).toEqual([['CELL_MERGED', 2, 'ĐĐGtx 1']]);
    expect(merged({ top: 1, left: 3, bottom: 2, right: 3 })).toEqual([['CELL_MERGED', 2, 'ĐĐGgk']]);
    expect(merged(across(1, 0, 0))).toEqual([]);
  });

  const template = (title: string): SheetTable[] => [
    sheet(
      'KQHT',
      [
        [title],
        ['STT', 'Mã lớp', 'Mã học sinh', 'Họ tên', 'Môn học', null, null, null],
        [null, null, null, null, 'Toán', null, 'Tiếng Việt', null],
        [null, null, null, null, 'Mức đạt được', 'Điểm KTĐK', 'Mức đạt được', 'Điểm KTĐK'],
        [1, '4A', '0812345671', 'Nguyễn Thị Ánh Tuyết', 'T', 9, 'H', 7],
      ],
      {
        merges: [
          ...[0, 1, 2, 3].map((column) => ({ top: 1, left: column, bottom: 3, right: column })),
          across(1, 4, 7),
          across(2, 4, 5),
          across(2, 6, 7),
        ],
      },
    ),
  ];

  it('a sheet in the template of the sector gives the columns of its subject, at the point that its title names', () => {
    const values = (title: string, subject: string) => {
      const { create, errors } = planMarks(template(title), targetOf(4, subject, 'hk1', '4A'));
      return errors.length > 0
        ? errors.map(({ code }) => code)
        : create.map(([, column, value]) => [column, value]);
    };
    expect(values('KẾT QUẢ CUỐI HỌC KỲ I', 'toan')).toEqual([
      ['ck-level', 'T'],
      ['ck', 90],
    ]);
    expect(values('KẾT QUẢ GIỮA HỌC KỲ I', 'tieng-viet')).toEqual([
      ['gk-level', 'H'],
      ['gk', 70],
    ]);
    expect(values('KẾT QUẢ HỌC TẬP', 'toan')).toEqual(['HEADER_MISSING']);
    const { notes } = planMarks(template('KẾT QUẢ CUỐI HỌC KỲ I'), targetOf(4, 'toan', 'hk1', '4A'));
    const foreign = notes.filter(({ note }) => note === 'COLUMN_FOREIGN');
    expect(foreign.map(({ column, cells }) => [column?.slice(0, 1), cells])).toEqual([
      ['G', 1],
      ['H', 1],
    ]);
  });

  it('a sheet with both terms side by side gives the one that is imported', () => {
    const rows: SheetRow[] = [
      ['Mã học sinh', 'Học kỳ I', null, 'Học kỳ II', null],
      [null, 'ĐĐGgk', 'ĐĐGck', 'ĐĐGgk', 'ĐĐGck'],
      ['0812345671', 1, 2, 3, 4],
    ];
    const merges = [down(0), across(0, 1, 2), across(0, 3, 4)];
    const values = (term: 'hk1' | 'hk2') =>
      planMarks([sheet('S', rows, { merges })], targetOf(8, 'toan', term, '8A1')).create.map(
        ([, , value]) => value,
      );
    expect(values('hk1')).toEqual([10, 20]);
    expect(values('hk2')).toEqual([30, 40]);
  });

  it('the reader of marks is not misled by a row that counts the columns', () => {
    const rows = [HEAD, [1, 2, 3, 4, 5], ...marks(8).slice(1)] as SheetRow[];
    expect(readMark([sheet('S', rows)])).toBe(80);
  });
});

describe('field 20: a mark sheet of a class called by a number', () => {
  const own = targetOf(8, 'toan', 'hk1', '8-1');
  const titled = (title: string) => [sheet('Sheet1', [[title], ...marks(1)])];

  it('a sheet of a class called by a number is read when title or name say the class in any of its forms, and refused when they say another', () => {
    for (const title of ['Lớp 8/1', 'LỚP: 8.1', 'Toán lớp 8-1 – HK1', 'Bảng điểm ngày 8/2/2026']) {
      expect(readMark(titled(title), own)).toBe(10);
    }
    for (const title of ['Lớp 8/10', 'LỚP: 8.2', 'Lớp 8A1']) {
      expect(readMark(titled(title), own)).toEqual(['SHEET_CONTRADICTS']);
    }
    expect(readMark(titled('Lớp 8/1'), target)).toEqual(['SHEET_CONTRADICTS']);
  });

  it('a sheet of a class called by a number is found among the sheets of a workbook by its name', () => {
    const tables = [sheet('8-1', marks(1)), sheet('8.2', marks(2)), sheet('Toán 8-10 HK1', marks(3))];
    expect(readMark(tables, own)).toBe(10);
    expect(readMark(tables, targetOf(8, 'toan', 'hk1', '8-2'))).toBe(20);
    expect(readMark(tables, targetOf(8, 'toan', 'hk1', '8-10'))).toBe(30);
    expect(readMark([sheet('Tuần 9-10', marks(4))], own)).toBe(40);
  });

  it('rows of another class are named, and a row whose class has become a date or a number is refused', () => {
    const [head, row] = marks(1) as [SheetRow, SheetRow];
    const of = (value: SheetRow[number]) =>
      readMark(
        [
          sheet('Sheet1', [
            [...head, 'Lớp'],
            [...row, value],
          ]),
        ],
        own,
      );
    expect(of('8/1')).toBe(10);
    for (const value of [new Date('2026-01-08T00:00:00.000Z'), 8.1]) {
      expect(of(value)).toEqual(['CLASS_NOT_TEXT']);
    }
    const other = [
      sheet('Sheet1', [
        [...head, 'Lớp'],
        [...row, '8/1'],
        [...row.with(0, '0812345672'), '8/2'],
      ]),
    ];
    expect(planMarks(other, own).notes).toContainEqual(
      expect.objectContaining({ note: 'ROW_OTHER_CLASS', row: 3, value: '8-2' }),
    );
  });
});
