import { readClassList } from '@hocba/server/schools/read-class';
import { findSheet, saveSheet } from '@hocba/server/storage/queries/records/sheets';
import { countSubmissions } from '@hocba/server/storage/queries/submissions';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import type { ClassCode, SchoolCode, SchoolYear } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ImportRegistry, openClassRegistry, SCHOOL, TARGET, YEAR } from './import-registry.ts';
import { type Cell, sampleBytes, sampleRows, workbook } from './import-workbook.ts';

const NAME = `${SCHOOL}-${YEAR}`;
const SHEET = '8A1:toan:hk1';
const [CODE, PUPIL, BIRTH, TX1, TX2, GK, CK] = [1, 2, 3, 4, 5, 8, 9] as const;
/** The header stands in row 4 of the sample, the first pupil in row 5. */
const HEADER = 3;
const FIRST = 4;

let registry: ImportRegistry;
let rows: Cell[][];

beforeEach(async () => {
  registry = await openClassRegistry();
  rows = await sampleRows('diem-toan-8A1-hk1.xlsx');
});
afterEach(() => registry.close());

const importFile = (bytes: Uint8Array, ...more: string[]) =>
  registry.importFile('marks', bytes, ...TARGET, ...more);
const importRows = async (changed: Cell[][], ...more: string[]) =>
  importFile(await workbook(changed), ...more);
const withCell = (row: number, column: number, value: Cell): Cell[][] =>
  rows.with(row, (rows[row] ?? []).with(column, value));
const sent = () => countSubmissions(registry.db, NAME);

/** The values on the sheet, by pupil code. */
const marks = async () => {
  const list = await readClassList(registry.db, SCHOOL as SchoolCode, YEAR as SchoolYear, '8A1' as ClassCode);
  const row = await findSheet(registry.db, NAME, SHEET);
  const { cells } = JSON.parse(row?.body ?? '{"cells":{}}') as SheetState;
  return new Map(
    list.students.map(({ id, code }) => [
      code as string,
      Object.fromEntries(Object.entries(cells[id] ?? {}).map(([column, [value]]) => [column, value])),
    ]),
  );
};

describe('hocba import marks', () => {
  it('hocba import marks only says what it would do until told to apply', async () => {
    const { code, text } = await importFile(await sampleBytes('diem-toan-8A1-hk1.xlsx'));
    expect(code).toBe(0);
    expect(text).toContain(
      'Create     0812345642, Hoàng Ngọc An: tx1 8,3; tx2 7,5; tx3 3,3; tx4 4,4; gk 3,9; ck 5,3',
    );
    expect(text).toContain('252 create, 0 update, 0 unchanged: 252 changes.');
    expect(await sent()).toBe(0);
  });

  it('hocba import marks enters every mark exactly, as one entry of the account', async () => {
    const { code, text } = await importFile(await sampleBytes('diem-toan-8A1-hk1.xlsx'), '--apply');
    expect([code, text]).toEqual([0, expect.stringContaining('Written.')]);
    expect(await sent()).toBe(1);
    const entered = await marks();
    expect(entered.get('0812345642')).toEqual({ tx1: 83, tx2: 75, tx3: 33, tx4: 44, gk: 39, ck: 53 });
    const expected = rows
      .slice(FIRST)
      .flatMap((row) => row.slice(TX1).map((mark) => Math.round(Number(mark) * 10)));
    const order = rows.slice(FIRST).map((row) => String(row[CODE]));
    const got = order.flatMap((pupil) =>
      ['tx1', 'tx2', 'tx3', 'tx4', 'gk', 'ck'].map((c) => entered.get(pupil)?.[c]),
    );
    expect(got).toEqual(expected);
  });

  it('hocba import marks changes nothing the second time, in whatever order the rows stand', async () => {
    await importRows(rows, '--apply');
    const shuffled = [...rows.slice(0, FIRST), ...rows.slice(FIRST).toReversed()];
    const { text } = await importRows(shuffled, '--apply');
    expect(text).toContain('0 create, 0 update, 252 unchanged: 0 changes.');
    expect(await sent()).toBe(1);
  });

  it('hocba import marks updates one mark and leaves empty cells alone', async () => {
    await importRows(rows, '--apply');
    const changed = withCell(FIRST, GK, '8,5').with(FIRST + 1, (rows[FIRST + 1] ?? []).with(CK, null));
    const { text } = await importRows(changed, '--apply');
    expect(text).toContain('Update     0812345642, Hoàng Ngọc An: gk 8,5');
    expect(text).toContain('0 create, 1 update, 250 unchanged: 1 change.');
    expect((await marks()).get('0812345642')?.gk).toBe(85);
    expect((await marks()).get('0812345831')?.ck).toBe(65);
  });

  it('hocba import marks reads columns by their names: swapped, decomposed, other spellings, merged regular marks', async () => {
    expect((await importRows(rows.map((row) => row.toReversed()))).text).toContain('252 create');
    const titles: Cell[] = [
      'Stt',
      'MÃ HS',
      'Họ tên',
      'Ngày  sinh',
      'TX1',
      'tx 2',
      'ĐĐGTX3',
      'Tx4',
      'Giữa kỳ',
      'CUỐI KỲ',
    ];
    const spelled = rows.with(
      HEADER,
      titles.map((title) => ` ${String(title).normalize('NFD')}\n`),
    );
    expect((await importRows(spelled)).text).toContain('252 create');
    const merged = (rows[HEADER] ?? [])
      .with(TX1, { text: 'ĐĐGtx', span: 4 })
      .with(5, null)
      .with(6, null)
      .with(7, null);
    const numbers: Cell[] = [null, null, null, null, 1, 2, 3, 4, null, null];
    const twoRows = [...rows.slice(0, HEADER), merged, numbers, ...rows.slice(FIRST)];
    expect((await importRows(twoRows)).text).toContain('252 create');
  });

  it('hocba import marks takes a code that lost its zeros, spaces around texts, and a mark as text', async () => {
    const messy = rows.with(FIRST, [
      1,
      812345642,
      '  hoàng ngọc AN ',
      ' 22/08/2013 ',
      ' 8,3 ',
      '7.5',
      3.3,
      4.4,
      3.9,
      5.3,
    ]);
    expect((await importRows(messy)).text).toContain('252 create');
  });

  it('hocba import marks names pupils who are not in the file', async () => {
    const { code, text } = await importRows(rows.slice(0, -1), '--apply');
    expect([code, text]).toEqual([0, expect.stringContaining('Skip       0812345887, Sùng Thị Hồng Yến')]);
  });
});

