import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instant } from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHeadKey } from '../../heads/head-key.ts';
import { createKeys } from '../../issuing/keys/create-keys.ts';
import { createTestSecrets } from '../../people/sign-in/secrets.fixture.ts';
import { TEST_MAC } from '../../storage/engine/chain-mac.fixture.ts';
import { type Db, type Write, write } from '../../storage/engine/db.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { enqueueJob } from '../../storage/queries/jobs.ts';
import { insertMessage } from '../../storage/queries/messages/messages.ts';
import { openSyncDb } from '../../storage/queries/replication/sync.ts';
import { getEpoch, putSetting } from '../../storage/queries/settings.ts';
import { submissionMac } from '../../storage/queries/submission-chain.ts';
import { moveProjection } from '../../storage/queries/submissions.ts';
import { insertHalt } from '../../storage/queries/work/halts.ts';
import { runHocba } from '../hocba.ts';

const NOW = '2026-06-11T04:00:00.000Z' as Instant;
const ISSUER = 'https://hocba.example';
const NAME = '08000101-2026-2027';
const keys = await createKeys({ issuer: ISSUER, demo: false, now: NOW });

let folder: string;
let db: Db;

const doctor = async () => {
  const lines: string[] = [];
  const code = await runHocba(['doctor', '--json'], {
    out: (text) => void lines.push(text),
    err: () => undefined,
  });
  const { checks } = JSON.parse(lines.join('\n')) as { checks: { name: string; faults: string[] }[] };
  return {
    code,
    names: checks.map(({ name }) => name),
    ill: checks.filter(({ faults }) => faults.length > 0),
  };
};
const submission = (receivedAt: string): Write => {
  const row = {
    ...{ db: NAME, doc: 'entry:a', kind: 'entry', dev: 'd0000000000aa', n: 1, rev: null, name: null },
    ...{ account: 'toan.8a1', received_at: receivedAt, body: '{}' },
  };
  const mac = submissionMac({ mac: TEST_MAC }, row);
  return write((q, t) => q.insert(t.submission).values({ ...row, seq: 1, mac }));
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(NOW) });
  folder = mkdtempSync(join(tmpdir(), 'hocba-doctor-'));
  const files = {
    SIGNING_KEY_FILE: keys.signingKeys,
    TRUST_LIST_FILE: keys.trustList,
    SESSION_KEY_FILE: createTestSecrets(),
    HEAD_KEY_FILE: await createHeadKey(),
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    vi.stubEnv(name, join(folder, name));
  }
  vi.stubEnv('PUBLIC_URL', ISSUER);
  vi.stubEnv('DATABASE_URL', `file:${join(folder, 'db.sqlite')}`);
  db = await openStorage(`file:${join(folder, 'db.sqlite')}`, TEST_MAC);
  await migrate(db);
  const event = { at: NOW, actor: 'cli', action: 'school.added', student: null, detail: {} };
  await db.commit([appendAudit(event)]);
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await db.close();
  rmSync(folder, { recursive: true });
});

/** The checks of doctor in their order. */
const LOOKED = [
  'keys',
  'exposed',
  'integrity',
  'disk',
  'schema',
  'age',
  'audit',
  'submissions',
  'jobs',
  'projections',
  'clock',
  'derived',
  'credentials',
  'classes',
  'pupils',
  'accounts',
  'assignments',
  'senders',
  'grants',
  'guardians',
  'dossiers',
  'confirmations',
  'canaries',
  'messages',
  'heads',
];

it('doctor finds nothing wrong with a registry that is well, and that a submission of this minute is under way', async () => {
  await db.commit([openSyncDb(NAME, NOW), submission(NOW)]);
  const { code, names, ill } = await doctor();
  expect([code, ill]).toEqual([0, []]);
  expect(names).toEqual(LOOKED);
});

