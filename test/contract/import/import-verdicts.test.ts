import { importMarks } from '@hocba/server/cli/import/import-marks';
import { readClassList } from '@hocba/server/schools/read-class';
import type { Db } from '@hocba/server/storage/engine/db';
import { findSheet, saveSheet } from '@hocba/server/storage/queries/records/sheets';
import { countSubmissions } from '@hocba/server/storage/queries/submissions';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import type {
  AccountName,
  ClassCode,
  Instant,
  SchoolCode,
  SchoolYear,
  SheetId,
} from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ImportRegistry, openClassRegistry, SCHOOL, TARGET, YEAR } from './import-registry.ts';
import { type Cell, sampleRows, workbook } from './import-workbook.ts';

const NAME = `${SCHOOL}-${YEAR}`;
const SHEET = '8A1:toan:hk1';
const HEAD = ['Mã học sinh', 'Họ tên', 'ĐĐGtx 1', 'ĐĐGck'];
const MOVED: Cell[] = ['0812345642', 'Hoàng Ngọc An', 8, 9];
const STAYED: Cell[] = ['0812345831', 'Phùng Mai Ánh', 7, 6];

let registry: ImportRegistry;
beforeEach(async () => {
  registry = await openClassRegistry();
});
afterEach(() => registry.close());

const sent = () => countSubmissions(registry.db, NAME);
const importRows = async (rows: Cell[][], ...more: string[]) =>
  registry.importFile('marks', await workbook([HEAD, ...rows]), ...TARGET, ...more);

/** Lets the first pupil go on in 8A2, by a list that holds nobody else. */
const move = async () => {
  const roster = await sampleRows('danh-sach-8A1.xlsx');
  const first = roster.findIndex((row) => row.includes('8A1'));
  const own = roster.find((row) => row.includes(MOVED[0] ?? null)) ?? [];
  const list = [...roster.slice(0, first), own.map((cell) => (cell === '8A1' ? '8A2' : cell))];
  const answer = await registry.importFile('roster', await workbook(list), '--apply');
  expect(answer.code, answer.text).toBe(0);
};

describe('field 19: marks of a pupil who is in another class now, in the file of the old class,', () => {
  it('marks of a moved pupil in the file of the old class are refused by the dry run and by --apply with row, column and the class, and nothing is written', async () => {
    await move();
    for (const more of [[], ['--apply']]) {
      const { code, text } = await importRows([STAYED, MOVED], ...more);
      expect(code).toBe(1);
      expect(text).toContain(
        'row 3, ĐĐGtx 1, Hoàng Ngọc An (0812345642), "8,0": The pupil is in another class now: 8A2 (STUDENT_MOVED)',
      );
      expect(text).toContain('row 3, ĐĐGck, Hoàng Ngọc An (0812345642), "9,0"');
      expect(text).toContain('2 errors. Nothing was written.');
      expect(text).not.toMatch(/to write|Written|Create/);
    }
    expect(await sent()).toBe(0);
    vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
    const { text } = await importRows([STAYED, MOVED]);
    expect(text).toContain('dòng 3, ĐĐGtx 1, Hoàng Ngọc An (0812345642), "8,0": học sinh nay học lớp khác');
    expect(text).toContain('lớp đó: 8A2 (STUDENT_MOVED)');
  });

  it('marks of a moved pupil are taken as unchanged where they were entered before the pupil left', async () => {
    expect((await importRows([STAYED, MOVED], '--apply')).code).toBe(0);
    await move();
    const { code, text } = await importRows([STAYED.with(2, 5), MOVED]);
    expect([code, text]).toEqual([0, expect.stringContaining('0 create, 1 update, 3 unchanged')]);
  });
});

