import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AccountName, Instant } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { disableAccount } from '../../people/accounts.ts';
import { writeTestSecrets } from '../../people/sign-in/secrets.fixture.ts';
import { assignJobs } from '../../records/assignments/assign.ts';
import { TEST_MAC } from '../../storage/engine/chain-mac.fixture.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { listDueJobs } from '../../storage/queries/jobs.ts';
import { insertClass, insertSchool, listAssignmentsOf } from '../../storage/queries/schools/schools.ts';
import { runHocba } from '../hocba.ts';
import { problemText } from '../texts/problem-texts.ts';

/* The planned changes of teachers, and how they are called off. */

const SCHOOL = '08000101';
const TOAN = '2026-2027:8A1:toan';
const VAN = '2026-2027:8A1:van';
let folder: string;
const open = () => openStorage(`file:${join(folder, 'db.sqlite')}`, TEST_MAC);

const account = async (...args: string[]) => {
  const lines: string[] = [];
  const print = (text: string) => void lines.push(text);
  const code = await runHocba(['account', ...args], { out: print, err: print });
  return { code, lines };
};

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-30T02:00:00.000Z'), toFake: ['Date'] });
  folder = mkdtempSync(join(tmpdir(), 'hocba-planned-'));
  vi.stubEnv('DATABASE_URL', `file:${join(folder, 'db.sqlite')}`);
  vi.stubEnv('SESSION_KEY_FILE', writeTestSecrets(folder));
  vi.stubEnv('PUBLIC_URL', 'https://hocba.example');
  vi.stubEnv('LC_ALL', 'C');
  const db = await open();
  await migrate(db);
  const school = { code: SCHOOL, name: 'THCS Tân Trào', commune: 'Minh Xuân', province: 'Tuyên Quang' };
  const subjects = ['toan', 'van'].map((subject) => ({
    ...{ school: SCHOOL, year: '2026-2027', class: '8A1' },
    subject,
    regular_marks: 2,
  }));
  await db.commit([
    insertSchool({ ...school, province_code: '08' }),
    ...insertClass({ school: SCHOOL, year: '2026-2027', code: '8A1', grade: 8 }, subjects),
  ]);
  await db.close();
  const teacher = ['--role', 'teacher', '--school', SCHOOL, '--display', 'Vũ Thị Lan'];
  await account('create', 'toan.8a1', ...teacher, '--assign', TOAN, '--assign', VAN);
  await account('create', 'gvcn.8a1', ...teacher);
  await account('assign', 'gvcn.8a1', '--assign', TOAN, '--on', '2026-12-15');
  await account('release', 'toan.8a1', '--assign', VAN, '--on', '2026-12-01');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const TO_GVCN = `${TOAN}: toan.8a1 → gvcn.8a1, from 2026-12-15 on`;
const TO_NOBODY = `${VAN}: toan.8a1 → nobody, from 2026-12-01 on`;

it('field 22: hocba account planned lists what waits, by account, subject and day', async () => {
  expect(await account('planned')).toEqual({ code: 0, lines: [TO_NOBODY, TO_GVCN] });
  expect((await account('planned', 'gvcn.8a1')).lines).toEqual([TO_GVCN]);
  expect((await account('planned', 'toan.8a1')).lines).toEqual([TO_NOBODY]);
  expect((await account('planned', '--assign', TOAN)).lines).toEqual([TO_GVCN]);
  expect((await account('planned', '--on', '2026-12-01')).lines).toEqual([TO_NOBODY]);
  expect((await account('planned', 'gvcn.8a1', '--on', '2026-12-01')).lines).toEqual([
    'There is no planned change.',
  ]);
});

it('field 22: hocba account --cancel calls off what it names and nothing else', async () => {
  expect((await account('planned', '--cancel')).code).toBe(64);
  expect((await account('disable', 'gvcn.8a1', '--cancel')).code).toBe(64);
  expect((await account('planned')).lines).toEqual([TO_NOBODY, TO_GVCN]);
  const off = await account('planned', 'gvcn.8a1', '--assign', TOAN, '--on', '2026-12-15', '--cancel');
  expect(off).toEqual({ code: 0, lines: [`called off: ${TO_GVCN}`] });
  expect((await account('planned')).lines).toEqual([TO_NOBODY]);
});

it('field 22: hocba account disable names and calls off what is planned for the account, and no other change', async () => {
  const { code, lines } = await account('disable', 'gvcn.8a1');
  expect([code, lines.slice(1)]).toEqual([
    0,
    [`Called off, because it was planned for this account: ${TO_GVCN}`],
  ]);
  expect((await account('planned')).lines).toEqual([TO_NOBODY]);
});

it('field 22: a change that was refused on its day stays listed with its reason', async () => {
  const db = await open();
  const now = '2026-12-15T00:00:00.000Z' as Instant;
  try {
    await disableAccount(db, 'gvcn.8a1' as AccountName, now);
    await assignJobs(db, () => now)(await listDueJobs(db, { now, limit: 9, kind: 'assign' }));
    expect((await listAssignmentsOf(db, 'toan.8a1')).map(({ subject }) => subject)).toEqual(['toan']);
    expect(await listAssignmentsOf(db, 'gvcn.8a1')).toEqual([]);
  } finally {
    await db.close();
  }
  expect((await account('planned')).lines).toEqual([`${TO_GVCN} – refused on that day: INVALID_INPUT`]);
});

