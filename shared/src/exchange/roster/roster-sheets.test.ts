import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SchoolYear, StudentCode } from '../../school/identifiers.ts';
import {
  countCells,
  type SheetRow,
  type SheetTable,
  type SheetValue,
  tableOfRows,
} from '../workbook/sheet-table.ts';
import { accountForRoster } from './roster-account.ts';
import { readRoster } from './roster-sheets.ts';

const YEAR = '2026-2027' as SchoolYear;
const HEAD: SheetRow = ['STT', 'Mã lớp', 'Mã học sinh', 'Họ tên', 'Ngày sinh', 'Giới tính', 'Dân tộc'];
const pupil = (n: number, classCode = '8B1'): SheetRow => [
  ...[n, classCode, `090000000${n}`, 'Nguyễn Văn An', `1${n}/05/2013`, 'Nam', 'Kinh'],
];
const sheet = (name: string, rows: readonly SheetRow[], more: Partial<SheetTable> = {}): SheetTable => ({
  ...tableOfRows(rows, name),
  ...more,
});
const read = (...tables: SheetTable[]) => readRoster(tables, { year: YEAR });
const notesOf = (...rows: SheetRow[]) =>
  read(sheet('DS', [HEAD, pupil(1), ...rows])).notes.map(({ note, row, cells }) => [note, row, cells]);

describe('field 26: a workbook of several classes', () => {
  const both = [sheet('8B1', [HEAD, pupil(1)]), sheet('8B2', [HEAD, pupil(2, '8B2')])];

  it('a workbook of several classes is read whole, and an error says in which sheet it is', () => {
    const { rows, errors } = read(...both);
    expect(errors).toEqual([]);
    expect(rows.map(({ class: code, code: pupilCode }) => [code, pupilCode])).toEqual([
      ['8B1', '0900000001'],
      ['8B2', '0900000002'],
    ]);
    const wrong = sheet('8B2', [HEAD, pupil(2, '8B2').with(5, 'x')]);
    expect(read(both[0] as SheetTable, wrong).errors).toMatchObject([
      { sheet: '8B2', row: 2, column: 'Giới tính' },
    ]);
  });

  it('a workbook of several classes is read without hidden and other sheets, each named with its cells, and only as far as one was chosen', () => {
    const catalogue = sheet('Danh mục', [
      ['Mã', 'Dân tộc'],
      ['01', 'Kinh'],
    ]);
    const hidden = sheet('cũ', [HEAD, pupil(3)], { hidden: true });
    const { rows, notes } = read(...both, catalogue, hidden);
    expect(rows).toHaveLength(2);
    expect(notes).toContainEqual(
      expect.objectContaining({ note: 'SHEET_UNFIT', sheet: 'Danh mục', cells: 4 }),
    );
    expect(notes).toContainEqual(expect.objectContaining({ note: 'SHEET_HIDDEN', sheet: 'cũ', cells: 14 }));
    const one = readRoster(both, { year: YEAR, only: '8B2' });
    expect(one.rows.map(({ class: code }) => code)).toEqual(['8B2']);
    expect(one.notes).toContainEqual(
      expect.objectContaining({ note: 'SHEET_LEFT', sheet: '8B1', cells: 14 }),
    );
    expect(readRoster(both, { year: YEAR, only: 'x' }).errors).toMatchObject([{ code: 'SHEET_UNKNOWN' }]);
    expect(read(hidden).errors).toMatchObject([{ code: 'SHEET_HIDDEN', value: 'cũ' }]);
  });

  it('a workbook is refused with a list of more than 5,000 rows, which is no school’s; a longer catalogue beside it is not', () => {
    const lines = (count: number) => Array.from({ length: count }, (): SheetRow => ['01', 'Kinh']);
    const list = (rows: number) => sheet('8B1', [HEAD, pupil(1), ...lines(rows - 2)]);
    expect(read(list(5000), sheet('Danh mục', lines(5001))).rows).toHaveLength(1);
    expect(() => read(list(5001))).toThrow('FILE_TOO_LARGE');
  });

  it('a workbook of several classes is refused when it says that it is of another year', () => {
    const old = sheet('DS', [['DANH SÁCH HỌC SINH NĂM HỌC 2025 - 2026'], HEAD, pupil(1)]);
    expect(read(old).errors).toMatchObject([{ code: 'SHEET_CONTRADICTS', expected: YEAR }]);
    const title = (year: string): SheetRow => [`DANH SÁCH HỌC SINH NĂM HỌC ${year}`];
    const below = (year: string) => read(sheet('DS', [HEAD, pupil(1), title(year), HEAD, pupil(2)])).errors;
    expect(below('2025 - 2026')).toMatchObject([{ code: 'SHEET_CONTRADICTS', row: 3, expected: YEAR }]);
    expect(below('2026 - 2027')).toEqual([]);
  });
});

