import { findPublished } from '@hocba/server/replication/publish';
import { readClassList } from '@hocba/server/schools/read-class';
import { checkAuditChain } from '@hocba/server/storage/queries/audit/audit';
import { findYearRecord, saveYearRecords } from '@hocba/server/storage/queries/records/year-records';
import {
  countEnrolments,
  findStudentByCode,
  listClasses,
} from '@hocba/server/storage/queries/schools/schools';
import { ClassDocument } from '@hocba/shared/documents/downward';
import type { ClassList } from '@hocba/shared/school/class-list';
import type { ClassCode, SchoolCode, SchoolYear } from '@hocba/shared/school/identifiers';
import { Value } from 'typebox/value';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ImportRegistry, openImportRegistry, SCHOOL, YEAR } from './import-registry.ts';
import { type Cell, sampleBytes, sampleRows, workbook } from './import-workbook.ts';

const [CLASS, CODE, NAME, BIRTH, SEX, STATUS, STATUS_ON, ETHNICITY, PERSONAL] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9,
] as const;
/** The header stands in row 4 of the sample, the first pupil in row 5. */
const HEADER = 3;
const FIRST = 4;

let registry: ImportRegistry;
let rows: Cell[][];

beforeEach(async () => {
  registry = await openImportRegistry();
  rows = await sampleRows('danh-sach-8A1.xlsx');
});
afterEach(() => registry.close());

const importFile = (bytes: Uint8Array, ...more: string[]) => registry.importFile('roster', bytes, ...more);
const importRows = async (changed: Cell[][], ...more: string[]) =>
  importFile(await workbook(changed), ...more);

/** The sample with one cell of one row changed; rows count from the first of the sheet. */
const withCell = (row: number, column: number, value: Cell): Cell[][] =>
  rows.with(row, (rows[row] ?? []).with(column, value));
/** A list as devices get it. */
const documentOf = (list: ClassList) => ({ _id: `class:${list.class}`, v: 1, kind: 'class', ...list });
const listOf = (code: string) =>
  readClassList(registry.db, SCHOOL as SchoolCode, YEAR as SchoolYear, code as ClassCode);
const pupils = () => countEnrolments(registry.db, SCHOOL, YEAR);

/** Nothing may be written, and the reason names the row. */
const expectRefused = async (bytes: Uint8Array, ...reasons: (string | RegExp)[]) => {
  const { code, text } = await importFile(bytes, '--apply');
  expect(code).toBe(1);
  for (const reason of reasons) expect(text).toMatch(reason);
  expect(await pupils()).toBe(0);
  expect(await listClasses(registry.db, SCHOOL, YEAR)).toEqual([]);
};