it.each<[string, () => Write[], string]>([
  [
    'audit',
    () => [write((q, t) => q.update(t.audit).set({ actor: 'x' }).where(eq(t.audit.seq, 1)))],
    'row 1',
  ],
  ['submissions', () => [submission(NOW), moveProjection({ db: NAME, seq: 1, chain: 'x' }, undefined)], NAME],
  [
    'jobs',
    () => [
      enqueueJob({ id: 'a', kind: 'issue', key: 'k1', runAt: NOW }),
      write((q, t) => q.update(t.job).set({ state: 'failed', last_error: 'KEY_MISSING' })),
    ],
    'issue k1 was given up: KEY_MISSING; "hocba keys resume" makes it due again',
  ],
  [
    'jobs',
    () => [insertHalt({ lane: 'issue', since: NOW, why: 'time went backwards' })],
    `the lane issue is halted since ${NOW}: time went backwards; "hocba keys resume" lifts the halt`,
  ],
  ['projections', () => [openSyncDb(NAME, NOW), submission('2026-06-11T03:58:00.000Z')], NAME],
  [
    'messages',
    () => [
      insertMessage({
        ...{ id: 'a', channel: 'sms', contact: '+84912345678', language: 'vi', sentence: 'code-used' },
        ...{ parameters: '{}', student: null, guardian: null, school: '08000101', state: 'queued' },
        ...{ tries: 2, problem: 'MESSAGE_NOT_SENT', created_at: NOW, changed_at: NOW },
        ...{ settled_by: null, settled_at: null, version: 1 },
      }),
    ],
    '1 messages of the last day were not taken',
  ],
  ['clock', () => [putSetting('readiness-probe', '2026-06-11T05:00:00.000Z')], 'before'],
])('doctor names what is not well: %s', async (name, damage, why) => {
  await db.commit(damage());
  const { code, ill } = await doctor();
  const named = ill.filter((one) => one.name !== 'derived' || name === 'derived');
  expect([code, named]).toEqual([1, [{ name, faults: [expect.stringContaining(why)] }]]);
});

it('field 22: doctor names a change of teacher that was refused on its day, and the command that calls it off', async () => {
  const change = { school: '08000101', year: '2026-2027', class: '8A1', subject: 'toan', account: 'gv.a' };
  const key = JSON.stringify([{ ...change, on: '2026-06-10' }, 'x']);
  await db.commit([
    enqueueJob({ id: 'a', kind: 'assign', key, runAt: NOW }),
    write((q, t) => q.update(t.job).set({ state: 'failed', last_error: 'INVALID_INPUT' })),
  ]);
  expect((await doctor()).ill).toEqual([
    {
      name: 'jobs',
      faults: [
        'the change of 2026-2027:8A1:toan of 08000101 to gv.a on 2026-06-10 was given up: INVALID_INPUT; ' +
          '"hocba account planned" lists it, and calls it off with --cancel',
      ],
    },
  ]);
});

it('doctor names the file of a secret that cannot be used', async () => {
  vi.stubEnv('SMS_GATEWAY_URL', 'https://sms.example');
  vi.stubEnv('SMS_GATEWAY_TOKEN_FILE', join(folder, 'no-token'));
  expect((await doctor()).ill).toEqual([
    { name: 'messages', faults: [expect.stringContaining('SMS_GATEWAY_TOKEN_FILE')] },
  ]);
});

it('doctor names keys that are of another address', async () => {
  vi.stubEnv('PUBLIC_URL', 'https://other.example');
  expect((await doctor()).ill).toEqual([
    { name: 'keys', faults: [expect.stringContaining('other.example')] },
  ]);
});

it('field 40: doctor names key files that others can read, and an older copy of the database', async () => {
  chmodSync(join(folder, 'SIGNING_KEY_FILE'), 0o644);
  const mark = { [await getEpoch(db)]: 7 };
  writeFileSync(join(folder, 'database-mark.json'), JSON.stringify(mark));
  const { code, ill } = await doctor();
  expect([code, ill]).toEqual([
    1,
    [
      { name: 'exposed', faults: [expect.stringContaining('chmod 600')] },
      { name: 'age', faults: [expect.stringContaining('hocba restore')] },
    ],
  ]);
});

it('field 32: doctor warns in time of the end of the trust list, and is content once it was renewed', async () => {
  vi.setSystemTime(Date.parse(NOW) + 350 * 86_400_000);
  const { code, ill } = await doctor();
  expect([code, ill]).toEqual([
    1,
    [{ name: 'keys', faults: [expect.stringContaining('in 50 days; run "hocba keys renew"')] }],
  ]);
  const medium = join(folder, 'medium');
  mkdirSync(medium);
  writeFileSync(join(medium, 'root-key.json'), keys.rootKey);
  const io = { out: () => undefined, err: () => undefined };
  expect(await runHocba(['keys', 'renew', '--root', join(medium, 'root-key.json')], io)).toBe(0);
  expect((await doctor()).ill).toEqual([]);
});

it.each([
  ['is not there', () => vi.stubEnv('DATABASE_URL', `file:${join(folder, 'none.sqlite')}`), ['schema']],
  [
    'is something else',
    () => {
      writeFileSync(
        join(folder, 'none.sqlite'),
        'a list of shopping, long enough to be read as a header of a file',
        { mode: 0o600 },
      );
      vi.stubEnv('DATABASE_URL', `file:${join(folder, 'none.sqlite')}`);
    },
    ['integrity', 'schema'],
  ],
])('doctor says so when the database %s', async (_, change, names) => {
  change();
  const { code, ill } = await doctor();
  expect([code, ill.map(({ name }) => name)]).toEqual([1, names]);
});

