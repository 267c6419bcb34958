import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Instant } from '@hocba/shared/school/identifiers';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { verifyPassword } from '../../people/sign-in/password.ts';
import { createTestSecrets, writeTestSecrets } from '../../people/sign-in/secrets.fixture.ts';
import { parseSecrets } from '../../people/sign-in/secrets.ts';
import { openSession } from '../../people/sign-in/session.ts';
import { TEST_MAC } from '../../storage/engine/chain-mac.fixture.ts';
import type { Db } from '../../storage/engine/db.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { checkAuditChain } from '../../storage/queries/audit/audit.ts';
import { findAccount, findSession } from '../../storage/queries/people.ts';
import {
  findSchool,
  insertClass,
  insertSchool,
  listAssignmentsOf,
} from '../../storage/queries/schools/schools.ts';
import { runHocba } from '../hocba.ts';

const SCHOOL = '08000101';
const ENTRY = new URL('../hocba.ts', import.meta.url).pathname;
let folder: string;
let db: Db;

const hocba = async (...args: string[]) => {
  const lines = { stdout: [] as string[], stderr: [] as string[] };
  const code = await runHocba(args, {
    out: (text) => void lines.stdout.push(text),
    err: (text) => void lines.stderr.push(text),
  });
  return { code, stdout: lines.stdout.join('\n'), stderr: lines.stderr.join('\n') };
};
const passwordIn = (stdout: string) => /\(shown once\): (\S+)/.exec(stdout)?.[1] ?? '';

beforeAll(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-30T02:00:00.000Z'), toFake: ['Date'] });
  folder = mkdtempSync(join(tmpdir(), 'hocba-account-'));
  vi.stubEnv('DATABASE_URL', `file:${join(folder, 'db.sqlite')}`);
  vi.stubEnv('SESSION_KEY_FILE', writeTestSecrets(folder));
  vi.stubEnv('PUBLIC_URL', 'https://hocba.example');
  vi.stubEnv('LC_ALL', 'C');
  db = await openStorage(`file:${join(folder, 'db.sqlite')}`, TEST_MAC);
  await migrate(db);
  const school = { code: SCHOOL, name: 'THCS Tân Trào', commune: 'Minh Xuân', province: 'Tuyên Quang' };
  await db.commit([
    insertSchool({ ...school, province_code: '08' }),
    ...insertClass({ school: SCHOOL, year: '2026-2027', code: '8A1', grade: 8 }, [
      { school: SCHOOL, year: '2026-2027', class: '8A1', subject: 'toan', regular_marks: 4 },
    ]),
  ]);
});
afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await db.close();
  rmSync(folder, { recursive: true });
});

it('hocba account gives a primary class teacher all of the class that nobody else teaches', async () => {
  const year = '2026-2027';
  const subjects = ['toan', 'tieng-viet', 'nn1'].map((subject) => ({
    ...{ school: SCHOOL, year, class: '4A' },
    subject,
    regular_marks: 0,
  }));
  await db.commit(insertClass({ school: SCHOOL, year, code: '4A', grade: 4 }, subjects));
  const create = (name: string, assign: string) =>
    hocba(
      'account',
      'create',
      name,
      '--display',
      'Ma Thị Hoa',
      '--role',
      'teacher',
      '--school',
      SCHOOL,
      '--assign',
      assign,
    );
  expect((await create('tienganh.4a', `${year}:4A:nn1`)).code).toBe(0);
  expect((await create('gvcn.4a', `${year}:4A:*`)).code).toBe(0);
  const own = (await listAssignmentsOf(db, 'gvcn.4a')).map(({ subject }) => subject);
  expect(own.toSorted()).toEqual(['homeroom', 'tieng-viet', 'toan']);
  expect((await create('gvcn.9z', `${year}:9Z:*`)).stderr).toContain('CLASS_UNKNOWN');
});

it('hocba account creates a teacher with assignments and prints a password that works once it is changed', async () => {
  const { code, stdout } = await hocba(
    ...[
      'account',
      'create',
      'toan.8a1',
      '--role',
      'teacher',
      '--school',
      SCHOOL,
      '--display',
      'Trần Văn Đức',
    ],
    ...['--assign', '2026-2027:8A1:toan', '--assign', '2026-2027:8A1:homeroom'],
  );
  expect(code).toBe(0);
  const account = await findAccount(db, 'toan.8a1');
  expect(account).toMatchObject({ display_name: 'Trần Văn Đức', must_change: true, disabled: false });
  expect(await verifyPassword(account?.password_hash, passwordIn(stdout))).toBe(true);
  expect((await listAssignmentsOf(db, 'toan.8a1')).map((row) => row.subject)).toEqual(['homeroom', 'toan']);
  expect((await hocba('account', 'create', 'toan.8a1', '--role', 'operator')).stderr).toContain(
    'ACCOUNT_EXISTS',
  );
});