it('field 22: the planned changes are told in Vietnamese', async () => {
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  const text = `${TOAN}: toan.8a1 → gvcn.8a1, từ ngày 15/12/2026`;
  expect((await account('planned', 'gvcn.8a1')).lines).toEqual([text]);
  expect((await account('planned', '--cancel')).lines[0]).toMatch(/^--cancel: cần ghi tên tài khoản/);
  expect((await account('disable', 'gvcn.8a1')).lines).toContain(
    `Đã hủy thay đổi đã hẹn cho tài khoản này: ${text}`,
  );
  expect((await account('planned', 'gvcn.8a1')).lines).toEqual(['Không có thay đổi nào đang chờ ngày.']);
});

describe('field 22: the day of a change', () => {
  const refusedOf = async (...args: string[]) => {
    const { code, lines } = await account(...args);
    return [code, lines.join().split('\n')[0]];
  };

  it.each([
    ['2026-02-30', 64, '--on: a day that there is, as 2026-12-01'],
    ['2026-1-5', 64, '--on: a day that there is, as 2026-12-01'],
    ['2026-11-29', 1, expect.stringContaining('--on 2026-11-29 is over; without --on it is at once')],
    ['2027-09-01', 1, expect.stringContaining('--on 2027-09-01 is not in the school year 2026-2027')],
    ['2035-01-01', 1, expect.stringContaining('--on 2035-01-01 is not in the school year 2026-2027')],
  ])('field 22: a change on the day %s is refused, and nothing changes', async (on, code, said) => {
    const before = await account('planned');
    expect(await refusedOf('assign', 'gvcn.8a1', '--assign', VAN, '--on', on)).toEqual([code, said]);
    expect(await refusedOf('release', 'toan.8a1', '--on', on)).toEqual([code, said]);
    expect(await account('planned')).toEqual(before);
  });

  it('field 22: a change on the day of today is made at once, and the last day of the school year is taken', async () => {
    const today = await account('assign', 'gvcn.8a1', '--assign', VAN, '--on', '2026-11-30');
    expect(today.lines).toEqual([`${VAN}: toan.8a1 → gvcn.8a1, now`]);
    expect((await account('release', 'toan.8a1', '--on', '2027-08-31')).code).toBe(0);
  });

  it('field 22: a refused day is explained in Vietnamese', async () => {
    vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
    const on = async (day: string) => refusedOf('assign', 'gvcn.8a1', '--assign', VAN, '--on', day);
    expect(await on('2026-11-29')).toEqual([1, expect.stringContaining('--on 2026-11-29 đã qua')]);
    expect(await on('2035-01-01')).toEqual([1, expect.stringContaining('không thuộc năm học 2026-2027')]);
    expect(await on('2026-02-30')).toEqual([64, expect.stringMatching(/^--on: một ngày có thật/)]);
  });

  it('field 21: a release of an account that has nothing says so', async () => {
    expect(await account('release', 'gvcn.8a1')).toEqual({
      code: 0,
      lines: ['gvcn.8a1 has nothing to release.'],
    });
  });
});

it('field 21: a new account for a subject that somebody has is refused with the name and the command', async () => {
  const create = ['create', 'moi', '--role', 'teacher', '--school', SCHOOL, '--display', 'Vũ Thị Mai'];
  const next = `hocba account assign moi --assign ${TOAN}`;
  const taken = await account(...create, '--assign', TOAN);
  expect(taken).toEqual({
    code: 1,
    lines: [
      `SUBJECT_TAKEN: The subject has its teacher already (toan.8a1 has ${TOAN}; create the account without it, then: ${next})`,
    ],
  });
  vi.stubEnv('LC_ALL', 'vi_VN.UTF-8');
  expect((await account(...create, '--assign', TOAN)).lines).toEqual([
    `SUBJECT_TAKEN: môn này đã có giáo viên (toan.8a1 đang giữ ${TOAN}; vui lòng tạo tài khoản không có phần đó, rồi chạy: ${next})`,
  ]);
});

it('field 21: a subject that is said twice, or that the class does not have, is no fault of the database', async () => {
  const create = ['--role', 'teacher', '--school', SCHOOL, '--display', 'Vũ Thị Mai'];
  const homeroom = ['--assign', '2026-2027:8A1:homeroom'];
  expect((await account('create', 'moi', ...create, ...homeroom, ...homeroom)).code).toBe(0);
  const none = await account('create', 'ly', ...create, '--assign', '2026-2027:8A1:dia');
  expect([none.code, none.lines[0]]).toEqual([
    1,
    'SUBJECT_UNKNOWN: The subject is not in the curriculum (dia; 8A1 of 2026-2027 has homeroom, toan, van)',
  ]);
});

it.each(['C', 'vi_VN.UTF-8'])('field 21: the database’s own words are never printed: %s', (language) => {
  vi.stubEnv('LC_ALL', language);
  for (const detail of ['UNIQUE constraint failed: assignment.school', 'assignment_pkey']) {
    expect(problemText('DUPLICATE', detail)).not.toMatch(/UNIQUE|pkey/);
  }
});

it('field 21: a second disabling of an account says so, and the audit has it once', async () => {
  expect((await account('disable', 'gvcn.8a1')).lines[0]).toMatch(/disabled; all its sessions/);
  expect(await account('disable', 'gvcn.8a1')).toEqual({
    code: 0,
    lines: ['Account gvcn.8a1 was disabled already; nothing changes.'],
  });
  const db = await open();
  const acts = (await db.query.select().from(db.tables.audit)).map(({ action }) => action);
  await db.close();
  expect(acts.filter((action) => action === 'account.disabled')).toHaveLength(1);
});
