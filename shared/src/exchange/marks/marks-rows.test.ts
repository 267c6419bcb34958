import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCellInput } from '../../regulations/circular-22-2021/sheet/cell-input.ts';
import type { SubjectCode } from '../../school/identifiers.ts';
import { parseComment, parseScore } from '../workbook/cells.ts';
import {
  countCells,
  isBlank,
  type SheetRow,
  type SheetTable,
  type SheetValue,
  tableOfRows,
  type Unread,
} from '../workbook/sheet-table.ts';
import { markTargetOf, pupilOf } from './mark-target.fixture.ts';
import type { MarkTarget } from './mark-target.ts';
import { planMarks } from './marks.ts';

const target: MarkTarget = {
  ...markTargetOf({
    students: [pupilOf(1, '0812345671', 'Nguyễn Thị Ánh Tuyết'), pupilOf(2, '0812345672', 'Ma Quang Hoà')],
  }),
  cells: { s000000000002: { ck: [65, 'e1', 'a', 't'] } } as unknown as MarkTarget['cells'],
};

const HEAD: SheetRow = ['STT', 'Mã học sinh', 'Họ và tên', 'TX1', 'TX2', 'GK', 'CK', 'ĐTB'];
const ONE: SheetRow = [1, '0812345671', 'Nguyễn Thị Ánh Tuyết', 8, 7.5, 9, 10, 8.9];
const TWO: SheetRow = [2, '0812345672', 'Ma Quang Hòa', 6, 6, 6, 6.5, 6.2];
const plan = (...rows: SheetRow[]) => planMarks([tableOfRows([HEAD, ...rows])], target);
const errorsOf = (...rows: SheetRow[]) =>
  plan(...rows).errors.map(({ code, row, column }) => [code, row, column]);
const notesOf = (...rows: SheetRow[]) =>
  plan(...rows).notes.map(({ note, row, column }) => [note, row, column]);

