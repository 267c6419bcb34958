import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { writeTestSecrets } from '../../people/sign-in/secrets.fixture.ts';
import { TEST_MAC } from '../../storage/engine/chain-mac.fixture.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { appendAudits } from '../../storage/queries/audit/audit.ts';
import { runHocba } from '../hocba.ts';

const folder = mkdtempSync(join(tmpdir(), 'hocba-audit-'));
const url = `file:${join(folder, 'hocba.sqlite')}`;

const event = (at: string, actor: string, student: string | null) => ({
  at,
  actor,
  action: 'bundle.read',
  student,
  detail: { purpose: 'transfer' },
});

beforeAll(async () => {
  vi.stubEnv('DATABASE_URL', url);
  vi.stubEnv('SESSION_KEY_FILE', writeTestSecrets(folder));
  vi.stubEnv('PUBLIC_URL', 'http://localhost:8787');
  const db = await openStorage(url, TEST_MAC);
  await migrate(db);
  const many = Array.from({ length: 600 }, () => event('2026-11-28T16:59:59.000Z', 'clerk.mot', null));
  await db.commit([
    appendAudits([
      ...many,
      event('2026-11-28T17:00:00.000Z', 'clerk.mot', null),
      event('2026-11-29T16:59:59.000Z', 'clerk.hai', null),
      event('2026-11-29T17:00:00.000Z', 'clerk.hai', null),
    ]),
  ]);
  await db.close();
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const hocba = async (...args: string[]) => {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runHocba(['audit', ...args], {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
  });
  return { code, out, err: err.join('\n') };
};

it('field 38: the audit is read by day of Vietnam, page after page', async () => {
  expect((await hocba()).out).toHaveLength(603);
  const { out } = await hocba('--since', '2026-11-29', '--until', '2026-11-30');
  expect(out).toEqual([
    '2026-11-29 00:00:00  clerk.mot  bundle.read  -  {"purpose":"transfer"}',
    '2026-11-29 23:59:59  clerk.hai  bundle.read  -  {"purpose":"transfer"}',
  ]);
});

it('field 38: the audit is read by account, as lines of JSON with their number', async () => {
  const { out } = await hocba('--account', 'clerk.hai', '--json');
  expect(out.map((line) => JSON.parse(line).seq)).toEqual([602, 603]);
});

it('field 38: a pupil who is unknown and a time that is none are said', async () => {
  expect(await hocba('--student', '0812345679')).toMatchObject({
    code: 1,
    err: expect.stringContaining('0812345679'),
  });
  expect((await hocba('--student', 'x')).code).toBe(64);
  for (const time of ['29/11/2026', '2026-13-01', '2026-02-30', '2026-11-31T00:00:00Z', 'gestern']) {
    expect([time, (await hocba('--since', time)).code]).toEqual([time, 64]);
  }
});

it('field 22: the audit takes a moment as pages show it', async () => {
  const { out } = await hocba('--since', '23:59:59 29/11/2026', '--until', '2026-11-30T00:00:00+07:00');
  expect(out.map((line) => line.slice(0, 19))).toEqual(['2026-11-29 23:59:59']);
});