it.each([
  ['a head without a name', ['--role', 'head'], 64, '--display'],
  ['a login for a name', ['--role', 'teacher', '--display', 'gv.toan'], 1, 'NAME_IS_LOGIN'],
  ['an old font', ['--role', 'teacher', '--display', 'NguyÔn ThÞ Hoµ'], 1, 'TEXT_OLD_FONT'],
  ['a letter of another script', ['--role', 'head', '--display', 'Nguyễn Vаn An'], 1, 'NAME_NOT_LATIN'],
])('field 17: an account that signs is refused %s', async (_, args, code, text) => {
  const answer = await hocba('account', 'create', 'x.y', '--school', SCHOOL, ...args);
  expect([answer.code, answer.stderr]).toEqual([code, expect.stringContaining(text)]);
  expect(await findAccount(db, 'x.y')).toBeUndefined();
});

it('field 17: a school is refused a name that no record of it could be signed with', async () => {
  const place = ['--commune', 'Xã Tân Trào', '--province', 'Tỉnh Tuyên Quang'];
  const add = (name: string) => hocba('school', 'add', '08000777', '--name', name, ...place);
  expect((await add('TrÇn Phó')).stderr).toContain('TEXT_OLD_FONT');
  expect((await add('x'.repeat(201))).stderr).toContain('TEXT_TOO_LONG');
  expect(await findSchool(db, '08000777')).toBeUndefined();
});

it('hocba account resets and disables, ending every session, and leaves an audit row each', async () => {
  await hocba('account', 'create', 'so.canbo', '--role', 'department');
  const open = async () => {
    const account = await findAccount(db, 'so.canbo');
    if (account === undefined) throw new Error('no account');
    const { open: session, writes } = openSession(
      account,
      new Date().toISOString() as Instant,
      parseSecrets(createTestSecrets()),
    );
    await db.commit(writes);
    return session.session;
  };
  const first = await open();
  const { stdout } = await hocba('account', 'reset', 'so.canbo');
  const account = await findAccount(db, 'so.canbo');
  expect(await verifyPassword(account?.password_hash, passwordIn(stdout))).toBe(true);
  expect((await findSession(db, first))?.session.ended_reason).toBe('account.reset');
  const second = await open();
  expect((await hocba('account', 'disable', 'so.canbo')).code).toBe(0);
  expect((await findSession(db, second))?.session.ended_reason).toBe('account.disabled');
  expect((await findAccount(db, 'so.canbo'))?.disabled).toBe(true);
  expect(await checkAuditChain(db)).toMatchObject({});
});

it.each([
  [['account', 'create', 'x.y', '--role', 'king'], 64, 'Usage:'],
  [['account', 'create', 'Bad Name', '--role', 'operator'], 64, 'NAME'],
  [['account', 'create', 'x.y', '--role', 'teacher', '--school', SCHOOL, '--assign', '8A1'], 64, '--assign'],
  [['account', 'create', 'x.y', '--nonsense'], 64, 'Usage:'],
  [['account'], 64, 'Usage:'],
  [['nonsense'], 64, 'Unknown command'],
  [[], 64, 'Usage:'],
  [['account', 'create', 'x.y', '--role', 'clerk'], 1, 'needs a school'],
  [['account', 'create', 'x.y', '--role', 'operator', '--school', SCHOOL], 1, 'has no school'],
  [['account', 'create', 'x.y', '--role', 'clerk', '--school', '99999999'], 1, 'SCHOOL_UNKNOWN'],
  [
    [
      'account',
      'create',
      'x.y',
      '--role',
      'teacher',
      '--school',
      SCHOOL,
      '--display',
      'Ma Thị Hoa',
      '--assign',
      '2026-2027:9B:toan',
    ],
    1,
    'CLASS_UNKNOWN',
  ],
  [['account', 'reset', 'nobody.here'], 1, 'ACCOUNT_UNKNOWN'],
])('hocba account answers %j with exit code %i', async (args, code, text) => {
  const answer = await hocba(...args);
  expect([answer.code, answer.stdout]).toEqual([code, '']);
  expect(answer.stderr).toContain(text);
  expect(await findAccount(db, 'x.y')).toBeUndefined();
});

it.each([['--help'], ['account', '--help']])('hocba account explains itself with %s', async (...args) => {
  expect(await hocba(...args)).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringContaining('Usage:'),
  });
});

it('hocba account runs as a process and answers with its exit code', async () => {
  const failed = promisify(execFile)(process.execPath, [ENTRY, 'nonsense']);
  await expect(failed).rejects.toMatchObject({
    code: 64,
    stderr: expect.stringContaining('Unknown command'),
  });
});

