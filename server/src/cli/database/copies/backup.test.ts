import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeTestSecrets } from '../../../people/sign-in/secrets.fixture.ts';
import { TEST_MAC } from '../../../storage/engine/chain-mac.fixture.ts';
import { type Db, write } from '../../../storage/engine/db.ts';
import { migrate } from '../../../storage/engine/migrate.ts';
import { openStorage, openToRead } from '../../../storage/engine/open.ts';
import { appendAudit } from '../../../storage/queries/audit/audit.ts';
import { getEpoch, putSetting } from '../../../storage/queries/settings.ts';
import { moveProjection } from '../../../storage/queries/submissions.ts';
import { runHocba } from '../../hocba.ts';

let folder: string;
let db: Db;
let file: string;

const hocba = async (...args: string[]) => {
  const lines: string[] = [];
  const say = (text: string) => void lines.push(text);
  const code = await runHocba(args, { out: say, err: say });
  return { code, said: lines.join('\n') };
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hocba-backup-'));
  const url = `file:${join(folder, 'db.sqlite')}`;
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('SESSION_KEY_FILE', writeTestSecrets(folder));
  file = join(folder, 'copy.sqlite');
  db = await openStorage(url, TEST_MAC);
  await migrate(db);
  const event = { at: '2026-10-01T02:00:00.000Z', actor: 'cli', action: 'school.added', student: null };
  for (const n of [1, 2]) await db.commit([appendAudit({ ...event, detail: { n } })]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await db.close();
  rmSync(folder, { recursive: true });
});

it('a backup holds what a running registry wrote last, for its owner only, and says that keys are not in it', async () => {
  await db.commit([putSetting('last', 'word')]);
  const { code, said } = await hocba('backup', file);
  expect(said).toContain('0 submissions, 0 signed records, 2 audit rows');
  expect(said).toContain('key files');
  expect([code, statSync(file).mode & 0o777]).toEqual([0, 0o600]);
  const copy = await openToRead(`file:${file}`, TEST_MAC);
  expect(await getEpoch(copy)).toBe(await getEpoch(db));
  await expect(copy.commit([putSetting('a', 'b')])).rejects.toThrow('readonly');
  await copy.close();
});

it('field 38: a copy of the whole database stands in the audit', async () => {
  await hocba('backup', file);
  const rows = await db.query.select().from(db.tables.audit);
  expect(rows.map(({ action }) => action)).toEqual(['school.added', 'school.added', 'database.copied']);
});

it('a backup overwrites nothing', async () => {
  writeFileSync(file, 'precious');
  expect(await hocba('backup', file)).toMatchObject({ code: 1, said: expect.stringContaining('exists') });
  expect(statSync(file).size).toBe(8);
});

it.each([
  [
    'an altered audit row',
    () => write((q, t) => q.update(t.audit).set({ actor: 'x' }).where(eq(t.audit.seq, 1))),
    'row 1',
  ],
  [
    'a lost submission',
    () => moveProjection({ db: '08000101-2026-2027', seq: 1, chain: 'x' }, undefined),
    '08000101-2026-2027',
  ],
])('a backup leaves no file when it finds %s', async (_, damage, where) => {
  await db.commit([damage()]);
  const { code, said } = await hocba('backup', file);
  expect([code, existsSync(file)]).toEqual([1, false]);
  expect(said).toContain(where);
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

it('field 28: a backup says in Vietnamese what does not hold in a copy', async () => {
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  await db.commit([
    write((q, t) => q.update(t.audit).set({ actor: 'x' }).where(eq(t.audit.seq, 1))),
    moveProjection({ db: '08000101-2026-2027', seq: 1, chain: 'x' }, undefined),
  ]);
  expect((await hocba('backup', file)).said.split('\n')).toEqual([
    'Chưa có bản sao lưu, vì bản sao không tốt:',
    '  sổ kiểm tra: chuỗi bị đứt ở dòng 1',
    '  chuỗi nội dung đã nhận của 08000101-2026-2027 không khớp, tính đến số 1',
  ]);
});

it('a backup of PostgreSQL sends the person to pg_dump', async () => {
  vi.stubEnv('DATABASE_URL', 'postgres://hocba@localhost/hocba');
  expect(await hocba('backup', file)).toMatchObject({ code: 64, said: expect.stringContaining('pg_dump') });
});
