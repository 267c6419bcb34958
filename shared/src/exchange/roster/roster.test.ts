import { describe, expect, it } from 'vitest';
import type { SheetRow } from '../workbook/sheet-table.ts';
import { parseRoster } from './roster-sheets.ts';

const HEADER: SheetRow = [
  'STT',
  'Mã lớp',
  'Mã học\nsinh',
  'Họ tên',
  'Ngày sinh',
  'Giới tính',
  'Trạng thái HS',
  'Ngày nhập trạng thái',
  'Dân tộc',
  'Số định danh cá nhân',
];
const pupil: SheetRow = [
  1,
  '8A1',
  '0812345678',
  ' Nguyễn  Thị Ánh Tuyết'.normalize('NFD'),
  '17/05/2013',
  'Nữ',
  'Đang học',
  '05/09/2026',
  'Kinh',
  '008313502552',
];
const other = pupil.with(2, '0812345824').with(3, "Giàng H'Mỷ").with(9, null);
const file = (...rows: SheetRow[]): SheetRow[] => [['DANH SÁCH HỌC SINH'], HEADER, ...rows];
const codes = (rows: SheetRow[]) => parseRoster(rows).errors.map(({ code, row }) => [code, row]);

describe('a pupil list', () => {
  it('a pupil list is read by the names of its columns, blank rows and signatures left out', () => {
    const signature: SheetRow = [null, null, null, 'Người lập biểu'];
    const { rows, errors } = parseRoster(file(pupil, [], other, signature));
    expect(errors).toEqual([]);
    expect(rows[0]).toEqual({
      row: 3,
      class: '8A1',
      position: 1,
      code: '0812345678',
      name: 'Nguyễn Thị Ánh Tuyết',
      birthDate: '2013-05-17',
      sex: 'female',
      status: 'studying',
      joinedOn: null,
      leftOn: null,
      ethnicity: 'Kinh',
      personalId: '008313502552',
      chosen: null,
    });
    expect(rows[1]).toMatchObject({ position: 2, name: "Giàng H'Mỷ", personalId: null });
  });

  it('a pupil list is read with the spaces, dots and words that people write into codes, numbers and dates', () => {
    const written = pupil
      .with(2, "'08123 45678")
      .with(4, 'Ngày 17 tháng 5 năm 2013')
      .with(9, '008 313 502 552');
    expect(parseRoster(file(written)).rows).toEqual(parseRoster(file(pupil)).rows);
  });

  it('a pupil list is read with date cells, newcomers and leavers', () => {
    const newcomer = pupil.with(4, new Date(Date.UTC(2013, 4, 17))).with(6, 'Chuyển đến');
    expect(parseRoster(file(newcomer)).rows[0]).toMatchObject({
      birthDate: '2013-05-17',
      joinedOn: '2026-09-05',
    });
    expect(parseRoster(file(pupil.with(6, 'Chuyển đi'))).rows[0]?.status).toBe('moved-away');
  });

  it.each([
    [1, '13A1'],
    [1, ''],
    [2, 812345678],
    [2, '08123'],
    [3, null],
    [4, '30/02/2013'],
    [5, 'x'],
    [6, 'Không rõ'],
    [8, ''],
    [9, 8313502552],
    [9, '00831350255'],
  ])('a pupil list is refused for column %i holding %s', (column, value) => {
    const code = column === 9 ? 'PERSONAL_ID_MALFORMED' : 'ROW_INVALID';
    expect(codes(file(pupil.with(column, value)))).toEqual([[code, 3]]);
  });

  it.each([
    ['NguyÔn ThÞ Hoµ', 'TEXT_OLD_FONT'],
    ['Nguyeãn Thò Hoaø', 'TEXT_OLD_FONT'],
    ['Nguyễn Vаn An', 'NAME_NOT_LATIN'],
    ['Tuyết <b>', 'TEXT_NOT_PLAIN'],
    ['T'.repeat(101), 'TEXT_TOO_LONG'],
  ])('field 17: a name that could not be signed is refused with its cell: %s', (name, code) => {
    const [error] = parseRoster(file(pupil.with(3, name))).errors;
    expect(error).toMatchObject({ code, row: 3, column: 'Họ tên', value: name.slice(0, 40) });
    expect(codes(file(pupil.with(8, 'Cao Lan \u0430')))).toEqual([['NAME_NOT_LATIN', 3]]);
  });

  it('field 20: the year of birth alone is read as text or number, a midnight behind a date is left out', () => {
    const born = (value: SheetRow[number]) => parseRoster(file(pupil.with(4, value))).rows[0]?.birthDate;
    expect([born('2013'), born(2013), born('17/05/2013 00:00:00')]).toEqual(['2013', '2013', '2013-05-17']);
  });

  it('a pupil list is read with the subjects chosen by name or code, however they are written', () => {
    const chosenIn = (text: string) =>
      parseRoster([
        [...HEADER, 'Môn lựa chọn'],
        [...pupil, text],
      ] as SheetRow[]).rows[0]?.chosen;
    const four = ['ly', 'hoa', 'sinh', 'tin'];
    expect(chosenIn('Vật lí, Hoá học, Sinh học, Tin học')).toEqual(four);
    expect(chosenIn('vật lý; Hóa học\nSINH HỌC; tin')).toEqual(four);
    expect(chosenIn('GDKTPL, Mỹ thuật, Ngoại ngữ 2, Tiếng dân tộc thiểu số')).toEqual([
      'gdktpl',
      'mi-thuat',
      'nn2',
      'tieng-dtts',
    ]);
    expect(chosenIn('')).toEqual([]);
    expect(chosenIn('Lịch sử')).toBeUndefined();
    expect(
      codes([
        [...HEADER, 'Môn lựa chọn'],
        [...pupil, 'Lịch sử'],
      ]),
    ).toEqual([['ROW_INVALID', 2]]);
  });

  it('a pupil list is refused for twins and missing or doubled columns', () => {
    expect(codes(file(pupil, pupil.with(9, null)))).toEqual([['ROW_TWICE', 4]]);
    expect(codes(file(pupil, other.with(9, '008313502552')))).toEqual([['PERSONAL_ID_HELD', 4]]);
    expect(codes([HEADER.with(4, 'Sinh'), pupil])).toEqual([['HEADER_MISSING', 1]]);
    expect(codes([[...HEADER, 'Họ và tên'], pupil])).toEqual([['HEADER_TWICE', 1]]);
    expect(codes([['mã lớp']])).toHaveLength(5);
  });
});

describe('field 20: the class column', () => {
  it('the class column takes 8/1, 8.1 and 8-1 for one class', () => {
    const { rows, errors } = parseRoster(file(pupil.with(1, '8/1'), other.with(1, '8.1')));
    expect(errors).toEqual([]);
    expect(rows.map((row) => [row.class, row.position])).toEqual([
      ['8-1', 1],
      ['8-1', 2],
    ]);
  });

  it('the class column is refused for the date that a spreadsheet made of 8/1 and the number it made of 8.10, with the cell', () => {
    const date = new Date('2026-01-08T00:00:00.000Z');
    expect(parseRoster(file(pupil.with(1, date), other.with(1, 8.1))).errors).toMatchObject([
      { code: 'CLASS_NOT_TEXT', row: 3, column: 'Mã lớp', value: '08/01/2026' },
      { code: 'CLASS_NOT_TEXT', row: 4, column: 'Mã lớp', value: '8.1' },
    ]);
  });
});