describe('hocba import roster', () => {
  it('hocba import roster only says what it would do until told to apply', async () => {
    const { code, text } = await importFile(await sampleBytes('danh-sach-8A1.xlsx'));
    expect(code).toBe(0);
    expect(text).toContain('Create     class 8A1');
    expect(text).toContain('Create     row 5, 8A1, 0812345642, Hoàng Ngọc An');
    expect(text).toContain('42 create, 0 update, 0 unchanged: 42 changes.');
    expect(await pupils()).toBe(0);
  });

  it('hocba import roster stores the class with its subjects, the pupils and the list that devices get', async () => {
    expect((await importFile(await sampleBytes('danh-sach-8A1.xlsx'), '--apply')).code).toBe(0);
    const list = await listOf('8A1');
    expect(Value.Check(ClassDocument, documentOf(list))).toBe(true);
    expect(list.students).toHaveLength(42);
    expect(list.students[37]).toMatchObject({ order: 38, code: '0812345678', birthDate: '2013-05-17' });
    expect(list.subjects).toHaveLength(12);
    expect(list.subjects.find(({ subject }) => subject === 'cn')?.regularMarks).toBe(3);
    expect((await findPublished(registry.db, `${SCHOOL}-${YEAR}`, 'class:8A1'))?.body).toEqual({
      v: 1,
      kind: 'class',
      ...list,
    });
    expect(await findStudentByCode(registry.db, '0812345824')).toMatchObject({
      name: 'Ma Quang Hoà',
      search_key: 'ma quang hoa',
      personal_id: '008213206793',
    });
  });

  it('hocba import roster makes a primary class with the subjects of its grade and what it chose, without regular marks', async () => {
    const primary = rows.map((row) => row.map((cell) => (cell === '8A1' ? '2A' : cell)));
    const { code } = await importRows(primary, '--electives', 'nn1', '--apply');
    expect(code).toBe(0);
    const list = await listOf('2A');
    expect(list.grade).toBe(2);
    expect(list.subjects.map(({ subject }) => subject).toSorted()).toEqual([
      ...['dao-duc', 'gdtc', 'hdtn', 'nn1', 'nt', 'tieng-viet', 'tnxh', 'toan'],
    ]);
    expect(list.subjects.every(({ regularMarks }) => regularMarks === 0)).toBe(true);
    expect(Value.Check(ClassDocument, documentOf(list))).toBe(true);
  });

  it('hocba import roster refuses electives that no grade has', async () => {
    expect((await importRows(rows, '--electives', 'nn1,toan')).code).not.toBe(0);
    expect((await importRows(rows, '--electives', 'ly,hoa,nn1')).code).not.toBe(0);
  });

  it('hocba import roster changes nothing the second time, in whatever order the rows stand', async () => {
    const bytes = await sampleBytes('danh-sach-8A1.xlsx');
    await importFile(bytes, '--apply');
    const again = await importFile(bytes, '--apply');
    expect(again.text).toContain('0 create, 0 update, 42 unchanged: 0 changes.');
  });

  it('hocba import roster leaves one line in the audit for each import that changed something, without names', async () => {
    await importRows(rows, '--apply');
    await importRows(rows, '--apply');
    await importRows(withCell(FIRST, ETHNICITY, 'Tày'), '--apply');
    const lines = await registry.db.query.select().from(registry.db.tables.audit);
    const details = lines.filter(({ action }) => action === 'roster.imported').map(({ detail }) => detail);
    expect(details).toHaveLength(2);
    expect(details[0]).toMatch(/"created":42,"updated":0/);
    expect(details[1]).toMatch(/"created":0,"updated":1/);
    expect(details.join()).not.toMatch(/Tuyết|0812345678/);
    expect((await checkAuditChain(registry.db)).brokenAt).toBeNull();
  });

  it('hocba import roster updates what differs and keeps the pupil', async () => {
    await importRows(rows, '--apply');
    const before = await findStudentByCode(registry.db, '0812345642');
    const { text } = await importRows(withCell(FIRST, ETHNICITY, 'Tày'), '--apply');
    expect(text).toContain('Update     row 5, 8A1, 0812345642, Hoàng Ngọc An: ethnic group');
    expect(text).toContain('0 create, 1 update, 41 unchanged: 1 change.');
    expect(await findStudentByCode(registry.db, '0812345642')).toMatchObject({
      id: before?.id,
      ethnicity: 'Tày',
    });
  });

  it('hocba import roster reads columns by their names: swapped, decomposed, with stars, spaces and line breaks', async () => {
    const swapped = rows.map((row) => row.toReversed());
    expect((await importRows(swapped)).text).toContain('42 create');
    const decomposed = rows.map((row, i) =>
      i === HEADER ? row.map((title) => ` ${String(title).normalize('NFD').toUpperCase()} (*) \n`) : row,
    );
    expect((await importRows(decomposed)).text).toContain('42 create');
  });

  it('fault 40: hocba import roster reads names with spaces around, decomposed or with the wrong đ as one name', async () => {
    await importRows(rows, '--apply');
    const messy = rows.map((row, i) =>
      i < FIRST ? row : row.with(NAME, `  ${String(row[NAME]).normalize('NFD').replace('Đ', '\u00D0')} `),
    );
    expect((await importRows(messy)).text).toContain('42 unchanged');
  });

  it('hocba import roster reads a birth date that is a date cell', async () => {
    const { text } = await importRows(withCell(FIRST, BIRTH, new Date(Date.UTC(2013, 7, 22))), '--apply');
    expect(text).toContain('42 create');
    expect((await findStudentByCode(registry.db, '0812345642'))?.birth_date).toBe('2013-08-22');
  });

  it('field 20: hocba import roster takes the year alone where no more is known of the birth, and shows it so', async () => {
    await importRows(withCell(FIRST, BIRTH, 2013), '--apply');
    expect((await listOf('8A1')).students[0]?.birthDate).toBe('2013');
    expect(Value.Check(ClassDocument, documentOf(await listOf('8A1')))).toBe(true);
  });

  it('hocba import roster warns of a personal number that disagrees, and takes it', async () => {
    const { code, text } = await importRows(withCell(FIRST, PERSONAL, '008212824178'));
    expect(code).toBe(0);
    expect(text.match(/Warning .*/g)).toEqual([
      'Warning    row 5, Số định danh cá nhân, "008212824178": The personal number tells another sex; digit 4 says male, the list says female (PERSONAL_ID_SEX_DIFFERS)',
      'Warning    row 5, Số định danh cá nhân, "008212824178": The personal number tells another year of birth; digits 4 to 6 say 2012, the list says 2013 (PERSONAL_ID_YEAR_DIFFERS)',
    ]);
  });

  it('hocba import roster finds the list among several sheets, and below a logo', async () => {
    const catalogue: Cell[][] = [
      ['Mã', 'Dân tộc'],
      ['01', 'Kinh'],
    ];
    expect((await importFile(await workbook(catalogue, rows))).text).toContain('42 create');
    expect((await importRows([...Array(20).fill([]), ...rows])).text).toContain('row 25, 8A1, 0812345642');
  });

  it('hocba import roster takes pupils of several classes and numbers them within each', async () => {
    const two = rows.map((row, i) => (i >= FIRST + 20 ? row.with(CLASS, 'Lớp 8 a2') : row));
    expect((await importRows(two, '--apply')).code).toBe(0);
    const list = await listOf('8A2');
    expect([list.students.length, list.students[0]?.order]).toEqual([22, 1]);
  });

  it('hocba import roster publishes both classes when a pupil changes class', async () => {
    await importRows(rows, '--apply');
    await importRows(withCell(FIRST, CLASS, '8A2'), '--apply');
    const published = await findPublished(registry.db, `${SCHOOL}-${YEAR}`, 'class:8A1');
    expect(published?.body).toHaveProperty('students.length', 42);
    expect(published?.body).toHaveProperty('students.41', expect.objectContaining({ movedTo: '8A2' }));
  });

  it('hocba import roster takes the record of a pupil who changes class along', async () => {
    await importRows(
      [...rows, (rows[FIRST] ?? []).with(CODE, '0812399999').with(CLASS, '8A2').with(PERSONAL, null)],
      '--apply',
    );
    const pupil = await findStudentByCode(registry.db, '0812345642');
    const classOf = async () =>
      (await findYearRecord(registry.db, `${SCHOOL}-${YEAR}`, pupil?.id ?? ''))?.class;
    await importRows(withCell(FIRST, ETHNICITY, 'Tày'), '--apply');
    expect(await classOf()).toBe('8A1');
    await importRows(withCell(FIRST, CLASS, '8A2'), '--apply');
    expect(await classOf()).toBe('8A2');
  });

  it.each([
    ['issued', 'C', 'the record of this school year was issued in class 8A1,'],
    ['finalised', 'C', 'the record of this school year was approved in class 8A1,'],
    ['issued', 'vi_VN.UTF-8', 'học bạ năm học này đã phát hành ở lớp 8A1,'],
    ['finalised', 'vi_VN.UTF-8', 'học bạ năm học này đã duyệt ở lớp 8A1,'],
  ])(
    'field 19: hocba import roster names a pupil who changes class with a record that is %s already, language %s',
    async (state, language, words) => {
      const name = `${SCHOOL}-${YEAR}`;
      await importRows(rows, '--apply');
      await importRows(withCell(FIRST, ETHNICITY, 'Tày'), '--apply');
      const pupil = await findStudentByCode(registry.db, '0812345642');
      const record = await findYearRecord(registry.db, name, pupil?.id ?? '');
      if (record === undefined) throw new Error('no record');
      vi.stubEnv('LC_ALL', language);
      const moved = withCell(FIRST, CLASS, '8A2');
      expect((await importRows(moved)).text).not.toContain(words);
      await registry.db.commit(saveYearRecords([{ ...record, state, version: record.version + 1 }]));
      for (const more of [[], ['--apply']]) {
        const { code, text } = await importRows(moved, ...more);
        expect(code).toBe(0);
        expect(text).toContain(`5, 0812345642, Hoàng Ngọc An: ${words}`);
      }
      const sent = (await findPublished(registry.db, name, 'class:8A2'))?.body as ClassList;
      const [present] = sent.students;
      expect(present).toMatchObject({ code: '0812345642', recordIn: '8A1' });
      expect(await findYearRecord(registry.db, name, pupil?.id ?? '')).toMatchObject({ class: '8A1', state });
      // Once moved, the pupil is where the list says: nothing is left to say.
      expect((await importRows(moved, '--apply')).text).not.toContain(words);
    },
  );
});

