import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeTestSecrets } from '../../people/sign-in/secrets.fixture.ts';
import { fullEntries, NAME, openSmallClass, sendAs } from '../../records/projection/small-class.fixture.ts';
import { type Db, write } from '../../storage/engine/db.ts';
import { listSheetsOfYear } from '../../storage/queries/records/sheets.ts';
import { runHocba } from '../hocba.ts';

const SHEET = '7A1:toan:hk1';
let folder: string;
let db: Db;

const hocba = async (...args: string[]) => {
  const lines: string[] = [];
  const say = (text: string) => void lines.push(text);
  return [await runHocba(args, { out: say, err: say }), lines.join('\n')];
};
const damage = () =>
  db.commit([
    write((query, { sheet: t }) => query.update(t).set({ state: 'closed' }).where(eq(t.id, SHEET))),
  ]);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-rebuild-'));
  const url = `file:${join(folder, 'db.sqlite')}`;
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('SESSION_KEY_FILE', writeTestSecrets(folder));
  vi.stubEnv('PUBLIC_URL', 'http://localhost:8787');
  vi.stubEnv('LC_ALL', 'C');
  db = await openSmallClass(url);
  await sendAs(db, fullEntries());
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await db.close();
  rmSync(folder, { recursive: true });
});

it('hocba rebuild says that all stands as the log says, in English and Vietnamese', async () => {
  expect(await hocba('rebuild')).toEqual([0, `${NAME}: all stands as the log says`]);
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  expect(await hocba('rebuild', NAME)).toEqual([0, `${NAME}: đúng như nhật ký`]);
});

it('hocba rebuild names a sheet that was edited with exit code 1, and puts it in place when told to', async () => {
  const before = await listSheetsOfYear(db, NAME);
  await damage();
  const found = `${NAME}: sheet ${SHEET} stands otherwise`;
  expect(await hocba('rebuild')).toEqual([1, found]);
  expect(await hocba('rebuild', '--replace')).toEqual([0, `${found}\n${NAME}: put in place as the log says`]);
  const bare = (rows: typeof before) => rows.map(({ version: _, ...row }) => row);
  expect(bare(await listSheetsOfYear(db, NAME))).toEqual(bare(before));
});

it('hocba rebuild replaces nothing by a log that was altered, and says so', async () => {
  await damage();
  await db.commit([
    write((query, { projection: t }) => query.update(t).set({ chain: 'x' }).where(eq(t.db, NAME))),
  ]);
  const [code, said] = await hocba('rebuild', '--replace');
  expect(code).toBe(1);
  expect(said).toBe(
    [
      `${NAME}: the log itself stands otherwise`,
      `${NAME}: sheet ${SHEET} stands otherwise`,
      `${NAME}: nothing was replaced`,
    ].join('\n'),
  );
  expect((await listSheetsOfYear(db, NAME)).find(({ id }) => id === SHEET)?.state).toBe('closed');
});

it('hocba rebuild answers a school year that no log has with those that there are', async () => {
  const [code, said] = await hocba('rebuild', '08000101-1999-2000');
  expect([code, said]).toEqual([64, expect.stringContaining(`there are: ${NAME}`)]);
});