describe('field 16: a fault of a mark that only the registry can tell', () => {
  it('the dry run says too that a pupil came with marks that are closed', async () => {
    const list = await readClassList(
      registry.db,
      SCHOOL as SchoolCode,
      YEAR as SchoolYear,
      '8A1' as ClassCode,
    );
    const came = list.students.find(({ code }) => code === MOVED[0]);
    const state = { sheet: SHEET, state: 'open', cells: {}, contested: [], closed: null };
    const body = JSON.stringify({ ...state, brought: { [came?.id ?? '']: '8A2' }, digest: '' });
    const row = { db: NAME, id: SHEET, class: '8A1', state: 'open', version: 1, body };
    await registry.db.commit([saveSheet(row, undefined)]);
    const { code, text } = await importRows([STAYED, MOVED]);
    expect(code).toBe(1);
    expect(text).toContain('row 3, ĐĐGtx 1, Hoàng Ngọc An (0812345642), "8,0": The sheet is closed');
    expect(text).toContain('2 errors. Nothing was written.');
  });

  it('the dry run says too that a pupil with a mark of a re-examination is not asked to sit one', async () => {
    const target = ['--sheet', '8A1:toan:summer', '--as', 'toan.8a1'];
    const bytes = await workbook([
      ['Mã học sinh', 'Kiểm tra lại'],
      ['0812345642', 5],
    ]);
    const { code, text } = await registry.importFile('marks', bytes, ...target);
    expect(code).toBe(1);
    expect(text).toMatch(/row 2, .*SUMMER_NOT_ASKED/);
  });

  it('the dry run says too that the right of an account to the sheet has ended, or that it was disabled', async () => {
    const released = await registry.hocba('account', 'release', 'toan.8a1', '--assign', `${YEAR}:8A1:toan`);
    expect(released.code, released.text).toBe(0);
    expect(await importRows([STAYED])).toMatchObject({
      code: 1,
      text: expect.stringContaining('OUT_OF_SCOPE'),
    });
    await registry.hocba('account', 'disable', 'toan.8a1');
    expect(await importRows([STAYED])).toMatchObject({ code: 1, text: expect.stringContaining('FORBIDDEN') });
  });

  it('the command says after --apply with row, column and how many were written, where somebody came between', async () => {
    const bytes = await workbook([HEAD, STAYED, MOVED]);
    const target = {
      school: SCHOOL as SchoolCode,
      year: YEAR as SchoolYear,
      sheet: SHEET as SheetId,
      account: 'toan.8a1' as AccountName,
    };
    const { db } = registry;
    let commits = 0;
    // Another import of the same account writes between the reading and the first commit of this one.
    const commit: Db['commit'] = async (writes) => {
      commits++;
      if (commits === 1) expect((await importRows([MOVED.with(2, 3)], '--apply')).code).toBe(0);
      return db.commit(writes);
    };
    const late = Object.create(db, { commit: { value: commit } }) as Db;
    const lines: string[] = [];
    const services = {
      db: late,
      issuer: 'https://hocba.example',
      now: '2026-12-01T00:00:00.000Z' as Instant,
    };
    const code = await importMarks(services, bytes, target, true, (line) => void lines.push(line));
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(
      /row 3, ĐĐGtx 1, Hoàng Ngọc An \(0812345642\), "8,0": .*\(CELL_CONTESTED\)/,
    );
    expect(lines.at(-1)).toBe('1 error. Other marks were written: 3.');
    const { cells } = JSON.parse((await findSheet(db, NAME, SHEET))?.body ?? '') as SheetState;
    expect(Object.values(cells).flatMap(Object.values)).toHaveLength(4);
  });
});

it('field 38: an import of marks leaves an audit row when it wrote, and none as a dry run', async () => {
  await importRows([STAYED]);
  await importRows([STAYED], '--apply');
  await importRows([STAYED], '--apply');
  const lines = await registry.db.query.select().from(registry.db.tables.audit);
  const acts = lines.filter(({ action }) => action === 'marks.imported').map(({ detail }) => detail);
  expect(acts.map((detail) => JSON.parse(detail))).toEqual([
    { school: SCHOOL, year: YEAR, sheet: SHEET, account: 'toan.8a1', created: 2, updated: 0 },
  ]);
});