it('field 22: hocba account gives a class to another teacher, on a day too, and says what a disabled one still has', async () => {
  const year = '2026-2027';
  const subjects = ['toan', 'van'].map((subject) => ({
    ...{ school: SCHOOL, year, class: '9A1' },
    subject,
    regular_marks: 2,
  }));
  await db.commit(insertClass({ school: SCHOOL, year, code: '9A1', grade: 9 }, subjects));
  const create = (name: string, ...assign: string[]) =>
    hocba(
      ...['account', 'create', name, '--role', 'teacher', '--school', SCHOOL, '--display', 'Vũ Thị Lan'],
      ...assign.flatMap((each) => ['--assign', each]),
    );
  await create('gvcn.9a1', `${year}:9A1:homeroom`, `${year}:9A1:toan`);
  await create('gv.thay');
  const disabled = await hocba('account', 'disable', 'gvcn.9a1');
  expect(disabled.stdout).toContain(`${year}:9A1:homeroom, ${year}:9A1:toan`);
  const given = await hocba('account', 'assign', 'gv.thay', '--assign', `${year}:9A1:homeroom`);
  expect(given.stdout).toBe(`${year}:9A1:homeroom: gvcn.9a1 → gv.thay, now`);
  const later = await hocba(
    ...['account', 'assign', 'gv.thay', '--assign', `${year}:9A1:toan`, '--on', '2026-12-01'],
  );
  expect(later.stdout).toContain('gvcn.9a1 → gv.thay, from 2026-12-01 on');
  expect((await listAssignmentsOf(db, 'gv.thay')).map(({ subject }) => subject)).toEqual(['homeroom']);
  expect((await hocba('account', 'release', 'gv.thay')).stdout).toContain('gv.thay → nobody, now');
  expect(await listAssignmentsOf(db, 'gv.thay')).toEqual([]);
  const notHeld = await hocba('account', 'release', 'gv.thay', '--assign', `${year}:9A1:van`);
  expect([notHeld.code, notHeld.stderr]).toEqual([1, expect.stringContaining('does not have')]);
});

it('field 22: a whole class is neither assigned nor released by a star, and nothing is taken from anybody', async () => {
  const before = await listAssignmentsOf(db, 'gvcn.4a');
  expect(before).not.toEqual([]);
  for (const action of ['assign', 'release']) {
    const { code, stderr } = await hocba('account', action, 'gvcn.4a', '--assign', '2026-2027:4A:*');
    expect([code, stderr]).toEqual([64, expect.stringContaining('is for create alone')]);
  }
  expect(await listAssignmentsOf(db, 'gvcn.4a')).toEqual(before);
});

it('field 21: an unknown subject in --assign is answered with those that there are', async () => {
  const { code, stderr } = await hocba(
    ...[
      'account',
      'create',
      'sai',
      '--role',
      'teacher',
      '--school',
      SCHOOL,
      '--assign',
      '2026-2027:8A1:toann',
    ],
  );
  expect([code, stderr]).toEqual([
    64,
    expect.stringMatching(/8A1:toann.*SUBJECT is one of homeroom, .*toan/),
  ]);
});

it('field 28: hocba account speaks Vietnamese, of what it does and of what it refuses', async () => {
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  const teacher = ['--role', 'teacher', '--school', SCHOOL, '--display', 'Ma Văn Sơn'];
  const said = async (...args: string[]) => {
    const { code, stdout, stderr } = await hocba('account', ...args);
    return [code, `${stdout}${stderr}`.split('\n\n')[0]];
  };
  try {
    expect(await said('create', 'gv.son', ...teacher)).toEqual([
      0,
      expect.stringMatching(/^Tài khoản gv\.son đã được tạo\.\nMật khẩu tạm thời \(chỉ hiện lần này\): \S+$/),
    ]);
    expect(await said('assign', 'gv.son', '--assign', '2026-2027:4A:toan', '--on', '2026-12-01')).toEqual([
      0,
      expect.stringMatching(/^2026-2027:4A:toan: gvcn\.4a → gv\.son, từ ngày 01\/12\/2026$/),
    ]);
    expect(await said('create', 'gv.son', ...teacher)).toEqual([
      1,
      'ACCOUNT_EXISTS: tên tài khoản này đã có',
    ]);
    expect(await said('release', 'gv.son', '--assign', '2026-2027:8A1:toan')).toEqual([
      1,
      'INVALID_INPUT: nội dung lệnh chưa hợp lệ, chưa có gì thay đổi (gv.son không được phân công 2026-2027:8A1:toan)',
    ]);
    expect(await said('assign', 'gv.son', '--assign', '2026-2027:9Z:toan')).toEqual([
      1,
      'CLASS_UNKNOWN: năm học này không có lớp đó (9Z, năm học 2026-2027)',
    ]);
    expect(await said('assign', 'gv.son')).toEqual([64, 'thiếu --assign']);
    expect(await said('create', 'gv.x', '--role', 'head', '--school', SCHOOL)).toEqual([
      64,
      expect.stringMatching(/^--display: họ và tên đầy đủ/),
    ]);
    expect(await said('disable', 'gv.son')).toEqual([
      0,
      expect.stringMatching(/^Đã khóa tài khoản gv\.son;/),
    ]);
    expect(await said('--help')).toEqual([
      0,
      expect.stringMatching(/^Cách dùng:\n {2}hocba account create TÊN/),
    ]);
    expect((await hocba('tìm')).stderr).toMatch(/^Không có lệnh "tìm"\.\n\nCách dùng: hocba LỆNH/);
  } finally {
    vi.stubEnv('LC_ALL', 'C');
  }
});
