import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { writeTestSecrets } from '../../people/sign-in/secrets.fixture.ts';
import { TEST_MAC } from '../../storage/engine/chain-mac.fixture.ts';
import { type Db, write } from '../../storage/engine/db.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { enqueueJob, listDueJobs } from '../../storage/queries/jobs.ts';
import { findHalt, insertHalt } from '../../storage/queries/work/halts.ts';
import { runHocba } from '../hocba.ts';

const NOW = '2026-06-11T04:00:00.000Z';
const HALT = { lane: 'issue', since: '2026-06-11T03:58:00.000Z', why: 'time went backwards' };
let folder: string;
let db: Db;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) });
  folder = mkdtempSync(join(tmpdir(), 'hocba-resume-'));
  vi.stubEnv('DATABASE_URL', `file:${join(folder, 'db.sqlite')}`);
  vi.stubEnv('SESSION_KEY_FILE', writeTestSecrets(folder));
  vi.stubEnv('PUBLIC_URL', 'https://hocba.example');
  db = await openStorage(`file:${join(folder, 'db.sqlite')}`, TEST_MAC);
  await migrate(db);
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await db.close();
  rmSync(folder, { recursive: true });
});

const resume = async (language: string, ...args: string[]) => {
  vi.stubEnv('LC_ALL', language);
  const said: string[] = [];
  const print = (text: string) => void said.push(text);
  return { code: await runHocba(['keys', 'resume', ...args], { out: print, err: print }), said };
};
const breakDown = () =>
  db.commit([
    insertHalt(HALT),
    enqueueJob({ id: 'a', kind: 'issue', key: 'k1', runAt: NOW }),
    write((q, t) => q.update(t.job).set({ state: 'failed', attempts: 5, last_error: 'INTENT_STALE' })),
    enqueueJob({ id: 'b', kind: 'assign', key: 'k2', runAt: NOW }),
    write((q, t) => q.update(t.job).set({ state: 'failed', attempts: 5 })),
  ]);
const acts = async () => (await db.query.select().from(db.tables.audit)).map(({ action }) => action);

it('a resume lifts the halt, makes signing jobs due again and no others, and leaves the account in the audit', async () => {
  await breakDown();
  expect(await resume('C')).toEqual({
    code: 0,
    said: [
      'The halt of signing is lifted. It stood since 10:58 11/06/2026 (Vietnam time): time went backwards',
      'Signing jobs that were given up and are due again: 1',
    ],
  });
  expect(await findHalt(db, 'issue')).toBeUndefined();
  const asked = { now: NOW, limit: 9 };
  expect(await listDueJobs(db, { ...asked, kind: 'issue' })).toMatchObject([{ key: 'k1', attempts: 0 }]);
  expect(await listDueJobs(db, { ...asked, kind: 'assign' })).toEqual([]);
  const [row] = (await db.query.select().from(db.tables.audit)).slice(-1);
  expect([row?.at, row?.actor, row?.action]).toEqual([NOW, 'cli', 'lane.resumed']);
  const { since, why } = HALT;
  const { username: user } = userInfo();
  expect(JSON.parse(row?.detail ?? '')).toEqual({ lane: 'issue', user, jobs: 1, since, why });
});

it('a resume says in Vietnamese what it did', async () => {
  await breakDown();
  expect((await resume('vi_VN.UTF-8')).said).toEqual([
    'Đã cho ký tiếp. Việc ký bị dừng từ 10:58 11/06/2026 (giờ Việt Nam): đồng hồ của máy đã chạy lùi',
    'Số việc ký đã bỏ dở nay được làm lại: 1',
  ]);
});

it('a resume changes nothing and writes nothing when there is nothing to resume', async () => {
  const before = await acts();
  expect(await resume('C')).toEqual({
    code: 0,
    said: ['Nothing was changed: signing is not halted, and no signing job was given up'],
  });
  expect(await acts()).toEqual(before);
});

it('a resume takes no other options', async () => {
  await breakDown();
  expect((await resume('C', '--signing-key')).code).toBe(64);
  expect(await findHalt(db, 'issue')).toEqual(HALT);
});
