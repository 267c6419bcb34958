import { findPublished } from '@hocba/server/replication/publish';
import { checkPupils } from '@hocba/server/schools/check-pupils';
import { readClassList } from '@hocba/server/schools/read-class';
import { checkAuditChain } from '@hocba/server/storage/queries/audit/audit';
import { findSheet, saveSheet } from '@hocba/server/storage/queries/records/sheets';
import {
  findStudentByCode,
  insertSchool,
  listEnrolmentsOf,
  updateStudent,
} from '@hocba/server/storage/queries/schools/schools';
import type { ClassCode, SchoolCode, SchoolYear } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type ImportRegistry, openImportRegistry, SCHOOL, YEAR } from './import-registry.ts';
import { type Cell, workbook } from './import-workbook.ts';

const HEADER: Cell[] = ['Mã lớp', 'Mã học sinh', 'Họ tên', 'Ngày sinh', 'Giới tính', 'Dân tộc'];
const OTHER = '08000102';
const AN = '0812345601';
const row = (code: string, name: string, born = '17/05/2013', of = '8A1'): Cell[] => [
  of,
  code,
  name,
  born,
  'Nam',
  'Kinh',
];
const WHOLE = [row(AN, 'Hoàng Văn An'), row('0812345602', 'Lê Văn Bình'), row('0812345603', 'Ma Văn Chi')];
let registry: ImportRegistry;

beforeEach(async () => {
  registry = await openImportRegistry();
  const place = { commune: 'Minh Xuân', province: 'Tuyên Quang', province_code: '08' };
  await registry.db.commit([insertSchool({ code: OTHER, name: 'THCS Phan Thiết', ...place })]);
  await importRows(WHOLE, '--apply');
});
afterEach(() => registry.close());

const importRows = async (rows: Cell[][], ...more: string[]) =>
  registry.importFile('roster', await workbook([HEADER, ...rows]), ...more);
const known = (code: string) => findStudentByCode(registry.db, code);
const placesOf = async (code: string) => {
  const list = await readClassList(registry.db, SCHOOL as SchoolCode, YEAR as SchoolYear, code as ClassCode);
  return list.students.map(({ order, name }) => `${order} ${name}`);
};

it('field 24: another name under a known code is named, old and new, and --apply alone does not write it', async () => {
  const renamed = [row(AN, 'Hoàng Thị Bích'), ...WHOLE.slice(1)];
  for (const more of [[], ['--apply'], ['--identity', '0812345602', '--apply']]) {
    const { code, text } = await importRows(renamed, ...more);
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(/row 2, Họ tên, "Hoàng Văn An → Hoàng Thị Bích".*IDENTITY_UNCONFIRMED/),
    ]);
  }
  expect((await known(AN))?.name).toBe('Hoàng Văn An');
  expect((await importRows(renamed, '--identity', AN, '--apply')).code).toBe(0);
  expect(await known(AN)).toMatchObject({ name: 'Hoàng Thị Bích', search_key: 'hoang thi bich' });
  const lines = await registry.db.query.select().from(registry.db.tables.audit);
  const changed = lines.filter(({ action }) => action === 'student.identity-changed');
  expect(changed).toMatchObject([
    { student: (await known(AN))?.id, detail: JSON.stringify({ school: SCHOOL, columns: ['Họ tên'] }) },
  ]);
  expect((await checkAuditChain(registry.db)).brokenAt).toBeNull();
});

it('a row of a pupil that was edited past the registry stops the list, until it puts the row right or confirms it', async () => {
  const of = async () => {
    const found = await known(AN);
    if (found === undefined) throw new Error('no pupil');
    return found;
  };
  const edit = async (change: Partial<Awaited<ReturnType<typeof of>>>) =>
    registry.db.commit([updateStudent({ ...(await of()), ...change })]);
  await edit({ personal_id: '008213000001' });
  const moved = [row(AN, 'Hoàng Văn An', '17/05/2013', '8A2'), ...WHOLE.slice(1)];
  for (const rows of [WHOLE, moved]) {
    const { code, text } = await importRows(rows, '--apply');
    expect([code, text]).toEqual([1, expect.stringMatching(/row 2, .*--identity CODE\) \(PUPIL_ALTERED\)/)]);
  }
  expect(await checkPupils(registry.db)).toHaveLength(1);
  expect((await importRows(WHOLE, '--identity', AN, '--apply')).code).toBe(0);
  expect(await checkPupils(registry.db)).toEqual([]);
  await edit({ ethnicity: 'Tày' });
  expect(await checkPupils(registry.db)).toHaveLength(1);
  expect((await importRows(WHOLE, '--apply')).code).toBe(0);
  expect([(await of()).ethnicity, await checkPupils(registry.db)]).toEqual(['Kinh', []]);
});