describe('field 16: a pupil list', () => {
  it('a pupil list has its name joined under a heading merged over two columns or in columns of their own', () => {
    const rows: SheetRow[] = [
      ['Mã lớp', 'Mã học sinh', 'Họ và tên', null, 'Ngày sinh', 'Giới tính', 'Dân tộc'],
      ['8B4', '0900000011', 'Nguyễn Thị', 'Hoà', '17/05/2013', 'Nữ', 'Kinh'],
      ['8B4', '0900000012', 'Nguyễn Thị', 'Hoa', '18/05/2013', 'Nữ', 'Kinh'],
    ];
    const merges = [{ top: 0, left: 2, bottom: 0, right: 3 }];
    const names = ['Nguyễn Thị Hoà', 'Nguyễn Thị Hoa'];
    expect(read(sheet('DS', rows, { merges })).rows.map(({ name }) => name)).toEqual(names);
    const apart = rows.with(0, (rows[0] ?? []).with(2, 'Họ và tên đệm').with(3, 'Tên'));
    expect(read(sheet('DS', apart)).rows.map(({ name }) => name)).toEqual(names);
    expect(read(sheet('DS', rows)).errors).toMatchObject([
      { code: 'HEADER_SPANS', column: 'D', value: 'Hoà' },
    ]);
  });

  it('a pupil list with 17:00 of the day before is read as the day after and told so, and other times are refused', () => {
    const born = (text: string) => read(sheet('DS', [HEAD, pupil(1).with(4, new Date(text))]));
    const before = born('2013-05-16T17:00:00Z');
    expect(before.rows[0]?.birthDate).toBe('2013-05-17');
    expect(before.notes).toContainEqual(expect.objectContaining({ note: 'DAY_BEFORE', row: 2 }));
    expect(born('2013-05-17T00:00:00Z').rows[0]?.birthDate).toBe('2013-05-17');
    expect(born('2013-05-17T09:00:00Z').errors).toMatchObject([
      { code: 'ROW_INVALID', value: '17/05/2013 09:00' },
    ]);
  });

  it('a pupil list is refused for a pupil without a code, and for an error value in a column that is read', () => {
    const { errors } = read(sheet('DS', [HEAD, pupil(1), pupil(2).with(2, null)]));
    expect(errors).toMatchObject([{ code: 'ROW_WITHOUT_CODE', row: 3, value: 'Nguyễn Văn An' }]);
    const broken = pupil(1).with(6, { unread: 'error', text: '#REF!' });
    expect(read(sheet('DS', [HEAD, broken])).errors).toMatchObject([
      { code: 'CELL_UNREADABLE', value: '#REF!' },
    ]);
    const unread: SheetValue = { unread: 'formula', text: '=ROW()' };
    expect(read(sheet('DS', [HEAD, pupil(1).with(0, unread)])).errors).toEqual([]);
  });

  const value: fc.Arbitrary<SheetValue> = fc.constantFrom<SheetValue>(
    ...[null, null, null, '', 'Tổng số: 2', 'Người lập', '8B1', '0900000009', 'Nam', 'toString', 7, true],
    ...[new Date(0), { unread: 'error', text: '#N/A' } as const],
  );
  const row = fc.oneof(
    fc.array(value, { maxLength: 9 }),
    fc.nat(8).map((n) => pupil(n)),
    fc.constant(HEAD),
  );
  const table = fc.record({
    name: fc.constantFrom('8B1', '8B2', 'DS'),
    hidden: fc.boolean(),
    merges: fc.constant([]),
    rows: fc
      .tuple(fc.array(fc.array(value, { maxLength: 3 }), { maxLength: 2 }), fc.array(row, { maxLength: 6 }))
      .map(([titles, rows]): SheetRow[] => [...titles, HEAD, ...rows]),
  });

  it('a pupil list has every cell written, unchanged or named, whatever stands in it', () => {
    let applied = 0;
    fc.assert(
      fc.property(fc.array(table, { minLength: 1, maxLength: 3 }), fc.nat(3), (tables, part) => {
        const reading = readRoster(tables, { year: YEAR });
        if (reading.errors.length > 0) return;
        applied++;
        const codes = reading.rows.map(({ code }): { code: StudentCode } => ({ code }));
        const plan = {
          create: codes.slice(0, part),
          update: codes.slice(part, part + 1).map((one) => ({ row: one, fields: ['name', 'position'] })),
        };
        const account = accountForRoster(tables, reading, plan);
        const seen = tables.reduce((sum, { rows }) => sum + countCells(rows), 0);
        expect(account.seen).toBe(seen);
        expect(account.written + account.unchanged + account.named).toBe(seen);
        expect(account.written).toBe(plan.create.length * 6 + plan.update.length);
      }),
      { numRuns: 300 },
    );
    expect(applied).toBeGreaterThan(20);
  }, 60_000);
});