describe('hocba import roster refuses, and writes nothing, for', () => {
  it('hocba import roster refuses a class of a year under an older regulation', async () => {
    const old = rows.map((row) => row.map((cell) => (cell === '8A1' ? '5A' : cell)));
    const { code, text } = await importRows(old, '--year', '2023-2024', '--apply');
    expect(code).toBe(1);
    expect(text).toMatch(/row 5, Mã lớp, "5A".*RULES_UNKNOWN/);
  });

  it.each([
    ['a class of no grade', CLASS, '13A1', /row 5, Mã lớp/],
    ['no code', CODE, null, /row 5, Mã học sinh/],
    ['a code that is a number', CODE, 812345642, /row 5, Mã học sinh, "812345642"/],
    ['a code twice', CODE, '0812345831', /row 6, Mã học sinh.*ROW_TWICE/],
    ['no name', NAME, null, /row 5, Họ tên/],
    ['a number for a name', NAME, 8.5, /row 5, Họ tên/],
    ['a day that is none', BIRTH, '31/02/2013', /row 5, Ngày sinh/],
    [
      'a birth date in the future',
      BIRTH,
      '17/05/2033',
      /row 5, Ngày sinh, "17\/05\/2033".*BIRTH_DATE_IMPOSSIBLE/,
    ],
    ['a name in an old font', NAME, 'NguyÔn ThÞ Hoµ', /row 5, Họ tên, "NguyÔn ThÞ Hoµ".*TEXT_OLD_FONT/],
    ['an unknown sex', SEX, 'x', /row 5, Giới tính/],
    ['an unknown status', STATUS, 'abc', /row 5, Trạng thái/],
    ['a status date that is none', STATUS_ON, 'mai', /row 5, Ngày nhập/],
    ['no ethnicity', ETHNICITY, null, /row 5, Dân tộc/],
    ['a personal number that is a number', PERSONAL, 8313824178, /row 5, Số định danh/],
    ['a personal number of another', PERSONAL, '008313970956', /row 6, Số định danh.*PERSONAL_ID_HELD/],
    [
      'a formula without a value',
      BIRTH,
      { formula: 'DATE(2013,8,22)' },
      /row 5, Ngày sinh, "=DATE.*CELL_UNREADABLE/,
    ],
  ] as const)('%s', async (_, column, value, reason) => {
    await expectRefused(await workbook(withCell(FIRST, column, value)), reason);
  });

  it('hocba import roster refuses a column that is missing or there twice', async () => {
    await expectRefused(
      await workbook(withCell(HEADER, BIRTH, 'Sinh nhật')),
      /row 4, Ngày sinh.*HEADER_MISSING/,
    );
    await expectRefused(await workbook(withCell(HEADER, PERSONAL, 'Họ và tên')), /Họ tên.*HEADER_TWICE/);
  });

  it('hocba import roster refuses two bad rows at once, and names both', async () => {
    const bad = withCell(FIRST, SEX, 'x').with(FIRST + 1, (rows[FIRST + 1] ?? []).with(BIRTH, 'hôm qua'));
    await expectRefused(
      await workbook(bad),
      /row 5, Giới tính/,
      /row 6, Ngày sinh/,
      '2 errors. Nothing was written.',
    );
  });

  it('hocba import roster refuses a school it does not know', async () => {
    const { code, text } = await importRows(rows, '--school', '08000999', '--apply');
    expect([code, text]).toEqual([1, expect.stringContaining('SCHOOL_UNKNOWN')]);
  });
});