describe('the words of doctor for a person', () => {
  const said = async (language: string) => {
    vi.stubEnv('LC_ALL', language);
    const lines: string[] = [];
    const print = (text: string) => void lines.push(text);
    await runHocba(['doctor'], { out: print, err: () => undefined });
    return lines;
  };
  const damage = async () => {
    chmodSync(join(folder, 'SIGNING_KEY_FILE'), 0o644);
    writeFileSync(join(folder, 'database-mark.json'), JSON.stringify({ [await getEpoch(db)]: 7 }));
    await db.commit([
      openSyncDb(NAME, NOW),
      submission('2026-06-11T03:58:00.000Z'),
      write((q, t) => q.update(t.audit).set({ actor: 'x' }).where(eq(t.audit.seq, 1))),
      enqueueJob({ id: 'a', kind: 'issue', key: 'k1', runAt: NOW }),
      write((q, t) => q.update(t.job).set({ state: 'failed', last_error: 'KEY_MISSING' })),
      putSetting('readiness-probe', '2027-12-11T05:00:00.000Z'),
      insertHalt({
        lane: 'issue',
        since: NOW,
        why: 'own signature does not verify: SIGNATURE_INVALID',
      }),
    ]);
    vi.setSystemTime(Date.parse(NOW) + 350 * 86_400_000);
  };

  it('field 10: doctor gives times of Vietnam', async () => {
    await damage();
    expect(await said('C')).toContain(`  ${NAME} waits since 10:58 11/06/2026 (Vietnam time)`);
  });

  it('field 28: doctor speaks Vietnamese of all that is well', async () => {
    const lines = await said('vi_VN.UTF-8');
    expect(lines).toHaveLength(LOOKED.length);
    expect(lines.filter((line) => !/^[a-z]+ +[^ ].* {2}tốt$/.test(line))).toEqual([]);
  });

  it.each([
    ['gv.a', 'giao cho gv.a từ ngày 10/06/2026'],
    [null, 'không giao cho ai từ ngày 10/06/2026'],
  ])(
    'field 28: doctor speaks Vietnamese of a change of teacher that was refused on its day: to %s',
    async (account, to) => {
      const change = { school: '08000101', year: '2026-2027', class: '8A1', subject: 'toan', account };
      const key = JSON.stringify([{ ...change, on: '2026-06-10' }, 'x']);
      await db.commit([
        enqueueJob({ id: 'a', kind: 'assign', key, runAt: NOW }),
        write((q, t) => q.update(t.job).set({ state: 'failed', last_error: 'INVALID_INPUT' })),
      ]);
      expect(await said('vi_VN.UTF-8')).toContain(
        `  thay đổi phân công 2026-2027:8A1:toan của trường 08000101 (${to}) đã phải bỏ dở: INVALID_INPUT; ` +
          '"hocba account planned" liệt kê, thêm --cancel để hủy',
      );
    },
  );

  it('field 28: doctor speaks Vietnamese of all that is not well', async () => {
    await damage();
    const faults = (await said('vi_VN.UTF-8')).filter((line) => line.startsWith('  '));
    expect(faults.map((line) => line.trim().replaceAll(folder, 'F'))).toEqual([
      'danh sách khóa tin cậy hết hạn ngày 16/07/2027, còn 50 ngày; chạy "hocba keys renew"',
      'F/SIGNING_KEY_FILE người khác trên máy này đọc được; vui lòng chạy: chmod 600 F/SIGNING_KEY_FILE',
      expect.stringMatching(
        /^Đây là bản cũ của cơ sở dữ liệu .*\(1 trên 7 thay đổi, theo F\/database-mark\.json\)/,
      ),
      'chuỗi bị đứt ở dòng 1',
      'việc nền issue bị dừng từ 11:00 11/06/2026 (giờ Việt Nam): chữ ký vừa tạo không kiểm tra được: ' +
        'SIGNATURE_INVALID; khi đã rõ nguyên nhân, "hocba keys resume" cho ký tiếp',
      'issue k1 đã phải bỏ dở: KEY_MISSING; "hocba keys resume" cho làm lại',
      `${NAME} chờ từ 10:58 11/06/2026 (giờ Việt Nam)`,
      'đồng hồ của máy chậm hơn một thời điểm đã ghi trong dữ liệu',
    ]);
  });
});