it('field 24: another school’s list neither overwrites a pupil nor makes the pupil study in two schools', async () => {
  const theirs = [row(AN, 'Hoàng Văn Anh'), row('0899999901', 'Vi Văn Dũng')];
  for (const more of [[], ['--identity', AN]]) {
    const { code, text } = await importRows(theirs, '--school', OTHER, '--apply', ...more);
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(
        /row 2, Mã học sinh, "0812345601, Trường THCS Tân Trào".*transfer.*STUDENT_ELSEWHERE/,
      ),
    ]);
    expect(text).not.toContain('Hoàng Văn An →');
  }
  const student = await known(AN);
  expect([student?.name, await known('0899999901')]).toEqual(['Hoàng Văn An', undefined]);
  expect(await listEnrolmentsOf(registry.db, student?.id ?? '')).toHaveLength(1);
});

it('field 24: a school of the next year takes a pupil as the last school held the pupil, not under another name', async () => {
  const next = ['--school', OTHER, '--year', '2027-2028', '--apply'];
  const refused = await importRows([row(AN, 'Hoàng Văn Anh', '17/05/2013', '9A')], ...next);
  expect([refused.code, refused.text]).toEqual([1, expect.stringContaining('IDENTITY_NOT_OURS')]);
  expect(refused.text).not.toMatch(/Hoàng Văn An[^h]/);
  expect((await importRows([row(AN, 'Hoàng Văn An', '17/05/2013', '9A')], ...next)).code).toBe(0);
});

it('field 19: a list that moves a pupil says before it writes that the marks follow, and what does not fit', async () => {
  await importRows([row('0812345699', 'Vi Văn Dũng', '17/05/2013', '8A2')], '--apply');
  await registry.addTeacher('toan.8a1', 'toan');
  const marks: Cell[][] = [
    ['Mã học sinh', 'ĐĐGtx 1', 'ĐĐGtx 2', 'ĐĐGtx 3', 'ĐĐGtx 4', 'ĐĐGgk', 'ĐĐGck'],
    [AN, 8, 8, 8, 8, 8, 8],
  ];
  const sheet = ['--sheet', '8A1:toan:hk1', '--as', 'toan.8a1', '--apply'];
  expect((await registry.importFile('marks', await workbook(marks), ...sheet)).code).toBe(0);
  const moving = [row(AN, 'Hoàng Văn An', '17/05/2013', '8A2')];
  const said = 'Move       row 2, 0812345601, Hoàng Văn An: 8A1 → 8A2; marks of 1 sheet follow\n';
  expect((await importRows(moving)).text).toContain(said);
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  expect((await importRows(moving)).text).toContain(
    'Chuyển lớp dòng 2, 0812345601, Hoàng Văn An: 8A1 → 8A2; chuyển theo điểm của 1 bảng điểm\n',
  );
  expect((await importRows(moving)).text).toMatch(/Sửa .*Hoàng Văn An: lớp, số thứ tự\n/);
  vi.stubEnv('LC_ALL', 'C');
  expect((await importRows(moving, '--apply')).text).toContain(said);
  const id = (await known(AN))?.id ?? '';
  const found = await findPublished(registry.db, `${SCHOOL}-${YEAR}`, 'sheet:8A2:toan:hk1');
  expect(found?.body).toHaveProperty(['cells', id, 'gk', '0'], 80);
  expect(await placesOf('8A1')).toEqual(['2 Lê Văn Bình', '3 Ma Văn Chi', '4 Hoàng Văn An']);
});