describe('subjects that pupils choose', () => {
  const HEAD = ['Mã lớp', 'Mã học sinh', 'Họ tên', 'Ngày sinh', 'Giới tính', 'Dân tộc', 'Môn lựa chọn'];
  const row = (place: number, chosen: string, code = '10A1'): Cell[] => [
    code,
    `099999990${place}`,
    `Học Sinh ${'ABCDEFG'[place]}`,
    '17/05/2011',
    'Nữ',
    'Kinh',
    chosen,
  ];
  const SCIENCE = 'Vật lí, Hoá học, Sinh học, Tin học';

  it('columns of chosen subjects give the class its subjects, and each pupil the own ones', async () => {
    const file = [HEAD, row(1, SCIENCE), row(2, 'Địa lí, GDKTPL, Tin học, Âm nhạc, Ngoại ngữ 2'), row(3, '')];
    const { code, text } = await importRows(file, '--topics', 'toan,ly,hoa', '--apply');
    expect([code, text]).toEqual([0, expect.stringContaining('3 create')]);
    const list = await listOf('10A1');
    const marks = Object.fromEntries(list.subjects.map((one) => [one.subject, one.regularMarks]));
    expect(marks).toMatchObject({ toan: 5, ly: 4, hoa: 4, dia: 3, 'am-nhac': 2, nn2: 4 });
    expect(list.students.map(({ notTaken }) => notTaken?.toSorted().join())).toEqual([
      'am-nhac,dia,gdktpl,nn2',
      'hoa,ly,sinh',
      'nn2',
    ]);
    expect((await importRows(file, '--apply')).text).toContain('3 unchanged');
    const moved = await importRows([HEAD, row(1, 'Địa lí, Hoá học, Sinh học, Tin học')], '--apply');
    expect(moved.text).toContain('subjects not taken');
    expect((await listOf('10A1')).students[0]?.notTaken?.toSorted().join()).toBe('am-nhac,gdktpl,ly,nn2');
  });

  it('columns of chosen subjects are refused where the class that is there is not taught them', async () => {
    expect((await importRows([HEAD, row(1, SCIENCE)], '--apply')).code).toBe(0);
    const { code, text } = await importRows([HEAD, row(2, 'Địa lí, Hoá học, Sinh học, Tin học')], '--apply');
    expect([code, text]).toEqual([1, expect.stringMatching(/row 2, Môn lựa chọn, "dia".*SUBJECT_UNKNOWN/)]);
    expect(await pupils()).toBe(1);
  });
});
