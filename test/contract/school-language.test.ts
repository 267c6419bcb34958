import { classDocument } from '@hocba/server/schools/class-document';
import { insertClass } from '@hocba/server/storage/schools';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ImportRegistry, openImportRegistry, SCHOOL, YEAR } from './import-registry.ts';

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
  const list = await classDocument(registry.db, SCHOOL as never, YEAR as never, name as never);
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
])('field 15: %j changes nothing and ends with %i', async (args, code) => {
  expect((await registry.hocba('school', 'language', SCHOOL, YEAR, ...args)).code).toBe(code);
  expect(await languagesOf('8A2')).toEqual(['nn1 fr', 'toan –']);
});