it('field 19: a list that moves a pupil says which closed sheet of the new class opens again, and opens it', async () => {
  await importRows([row('0812345699', 'Vi Văn Dũng', '17/05/2013', '8A2')], '--apply');
  await registry.addTeacher('toan.8a1', 'toan');
  const marks: Cell[][] = [
    ['Mã học sinh', 'ĐĐGtx 1', 'ĐĐGtx 2', 'ĐĐGtx 3', 'ĐĐGtx 4', 'ĐĐGgk'],
    [AN, 8, 8, 8, 8, 8],
  ];
  const sheet = ['--sheet', '8A1:toan:hk1', '--as', 'toan.8a1', '--apply'];
  expect((await registry.importFile('marks', await workbook(marks), ...sheet)).code).toBe(0);
  const closed = { sheet: '8A2:toan:hk1', state: 'closed', cells: {}, contested: [], closed: null };
  const place = { db: `${SCHOOL}-${YEAR}`, id: closed.sheet, class: '8A2', state: 'closed', version: 1 };
  await registry.db.commit([saveSheet({ ...place, body: JSON.stringify(closed) }, undefined)]);
  const moving = [row(AN, 'Hoàng Văn An', '17/05/2013', '8A2')];
  const said = /8A1 → 8A2; marks of 1 sheet follow; closed sheets of 8A2 that open again: toan hk1\n/;
  expect((await importRows(moving)).text).toMatch(said);
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  expect((await importRows(moving)).text).toContain('; bảng điểm đã khóa của 8A2 sẽ mở lại: Toán học kỳ I\n');
  vi.stubEnv('LC_ALL', 'C');
  expect((await importRows(moving, '--apply')).text).toMatch(said);
  expect((await findSheet(registry.db, place.db, place.id))?.state).toBe('open');
});

it('field 19: marks follow a pupil into a class that the list itself makes', async () => {
  await registry.addTeacher('toan.8a1', 'toan');
  const marks: Cell[][] = [
    ['Mã học sinh', 'ĐĐGtx 1', 'ĐĐGtx 2', 'ĐĐGtx 3', 'ĐĐGtx 4', 'ĐĐGgk', 'ĐĐGck'],
    [AN, 8, 8, 8, 8, 8, 8],
  ];
  const sheet = ['--sheet', '8A1:toan:hk1', '--as', 'toan.8a1', '--apply'];
  expect((await registry.importFile('marks', await workbook(marks), ...sheet)).code).toBe(0);
  const moving = [row(AN, 'Hoàng Văn An', '17/05/2013', '8A3')];
  expect((await importRows(moving, '--apply')).code).toBe(0);
  const id = (await known(AN))?.id ?? '';
  const found = await findPublished(registry.db, `${SCHOOL}-${YEAR}`, 'sheet:8A3:toan:hk1');
  expect(found?.body).toHaveProperty(['cells', id, 'gk', '0'], 80);
});

it('field 25: a second list without a pupil says so, and no place is given twice', async () => {
  const { code, text } = await importRows([WHOLE[2] as Cell[], WHOLE[0] as Cell[]], '--apply');
  expect([code, text]).toEqual([
    0,
    expect.stringContaining(
      'Missing    8A1, 0812345602, Lê Văn Bình: not in the list, stays in the class as number 3',
    ),
  ]);
  expect(await placesOf('8A1')).toEqual(['1 Ma Văn Chi', '2 Hoàng Văn An', '3 Lê Văn Bình']);
});

it('field 25: a list of one newcomer puts nobody else in another place', async () => {
  expect((await importRows([row('0812345604', 'Vi Văn Dũng')], '--apply')).code).toBe(0);
  expect(await placesOf('8A1')).toEqual(['1 Hoàng Văn An', '2 Lê Văn Bình', '3 Ma Văn Chi', '4 Vi Văn Dũng']);
});

it('field 25: a class of 201 pupils is refused, one of 200 is taken', async () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      row(String(1_000_000_000 + i), 'Ma Văn Chi', '17/05/2013', '8A9'),
    );
  const { code, text } = await importRows(many(201), '--apply');
  expect([code, text]).toEqual([1, expect.stringMatching(/row 202, Mã lớp, "8A9: 201".*CLASS_TOO_LARGE/)]);
  expect((await importRows(many(200))).code).toBe(0);
});

it('field 20: one person under two codes is warned of and taken', async () => {
  const { code, text } = await importRows([
    row('0900000071', 'Nguyễn Văn An'),
    row('0900000072', 'Nguyễn Văn An'),
  ]);
  expect(code).toBe(0);
  expect(text.match(/Warning .*PERSON_TWICE/g)).toHaveLength(2);
});