describe('field 27: rows of a list that are no pupils', () => {
  it.each<[what: string, note: string, row: SheetRow]>([
    ['headings after a page break', 'HEADINGS_AGAIN', HEAD],
    ['a signature below the names', 'ROW_FOOT', [null, null, null, 'Người lập biểu']],
    ['a signature below the codes', 'ROW_FOOT', [null, null, 'Hiệu trưởng']],
    ['a count', 'ROW_SUMMARY', ['Tổng số: 42 học sinh']],
    ['a date', 'ROW_FOOT', [null, null, null, null, 'Tân Trào, ngày 5 tháng 9 năm 2026']],
  ])('rows of a list with %s are passed over and named', (_, note, row) => {
    expect(notesOf(row, pupil(2))).toContainEqual([note, 3, countCells([row])]);
  });
});

describe('field 27: a second row of headings in a pupil list', () => {
  const again = (headings: SheetRow, ...rows: SheetRow[]) =>
    read(sheet('DS', [HEAD, pupil(1), headings, ...rows]));

  it('a second row of headings in a pupil list is passed over and named when it says the first ones in other words', () => {
    const { errors, rows, notes } = again(
      HEAD.with(1, 'Lớp').with(2, 'Mã HS').with(3, 'Họ tên học sinh'),
      pupil(2),
    );
    expect([errors, rows.length]).toEqual([[], 2]);
    expect(notes).toContainEqual(expect.objectContaining({ note: 'HEADINGS_AGAIN', row: 3 }));
  });

  it('a pupil list is refused when the columns of its second headings stand in another order, with or without a code', () => {
    const swapped = HEAD.with(2, HEAD[3] ?? null).with(3, HEAD[2] ?? null);
    const moved = pupil(2)
      .with(2, pupil(2)[3] ?? null)
      .with(3, pupil(2)[2] ?? null);
    const { errors } = again(swapped, moved);
    expect(errors[0]).toMatchObject({ code: 'HEADINGS_DIFFER', row: 3 });
    expect(errors[0]?.column).toContain('C (');
    const short: SheetRow = [null, 'Họ tên', 'Mã học sinh'];
    expect(again(short, [null, 'Ma Quang Hoà', '0900000002']).errors[0]).toMatchObject({
      code: 'HEADINGS_DIFFER',
    });
  });
});