describe('hocba import marks refuses, and writes nothing, for', () => {
  const expectRefused = async (answer: Promise<{ code: number; text: string }>, ...reasons: RegExp[]) => {
    const { code, text } = await answer;
    expect(code).toBe(1);
    for (const reason of reasons) expect(text).toMatch(reason);
    expect(await sent()).toBe(0);
  };

  it.each([
    ['a mark of 11', TX1, 11, /row 5, ĐĐGtx 1, "11".*MARK_OUT_OF_RANGE/],
    ['a mark below 0', TX1, -1, /row 5, ĐĐGtx 1.*MARK_OUT_OF_RANGE/],
    ['two decimals', TX2, '8,75', /row 5, ĐĐGtx 2, "8,75".*MARK_TOO_PRECISE/],
    ['two decimals in a number', TX2, 8.75, /row 5, ĐĐGtx 2.*MARK_TOO_PRECISE/],
    ['words', GK, 'tám', /row 5, ĐĐGgk, "tám".*MARK_WRONG_KIND/],
    ['the result of a comment subject', GK, 'Đ', /row 5, ĐĐGgk.*MARK_WRONG_KIND/],
    ['a date for a mark', GK, new Date(Date.UTC(2026, 4, 8)), /row 5, ĐĐGgk.*MARK_WRONG_KIND/],
    ['an error of the spreadsheet', CK, '#N/A', /row 5, ĐĐGck.*MARK_WRONG_KIND/],
    [
      'a formula without a value',
      CK,
      { formula: 'AVERAGE(E5:H5)' },
      /row 5, ĐĐGck, "=AVERAGE\(E5:H5\)".*CELL_UNREADABLE/,
    ],
    ['no code', CODE, null, /row 5, Mã học sinh, "Hoàng Ngọc An".*ROW_WITHOUT_CODE/],
    ['an unknown pupil', CODE, '0899999999', /row 5, Mã học sinh, "0899999999".*STUDENT_UNKNOWN/],
    ['a pupil twice', CODE, '0812345831', /row 6, Mã học sinh, "0812345831".*ROW_TWICE/],
    [
      'the name of another',
      PUPIL,
      'Phùng Mai Ánh',
      /row 5, Họ và tên, "Phùng Mai Ánh".*Hoàng Ngọc An \(0812345642\).*ROW_INVALID/,
    ],
    [
      'another birth date',
      BIRTH,
      '23/08/2013',
      /row 5, Ngày sinh, "23\/08\/2013".*22\/08\/2013 \(Hoàng Ngọc An, 0812345642\).*ROW_INVALID/,
    ],
    ['a birth date that is none', BIRTH, '32/08/2013', /row 5, Ngày sinh.*ROW_INVALID/],
  ] as const)('hocba import marks refuses, and writes nothing: %s', async (_, column, value, reason) => {
    await expectRefused(importRows(withCell(FIRST, column, value), '--apply'), reason);
  });

  it('hocba import marks refuses a column that is missing or there twice, and writes nothing', async () => {
    await expectRefused(
      importRows(withCell(HEADER, CK, 'Ghi chú'), '--apply'),
      /row 4, J \(Ghi chú\).*COLUMN_NOT_OF_SHEET/,
    );
    await expectRefused(
      importRows(withCell(HEADER, PUPIL, 'ĐĐGgk'), '--apply'),
      /row 4, ĐĐGgk.*HEADER_TWICE/,
    );
  });

  it('hocba import marks refuses several bad rows at once, and names all', async () => {
    const bad = withCell(FIRST, TX1, 11).with(FIRST + 9, (rows[FIRST + 9] ?? []).with(CODE, '0899999999'));
    await expectRefused(importRows(bad, '--apply'), /row 5, /, /row 14, /, /2 errors. Nothing was written./);
  });

  it('hocba import marks refuses an account that is unknown or does not teach the class this subject', async () => {
    const bytes = await workbook(rows);
    await expectRefused(importFile(bytes, '--as', 'nobody', '--apply'), /ACCOUNT_UNKNOWN/);
    await registry.addTeacher('van.8a1', 'van');
    await expectRefused(importFile(bytes, '--as', 'van.8a1', '--apply'), /OUT_OF_SCOPE/);
  });

  it('hocba import marks refuses a class or subject it does not know', async () => {
    const bytes = await workbook(rows);
    await expectRefused(importFile(bytes, '--sheet', '8A9:toan:hk1', '--apply'), /CLASS_UNKNOWN/);
    await expectRefused(importFile(bytes, '--sheet', '8A1:ly:hk1', '--apply'), /SUBJECT_UNKNOWN/);
    await expectRefused(importFile(bytes, '--sheet', '8A1:homeroom:hk1', '--apply'), /SUBJECT_UNKNOWN/);
  });

  it('hocba import marks refuses a sheet that is closed, or a disabled account', async () => {
    const closed = JSON.stringify({ sheet: SHEET, state: 'closed', cells: {}, contested: [], closed: null });
    const row = { db: NAME, id: SHEET, class: '8A1', state: 'closed', version: 1, body: closed };
    await registry.db.commit([saveSheet(row, undefined)]);
    await expectRefused(importRows(rows, '--apply'), /8A1:toan:hk1.*SHEET_CLOSED/);
    expect((await registry.hocba('account', 'disable', 'toan.8a1')).code).toBe(0);
    await expectRefused(importRows(rows, '--apply'), /FORBIDDEN/);
  });

  it('hocba import marks refuses wrong usage with exit code 64', async () => {
    expect((await importFile(await workbook(rows), '--sheet', 'toan')).code).toBe(64);
    expect((await registry.hocba('import', 'marks')).code).toBe(64);
    expect((await registry.hocba('import', 'marks', 'x.xlsx', '--nonsense')).code).toBe(64);
  });
});

