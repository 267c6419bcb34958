import { readClassList } from '@hocba/server/schools/read-class';
import { insertClass } from '@hocba/server/storage/queries/schools/schools';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type ImportRegistry, openImportRegistry, SCHOOL, YEAR } from './import/import-registry.ts';
import { sampleBytes } from './import/import-workbook.ts';

let registry: ImportRegistry;

const subject = (of: string, code: string) => ({
  school: SCHOOL,
  year: YEAR,
  class: of,
  subject: code,
  regular_marks: 4,
});

beforeAll(async () => {
  registry = await openImportRegistry();
  await registry.db.commit(
    ['8A1', '8A2'].flatMap((code) =>
      insertClass({ school: SCHOOL, year: YEAR, code, grade: 8 }, [
        subject(code, 'toan'),
        subject(code, 'nn1'),
      ]),
    ),
  );
});
afterAll(() => registry.close());

const languagesOf = async (name: string) => {
  const list = await readClassList(registry.db, SCHOOL as never, YEAR as never, name as never);
  return list.subjects.map(({ subject: code, language }) => `${code} ${language ?? '–'}`).sort();
};

it('field 15: a class list says no language until the school has said it', async () => {
  expect(await languagesOf('8A1')).toEqual(['nn1 –', 'toan –']);
});

it('field 15: the school says which language its classes learn, all of them or some', async () => {
  const all = await registry.hocba('school', 'language', SCHOOL, YEAR, 'nn1', 'en');
  expect(all).toEqual({ code: 0, text: 'nn1 is en in 8A1, 8A2.' });
  const one = await registry.hocba('school', 'language', SCHOOL, YEAR, 'nn1', 'fr', '--class', '8A2');
  expect(one).toEqual({ code: 0, text: 'nn1 is fr in 8A2.' });
  expect([await languagesOf('8A1'), await languagesOf('8A2')]).toEqual([
    ['nn1 en', 'toan –'],
    ['nn1 fr', 'toan –'],
  ]);
});

it.each([
  [['nn2', 'fr'], 1],
  [['nn1', 'fr', '--class', '9A1'], 1],
  [['nn1', 'xx'], 64],
  [['toan', 'en'], 64],
])('field 15: the command %j changes nothing and ends with %i', async (args, code) => {
  expect((await registry.hocba('school', 'language', SCHOOL, YEAR, ...args)).code).toBe(code);
  expect(await languagesOf('8A2')).toEqual(['nn1 fr', 'toan –']);
});

it('field 28: the command school speaks Vietnamese, also of what it refuses', async () => {
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  const answers = [];
  for (const args of [
    ['add', SCHOOL, '--name', 'THCS A', '--commune', 'Xã A', '--province', 'Tỉnh A'],
    ['add', SCHOOL],
    ['add', SCHOOL, '--name', 'NguyÔn ThÞ Hoµ'],
    ['language', SCHOOL, YEAR, 'nn1', 'xx'],
    ['language', SCHOOL, YEAR, 'nn1', 'fr', '--class', '9A1'],
  ]) {
    const { code, text } = await registry.hocba('school', ...args);
    answers.push([code, text.split('\n')[0]]);
  }
  expect(answers).toEqual([
    [1, `Trường ${SCHOOL} đã có.`],
    [64, 'thiếu --name'],
    [64, '--name: TEXT_OLD_FONT: chữ theo bảng mã cũ (TCVN3, VNI); vui lòng chuyển sang Unicode'],
    [64, 'TIẾNG: en (Anh), fr (Pháp), ru (Nga), zh (Trung), ja (Nhật), de (Đức) hoặc ko (Hàn)'],
    [1, `Lớp 9A1 không học nn1 trong năm học ${YEAR}; chưa ghi gì cho lớp nào.`],
  ]);
});

it('field 15: a roster import asks which language new classes learn, until the school has said it', async () => {
  const fresh = await openImportRegistry();
  try {
    const bytes = await sampleBytes('danh-sach-8A1.xlsx');
    const command = `hocba school language ${SCHOOL} ${YEAR} nn1 en`;
    const first = await fresh.importFile('roster', bytes, '--apply');
    expect(first.code).toBe(0);
    expect(first.text).toContain(
      `Note       8A1: it is not said yet which language nn1 is; for English: ${command}`,
    );
    vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
    const again = await fresh.importFile('roster', bytes);
    expect(again.text).toContain(`8A1: chưa ghi Ngoại ngữ 1 là tiếng nào; nếu là Tiếng Anh: ${command}`);
    const said = await fresh.hocba(...command.split(' ').slice(1));
    expect(said).toEqual({ code: 0, text: 'Ngoại ngữ 1 của 8A1 là Tiếng Anh.' });
    expect((await fresh.importFile('roster', bytes)).text).not.toContain('tiếng nào');
  } finally {
    await fresh.close();
  }
});