describe('field 16: every cell of the file is written, unchanged or named', () => {
  it('the plan of a mark file counts the cells that it saw and says what became of them', () => {
    const { account, notes, unchanged, create } = plan(ONE, TWO);
    expect([create.length, unchanged]).toEqual([7, 1]);
    expect(account).toEqual({ seen: 24, written: 7, unchanged: 5, named: 12 });
    expect(notes.map(({ note, column, cells }) => [note, column, cells])).toEqual([
      ['SHEET_CHOSEN', null, 0],
      ['HEADINGS', null, 8],
      ['COLUMN_LEFT', 'A (STT)', 2],
      ['COLUMN_LEFT', 'H (ĐTB)', 2],
    ]);
  });

  const value: fc.Arbitrary<SheetValue> = fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    fc.constantFrom<SheetValue>(
      ...['', ' ', 'Trung bình', 'Người lập biểu', 'ĐĐGtx 1', '05', 'Đ', 'v', '8,5', 'constructor'],
      ...[8, 7.5, 11, true, new Date(0)],
      { unread: 'error', text: '#N/A' },
      { unread: 'formula', text: '=A1' },
    ),
  );
  const anyRow = fc.array(value, { maxLength: 10 });
  const sheetRow = fc.oneof(
    anyRow,
    fc.constantFrom<SheetRow>(HEAD, ONE, TWO),
    fc.tuple(fc.constantFrom(ONE, TWO), fc.nat(9), value).map(([row, at, cell]) => {
      const cells: SheetValue[] = [...row];
      cells[at] = cell;
      return Array.from(cells, (one) => one ?? null);
    }),
  );
  const sheet = fc.record({
    name: fc.constantFrom('Sheet1', 'Toán', 'HK1', 'HK2', '8A1', 'Văn', '8A2'),
    hidden: fc.boolean(),
    merges: fc.constantFrom([], [{ top: 0, left: 2, bottom: 0, right: 3 }]),
    rows: fc
      .tuple(fc.array(anyRow, { maxLength: 2 }), fc.array(sheetRow, { maxLength: 8 }))
      .map(([titles, rows]): SheetRow[] => [...titles, HEAD, ...rows]),
  });

  it('every cell of a mark file is written, unchanged or named, whatever stands in it', () => {
    let applied = 0;
    fc.assert(
      fc.property(fc.array(sheet, { minLength: 1, maxLength: 3 }), (tables: SheetTable[]) => {
        const { account, errors, create, update, notes } = planMarks(tables, target);
        if (errors.length > 0) {
          expect([create, update, account]).toEqual([[], [], undefined]);
          return;
        }
        applied++;
        const seen = tables.reduce((sum, { rows }) => sum + countCells(rows), 0);
        expect(account?.seen).toBe(seen);
        expect((account?.written ?? 0) + (account?.unchanged ?? 0) + (account?.named ?? 0)).toBe(seen);
        expect(account?.written).toBe(create.length + update.length);
        // Each sheet that is not read is named with all of its cells.
        const chosen = notes.find(({ note }) => note === 'SHEET_CHOSEN')?.sheet;
        for (const { name, hidden, rows } of tables) {
          if (name !== chosen && rows.flat().some((cell) => !isBlank(cell)))
            expect(notes.some((note) => note.sheet === name && note.cells > 0)).toBe(true);
          if (hidden) expect(tables.some((one) => one.name === chosen && !one.hidden)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
    expect(applied).toBeGreaterThan(5);
  }, 60_000);

  it('a mark file is refused for an error value, a formula that was never computed and a percentage, each with its cell', () => {
    const unread: SheetValue[] = [
      { unread: 'error', text: '#N/A' },
      { unread: 'formula', text: '=A1' },
      { unread: 'percent', text: '90%' },
    ];
    for (const cell of unread) {
      const { errors } = plan(ONE.with(3, cell), TWO);
      expect(errors).toEqual([
        {
          ...{ code: 'CELL_UNREADABLE', row: 2, column: 'ĐĐGtx 1' },
          ...{ value: (cell as Unread).text, holds: (cell as Unread).unread },
        },
      ]);
    }
    const remark = { ...target, columns: ['remark'] as const };
    const rows: SheetRow[] = [
      ['Mã học sinh', 'Nhận xét'],
      ['0812345671', unread[0] ?? null],
    ];
    expect(planMarks([tableOfRows(rows)], remark).errors[0]?.code).toBe('CELL_UNREADABLE');
  });

  it('a mark file is refused for marks without a code, with or without a name, and for a name with an error for a mark', () => {
    expect(errorsOf(ONE, [null, null, null, 9, 9])).toEqual([['ROW_WITHOUT_CODE', 3, 'Mã học sinh']]);
    expect(errorsOf(ONE, TWO.with(1, null))).toEqual([['ROW_WITHOUT_CODE', 3, 'Mã học sinh']]);
    const broken = TWO.with(1, null).fill({ unread: 'error', text: '#N/A' }, 3, 7);
    expect(errorsOf(ONE, broken)).toEqual([['ROW_WITHOUT_CODE', 3, 'Mã học sinh']]);
    expect(notesOf(ONE, [null, null, 'Ma Văn Tám'])).toContainEqual(['ROW_FOOT', 3, null]);
  });

  it('field 16: a pupil of the class without a code and without marks is refused, and is not called no pupil', () => {
    expect(errorsOf(ONE, TWO.with(1, null).fill(null, 3))).toEqual([['ROW_WITHOUT_CODE', 3, 'Mã học sinh']]);
    const broken = TWO.with(1, { unread: 'error', text: '#N/A' }).fill(null, 3);
    expect(errorsOf(ONE, broken)).toEqual([['ROW_WITHOUT_CODE', 3, 'Mã học sinh']]);
  });

  it('a column of marks that the sheet has no place for is refused, by its heading or by what is in it', () => {
    const fifth = (title: string, of: MarkTarget = target) =>
      planMarks([tableOfRows([[...HEAD.slice(0, 7), title], ONE.with(7, 8)])], of).errors;
    expect(fifth('ĐĐGtx 5')).toMatchObject([
      { code: 'COLUMN_NOT_OF_SHEET', column: 'H (ĐĐGtx 5)', value: '8' },
    ]);
    expect(fifth('Kiểm tra 15 phút 1')).toMatchObject([{ code: 'COLUMN_NOT_OF_SHEET' }]);
    expect(fifth('15 phút')).toMatchObject([{ code: 'COLUMN_NOT_OF_SHEET' }]);
    expect(fifth('Ghi chú')).toEqual([]);
    const misspelt = [HEAD.with(6, 'CKK'), ONE];
    expect(planMarks([tableOfRows(misspelt)], target).errors).toMatchObject([
      { code: 'COLUMN_NOT_OF_SHEET', column: 'G (CKK)' },
    ]);
  });

  it('a name under a heading merged over two columns is joined, and marks under one are refused', () => {
    const rows: SheetRow[] = [
      ['Mã học sinh', 'Họ và tên', null, 'TX1', 'TX2', 'GK', 'CK'],
      ['0812345672', 'Ma Quang', 'Hoà', 6, 6, 6, 6],
    ];
    const merged = (left: number) => [{ top: 0, left, bottom: 0, right: left + 1 }];
    const table = { ...tableOfRows(rows), merges: merged(1) };
    expect(planMarks([table], target).errors).toEqual([]);
    const other = rows.map((row, i) => (i === 0 ? row : row.with(2, 'Hoa')));
    expect(planMarks([{ ...table, rows: other }], target).errors).toMatchObject([
      { code: 'ROW_INVALID', value: 'Ma Quang Hoa', expected: 'Ma Quang Hoà (0812345672)' },
    ]);
    const marks: SheetRow[] = [
      ['Mã học sinh', 'TX1', null],
      ['0812345672', 6, 7],
    ];
    const spanned = { ...tableOfRows(marks), merges: merged(1) };
    expect(planMarks([spanned], target).errors).toMatchObject([{ code: 'HEADER_SPANS', value: '7' }]);
    expect(planMarks([tableOfRows(rows)], target).errors).toMatchObject([
      { code: 'ROW_INVALID', value: 'Ma Quang' },
      { code: 'HEADER_SPANS', column: 'C' },
    ]);
  });

  it('family and given name that stand under headings of their own are joined', () => {
    const rows: SheetRow[] = [
      ['Mã học sinh', 'Họ và tên đệm', 'Tên', 'TX1'],
      ['0812345672', 'Ma Quang', 'Hoà', 6],
    ];
    expect(planMarks([tableOfRows(rows)], target).create).toHaveLength(1);
    expect(
      planMarks([tableOfRows([rows[0] ?? [], (rows[1] ?? []).with(2, 'Hoa')])], target).errors,
    ).toHaveLength(1);
  });

  it('a date of 17:00 of the day before is read as the day after, and told so; other times are refused', () => {
    const head = HEAD.with(7, 'Ngày sinh');
    const born = (text: string) =>
      planMarks([tableOfRows([head, ONE.with(7, new Date(`${text}Z`))])], target);
    expect(born('2013-05-17T00:00:00').errors).toEqual([]);
    const before = born('2013-05-16T17:00:00');
    expect(before.errors).toEqual([]);
    expect(before.notes).toContainEqual(
      expect.objectContaining({ note: 'DAY_BEFORE', row: 2, value: '16/05/2013 17:00' }),
    );
    expect(born('2013-05-16T16:59:59').errors).toEqual([]);
    for (const time of ['2013-05-16T00:00:00', '2013-05-17T17:00:00', '2013-05-17T08:30:00']) {
      expect(born(time).errors).toMatchObject([{ code: 'ROW_INVALID', column: 'Ngày sinh', row: 2 }]);
    }
  });

  it('a text has one meaning in a file and in the grid', () => {
    const texts = fc.oneof(
      fc.stringMatching(/^-?[0-9]{1,4}([.,][0-9]{0,3})?$/),
      fc.constantFrom('m', 'V', 'd', 'Đ', 'dd', 'cd', 'chưa đạt', 'c', '05', '08', '010', '00', '100'),
    );
    const agree = (subject: string, read: typeof parseScore) => (text: string) => {
      const file = read(text);
      const grid = parseCellInput(subject as SubjectCode, 'gk', text);
      return 'problem' in file || ('value' in grid && grid.value === file.value);
    };
    fc.assert(fc.property(texts, agree('toan', parseScore)), { numRuns: 2000 });
    fc.assert(fc.property(texts, agree('gdtc', parseComment)), { numRuns: 500 });
    expect(parseScore('05')).toEqual({ problem: 'MARK_AMBIGUOUS' });
    expect(parseScore(5)).toEqual({ value: 50 });
  });
});

describe('field 27: rows that are no pupils are passed over and named', () => {
  it.each<[what: string, note: string, row: SheetRow]>([
    ['headings after a page break', 'HEADINGS_AGAIN', HEAD],
    ['a signature below the names', 'ROW_FOOT', [null, null, 'Người lập biểu']],
    ['a signature below the codes', 'ROW_FOOT', [null, 'Giáo viên bộ môn']],
    ['a date below the marks', 'ROW_FOOT', [null, null, null, 'Tân Trào, ngày 15 tháng 1 năm 2027']],
    ['a date below the codes', 'ROW_FOOT', [null, 'Tân Trào, ngày 15 tháng 1 năm 2027']],
    ['a head below the marks', 'ROW_FOOT', [null, null, null, null, null, 'Hiệu trưởng']],
    ['averages', 'ROW_SUMMARY', ['Trung bình', null, null, 7, 6.75, 7.5, 8.25, 7.6]],
    [
      'averages that nobody computed',
      'ROW_SUMMARY',
      [null, null, null, { unread: 'formula', text: '=AVERAGE(D2:D3)' }],
    ],
    ['a count', 'ROW_SUMMARY', [null, 'Tổng số: 2 học sinh', null, 2, 2, 2, 2]],
    ['a share', 'ROW_SUMMARY', [null, null, 'Tỉ lệ trên 5', 1, 1, 1, 1]],
  ])('a row that is no pupil is passed over and named: %s', (_, note, row) => {
    const { errors, notes, create, account } = plan(ONE, row, TWO);
    expect(errors).toEqual([]);
    expect(create).toHaveLength(7);
    expect(notes).toContainEqual(expect.objectContaining({ note, row: 3, cells: countCells([row]) }));
    expect(account).toBeDefined();
  });

  it('a formula in a column that nobody reads does not keep the file out', () => {
    const formula: SheetValue = { unread: 'formula', text: '=AVERAGE(D2:G2)' };
    expect(errorsOf(ONE.with(7, formula), TWO)).toEqual([]);
    expect(errorsOf(ONE.with(6, formula), TWO)).toEqual([['CELL_UNREADABLE', 2, 'ĐĐGck']]);
  });

  it('a file of mid-term without the column of the end is read, and says what it lacks', () => {
    const rows = [HEAD, ONE, TWO].map((row) => row.slice(0, 6));
    const { errors, create, notes } = planMarks([tableOfRows(rows)], target);
    expect([errors, create.length]).toEqual([[], 6]);
    expect(notes).toContainEqual(expect.objectContaining({ note: 'COLUMN_ABSENT', column: 'ĐĐGck' }));
  });
});