describe('a mark sheet of primary school', () => {
  const head = ['Mã học sinh', 'Họ tên', 'Mức giữa kỳ', 'Điểm giữa kỳ'];
  const importPrimary = async (row: Cell[]) =>
    registry.importFile(
      'marks',
      await workbook([head, row]),
      ...['--sheet', '4A:toan:hk1', '--as', 'gvcn.4a', '--apply'],
    );

  beforeEach(async () => {
    const roster = await sampleRows('danh-sach-8A1.xlsx');
    const primary = roster.map((row) => row.map((cell) => (cell === '8A1' ? '4A' : cell)));
    await registry.importFile('roster', await workbook(primary), '--apply');
    await registry.hocba(
      ...['account', 'create', 'gvcn.4a', '--display', 'Ma Thị Hoa', '--role', 'teacher', '--school', SCHOOL],
      ...['--assign', `${YEAR}:4A:toan`],
    );
  });

  it('a mark sheet of primary school brings levels and whole points in', async () => {
    const { code, text } = await importPrimary(['0812345642', 'Hoàng Ngọc An', 'H', 7]);
    expect([code, text]).toEqual([0, expect.stringContaining('gk-level H; gk 7')]);
    const row = await findSheet(registry.db, NAME, '4A:toan:hk1');
    const { cells } = JSON.parse(row?.body ?? '{"cells":{}}') as SheetState;
    expect(Object.values(cells).map((of) => [of['gk-level']?.[0], of.gk?.[0]])).toEqual([['H', 70]]);
  });

  it('a mark sheet of primary school refuses the tenths of secondary school, with the row and the reason', async () => {
    const { code, text } = await importPrimary(['0812345642', 'Hoàng Ngọc An', 'H', 7.5]);
    expect(code).toBe(1);
    expect(text).toMatch(/row 2.*TEST_NOT_WHOLE/);
    expect(await findSheet(registry.db, NAME, '4A:toan:hk1')).toBeUndefined();
  });
});
