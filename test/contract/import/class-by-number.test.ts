import { findPublished } from '@hocba/server/replication/publish';
import { findStudentByCode, listAssignmentsOf } from '@hocba/server/storage/queries/schools/schools';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type ImportRegistry, openImportRegistry, SCHOOL, YEAR } from './import-registry.ts';
import { type Cell, workbook } from './import-workbook.ts';

const NAME = `${SCHOOL}-${YEAR}`;
const HEADER: Cell[] = ['Mã lớp', 'Mã học sinh', 'Họ tên', 'Ngày sinh', 'Giới tính', 'Dân tộc'];
const CODES = ['0900000201', '0900000202', '0900000203'] as const;
const row = (of: Cell, code: string): Cell[] => [of, code, 'Nguyễn Văn An', '17/05/2013', 'Nam', 'Kinh'];
/** The columns of a sheet in the middle of the term: the end-term mark has no column yet. */
const MID_TERM: Cell[] = ['Mã học sinh', 'ĐĐGtx 1', 'ĐĐGtx 2', 'ĐĐGtx 3', 'ĐĐGtx 4', 'ĐĐGgk'];
let registry: ImportRegistry;

beforeEach(async () => {
  registry = await openImportRegistry();
});
afterEach(() => registry.close());

const importRows = async (rows: Cell[][], ...more: string[]) =>
  registry.importFile('roster', await workbook([HEADER, ...rows]), ...more);
const cellsOf = async (sheet: string, code: string) => {
  const id = (await findStudentByCode(registry.db, code))?.id ?? '';
  const body = (await findPublished(registry.db, NAME, `sheet:${sheet}`))?.body as {
    readonly cells: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;
  };
  return Object.fromEntries(Object.entries(body.cells[id] ?? {}).map(([column, [value]]) => [column, value]));
};

it('field 20: a school with classes 8/1 and 8.10 imports its pupils, gives a teacher the class and imports marks', async () => {
  const { code, text } = await importRows(
    [row('8/1', CODES[0]), row('8-1', CODES[1]), row('8.10', CODES[2])],
    '--apply',
  );
  expect([code, text]).toEqual([0, expect.stringMatching(/class 8-1\n.*class 8-10\n/)]);
  const teacher = ['--role', 'teacher', '--school', SCHOOL, '--display', 'Nguyễn Thị Hạnh'];
  const assign = ['--assign', `${YEAR}:8/1:toan`, '--assign', `${YEAR}:8.1:van`];
  expect((await registry.hocba('account', 'create', 'toan.81', ...teacher, ...assign)).code).toBe(0);
  expect(
    (await listAssignmentsOf(registry.db, 'toan.81')).map((one) => `${one.class}:${one.subject}`),
  ).toEqual(['8-1:toan', '8-1:van']);
  const marks = await workbook([['BẢNG ĐIỂM MÔN TOÁN – Lớp 8/1'], MID_TERM, [CODES[0], 8, 7.5, 9, 6, 8]]);
  const target = ['--sheet', '8/1:toan:hk1', '--as', 'toan.81', '--apply'];
  expect((await registry.importFile('marks', marks, ...target)).code).toBe(0);
  expect(await cellsOf('8-1:toan:hk1', CODES[0])).toEqual({ tx1: 80, tx2: 75, tx3: 90, tx4: 60, gk: 80 });
  const of82 = await workbook([['BẢNG ĐIỂM MÔN TOÁN – Lớp 8/10'], MID_TERM, [CODES[0], 8, 7.5, 9, 6, 8]]);
  const refused = await registry.importFile('marks', of82, ...target);
  expect([refused.code, refused.text]).toEqual([1, expect.stringContaining('SHEET_CONTRADICTS')]);
});

it('field 20: a class that became a date is refused with its cell, the reason and the way out, and nothing is written', async () => {
  const rows = [row('8/2', CODES[1]), row(new Date('2026-01-08T00:00:00.000Z'), CODES[0])];
  const said = /row 3, Mã lớp, "08\/01\/2026": .*date.*set the cells to Text.*CLASS_NOT_TEXT/;
  const { code, text } = await importRows(rows, '--apply');
  expect([code, text]).toEqual([1, expect.stringMatching(said)]);
  expect(await findStudentByCode(registry.db, CODES[1])).toBeUndefined();
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  expect((await importRows(rows)).text).toMatch(/dòng 3, Mã lớp, "08\/01\/2026": .*định dạng cột là Văn bản/);
});

it('field 20: a mid-term file without the end-term column is imported, and says that the column is absent', async () => {
  await importRows([row('8A1', CODES[0])], '--apply');
  await registry.addTeacher('toan.8a1', 'toan');
  const target = ['--sheet', '8A1:toan:hk1', '--as', 'toan.8a1', '--apply'];
  const whole = await workbook([
    [...MID_TERM, 'ĐĐGck'],
    [CODES[0], 7, 7, 7, 7, 7, 9],
  ]);
  expect((await registry.importFile('marks', whole, ...target)).code).toBe(0);
  const midTerm = await workbook([MID_TERM, [CODES[0], 8, 8, 8, 8, 8]]);
  const { code, text } = await registry.importFile('marks', midTerm, ...target);
  expect([code, text]).toEqual([0, expect.stringMatching(/Note .*ĐĐGck: the file has no such column/)]);
  expect(await cellsOf('8A1:toan:hk1', CODES[0])).toEqual({
    tx1: 80,
    tx2: 80,
    tx3: 80,
    tx4: 80,
    gk: 80,
    ck: 90,
  });
});
