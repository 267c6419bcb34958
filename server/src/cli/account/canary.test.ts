import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { listCanaries } from '../../people/canaries.ts';
import { writeTestSecrets } from '../../people/sign-in/secrets.fixture.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { findStudentByCode } from '../../storage/queries/schools/schools.ts';
import { hocba, openFolder, withDb } from '../operator.fixture.ts';

let folder: string;
beforeAll(async () => {
  folder = openFolder('hocba-canary-', 'https://hocba.example');
  vi.stubEnv('SESSION_KEY_FILE', writeTestSecrets(folder));
  vi.stubEnv('LC_ALL', 'C');
  await hocba('migrate');
});
afterAll(() => rmSync(folder, { recursive: true }));

const add = (...args: string[]) => hocba('canary', 'add', ...args);
const BORN = ['--name', 'Ma Thị Én', '--birth-date', '17/05/2013'];

it('a canary is added once, as a pupil of no school, and the list tells who came to it', async () => {
  expect(await add('0899999999', ...BORN)).toEqual({ code: 0, said: 'Canary 0899999999 added.' });
  expect(await add('0899999999', ...BORN)).toEqual({ code: 1, said: 'Pupil 0899999999 exists already.' });
  expect(await hocba('canary', 'list')).toEqual({ code: 0, said: 'Nobody came to a canary.' });
  const [canary = ''] = await withDb(listCanaries);
  expect(await withDb((db) => findStudentByCode(db, '0899999999'))).toMatchObject({ id: canary });
  const at = new Date().toISOString();
  const touch = { at, actor: 'clerk.khac', action: 'lookup.refused', student: canary, detail: {} };
  await withDb((db) => db.commit([appendAudit(touch)]));
  const listed = await hocba('canary', 'list');
  expect([listed.code, listed.said]).toEqual([
    1,
    expect.stringContaining('account clerk.khac came to a canary'),
  ]);
});

it.each<[string, string[]]>([
  ['no code', ['add', '123', ...BORN]],
  ['no name', ['add', '0899999998', '--birth-date', '17/05/2013']],
  ['no day', ['add', '0899999998', '--name', 'Ma Thị Én', '--birth-date', 'hôm qua']],
  ['no action', ['remove']],
])('the command of canaries refuses its use: %s', async (_, args) => {
  expect((await hocba('canary', ...args)).code).toBe(64);
});
