import {
  type AccountName,
  HOMEROOM,
  type Instant,
  type LocalDate,
  type SubjectCode,
} from '@hocba/shared/school/identifiers';
import { mayEnter } from '@hocba/shared/school/rights';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { getAccountCaller } from '../../people/account-caller.ts';
import { disableAccount } from '../../people/accounts.ts';
import { findPublished } from '../../replication/publish.ts';
import { type Db, write } from '../../storage/engine/db.ts';
import { checkAuditChain } from '../../storage/queries/audit/audit.ts';
import { enqueueJob, listFailedJobs } from '../../storage/queries/jobs.ts';
import { findAccount, insertAccount } from '../../storage/queries/people.ts';
import { findYearRecord } from '../../storage/queries/records/year-records.ts';
import { listAssignments } from '../../storage/queries/schools/schools.ts';
import { JOB_PACE, jobLane } from '../../work/job-lane.ts';
import { startRunner } from '../../work/runner.ts';
import { submit } from '../intake/submit.ts';
import { mayIn, mayOpen } from '../permissions.ts';
import { projectAll } from '../projection/project.ts';
import {
  approvalOf,
  CLASS,
  closesOf,
  fullEntries,
  HEAD,
  HOMEROOM_TEACHER,
  NAME,
  NOW,
  openSmallClass,
  PUPILS,
  SCHOOL,
  sendAs,
  TEACHER,
  YEAR,
} from '../projection/small-class.fixture.ts';
import { assignJobs, changeAssignment } from './assign.ts';
import { ASSIGN_JOB, callOffAssignments, listPlannedAssignments } from './planned-assignments.ts';

const NEW = 'gv.moi' as AccountName;
const TODAY = '2026-05-20' as LocalDate;
let db: Db;

beforeEach(async () => {
  db = await openSmallClass();
  const row = (name: string) => ({
    ...{ name, display_name: name, role: 'teacher', school: SCHOOL, password_hash: 'x', must_change: false },
    ...{ disabled: false, security_version: 1, scope_version: 1, created_at: NOW },
  });
  await db.commit([TEACHER.account, HOMEROOM_TEACHER.account, NEW].map((name) => insertAccount(row(name))));
});
afterEach(() => db.close());

/** The lane of planned changes, over a clock. */
const startLane = (clock: () => Instant) => {
  const tools = { db, clock, log: { error: () => undefined } };
  return startRunner(tools, [jobLane(tools, { ...JOB_PACE, kind: ASSIGN_JOB, act: assignJobs(db, clock) })]);
};

const change = (
  subject: SubjectCode,
  account: AccountName | null,
  on: LocalDate = TODAY,
  now: Instant = NOW,
) => changeAssignment(db, { school: SCHOOL, year: YEAR, class: CLASS, subject, account, on }, now);
const holder = async (subject: string) =>
  (await listAssignments(db, SCHOOL, YEAR, CLASS)).find((row) => row.subject === subject)?.account;
const scopeOf = async (name: string) => (await findAccount(db, name))?.scope_version;
const TOAN = 'toan' as SubjectCode;

it('field 22: a subject is given to another teacher at once, and both devices meet another scope version', async () => {
  expect(await change(TOAN, NEW)).toEqual({ before: TEACHER.account, waits: false });
  expect(await holder('toan')).toBe(NEW);
  expect([await scopeOf(TEACHER.account), await scopeOf(NEW)]).toEqual([2, 2]);
  const caller = await getAccountCaller(db, NEW, 'test');
  expect([mayOpen(caller, NAME), mayIn(caller, NAME, mayEnter, CLASS, TOAN)]).toEqual([true, true]);
  const former = await getAccountCaller(db, TEACHER.account, 'test');
  expect(mayIn(former, NAME, mayEnter, CLASS, TOAN)).toBe(false);
  await projectAll({ db, issuer: 'http://localhost:8787' }, NAME);
  const list = (await findPublished(db, NAME, `class:${CLASS}`))?.body as {
    subjects: { subject: string; teacher: string }[];
  };
  expect(list.subjects.find(({ subject }) => subject === 'toan')?.teacher).toBe(NEW);
  const [row] = (await db.query.select().from(db.tables.audit)).slice(-1);
  expect(row).toMatchObject({ action: 'assignment.changed', actor: 'cli' });
  expect(JSON.parse(row?.detail ?? '')).toMatchObject({
    subject: 'toan',
    from: TEACHER.account,
    to: NEW,
    on: TODAY,
  });
  expect(await checkAuditChain(db)).toMatchObject({ brokenAt: null });
});

it('field 22: an assignment is ended without another, and said again it changes nothing', async () => {
  await change(TOAN, null);
  expect(await holder('toan')).toBeUndefined();
  expect(await change(TOAN, null)).toEqual({ before: null, waits: false });
  expect(await scopeOf(TEACHER.account)).toBe(2);
});

it('field 22: a change at a date waits for that morning in Vietnam', async () => {
  const on = '2026-06-01' as LocalDate;
  expect(await change(TOAN, NEW, on)).toEqual({ before: TEACHER.account, waits: true });
  let now = '2026-05-31T16:59:59.000Z' as Instant;
  const jobs = await startLane(() => now);
  await jobs.idle();
  expect([await holder('toan'), await scopeOf(NEW)]).toEqual([TEACHER.account, 1]);
  now = '2026-05-31T17:00:00.000Z' as Instant;
  await jobs.idle();
  expect([await holder('toan'), await scopeOf(NEW), await scopeOf(TEACHER.account)]).toEqual([NEW, 2, 2]);
  await jobs.stop();
});

const DAY = '2026-06-01' as LocalDate;
/** Runs every job that is due on the morning of the planned day. */
const liveThatMorning = async () => {
  const jobs = await startLane(() => '2026-05-31T17:00:00.000Z' as Instant);
  await jobs.idle();
  await jobs.stop();
};
const lastAct = async () => {
  const [row] = (await db.query.select().from(db.tables.audit)).slice(-1);
  return { action: row?.action, detail: JSON.parse(row?.detail ?? '') };
};

it('a job that nobody planned changes nothing, and keeps no other job from its day', async () => {
  const other = { school: SCHOOL, year: YEAR, class: CLASS, subject: HOMEROOM, account: NEW, on: DAY };
  const runAt = NOW;
  await db.commit([
    enqueueJob({ id: 'a', kind: ASSIGN_JOB, key: 'no change', runAt }),
    enqueueJob({ id: 'b', kind: ASSIGN_JOB, key: JSON.stringify([other, 'b']), runAt }),
  ]);
  await change(TOAN, NEW, DAY);
  await liveThatMorning();
  expect([await holder('toan'), await holder(HOMEROOM)]).toEqual([NEW, HOMEROOM_TEACHER.account]);
  expect(await listFailedJobs(db, 9)).toMatchObject([{ id: 'b', last_error: 'FORBIDDEN' }]);
});

it('a planned change that was made is not made again when its job is put back', async () => {
  await change(TOAN, NEW, DAY);
  await liveThatMorning();
  await change(TOAN, TEACHER.account);
  const again = { state: 'waiting', lease_until: null };
  await db.commit([write((q, { job: t }) => q.update(t).set(again).where(eq(t.kind, ASSIGN_JOB)), 1)]);
  await liveThatMorning();
  expect(await holder('toan')).toBe(TEACHER.account);
});

it('field 22: a subject never passes to an account that was disabled after the change was planned', async () => {
  await change(TOAN, NEW, DAY);
  await change(HOMEROOM, NEW, DAY);
  await disableAccount(db, NEW, NOW);
  await liveThatMorning();
  expect([await holder('toan'), await holder(HOMEROOM)]).toEqual([TEACHER.account, HOMEROOM_TEACHER.account]);
  expect(await lastAct()).toMatchObject({
    action: 'assignment.refused',
    detail: { to: NEW, on: DAY, reason: 'INVALID_INPUT' },
  });
  const listed = await listPlannedAssignments(db);
  expect(listed.map(({ refused }) => refused)).toEqual(['INVALID_INPUT', 'INVALID_INPUT']);
  expect((await listFailedJobs(db, 9)).length).toBe(2);
  // Giving the subject at once settles what was refused; what was refused for the homeroom stays listed.
  await change(TOAN, HOMEROOM_TEACHER.account);
  expect((await listPlannedAssignments(db)).map((each) => each.change.subject)).toEqual([HOMEROOM]);
});

it('field 22: a change that was called off is not made on its day, and the audit says so', async () => {
  await change(TOAN, NEW, DAY);
  const off = await callOffAssignments(db, (planned) => planned.change.account === NEW, NOW);
  expect(off.map((each) => each.change.subject)).toEqual([TOAN]);
  expect(await lastAct()).toMatchObject({
    action: 'assignment.called-off',
    detail: { subject: TOAN, to: NEW, on: DAY },
  });
  expect(await callOffAssignments(db, () => true, NOW)).toEqual([]);
  await liveThatMorning();
  expect(await holder('toan')).toBe(TEACHER.account);
  expect(await checkAuditChain(db)).toMatchObject({ brokenAt: null });
});

it('field 22: a planned release takes nothing from a teacher who was given the subject meanwhile', async () => {
  const release = { school: SCHOOL, year: YEAR, class: CLASS, subject: TOAN, account: null, on: DAY };
  await changeAssignment(db, { ...release, from: TEACHER.account }, NOW);
  await change(TOAN, NEW);
  await liveThatMorning();
  expect([await holder('toan'), await listPlannedAssignments(db)]).toEqual([NEW, []]);
});

it('field 22: a homeroom teacher who leaves after everything is entered does not stop the class', async () => {
  const entries = fullEntries();
  await sendAs(db, entries);
  await sendAs(db, await closesOf(db, entries));
  await disableAccount(db, HOMEROOM_TEACHER.account, NOW);
  await change(HOMEROOM, NEW);
  const caller = await getAccountCaller(db, NEW, 'test');
  await submit(db, caller, NAME, [await approvalOf(db, 'confirm', caller)], NOW);
  await projectAll({ db, issuer: 'http://localhost:8787' }, NAME);
  await sendAs(db, [await approvalOf(db, 'finalise', HEAD)]);
  const states = await Promise.all(PUPILS.map(async (id) => (await findYearRecord(db, NAME, id))?.state));
  expect(states).toEqual(['finalised', 'finalised', 'finalised']);
});

it('field 22: an assignment that cannot be is refused with the subjects there are, and changes nothing', async () => {
  await expect(change('ly' as SubjectCode, NEW)).rejects.toMatchObject({
    code: 'SUBJECT_UNKNOWN',
    detail: expect.stringContaining('homeroom, gdcd, gdtc'),
  });
  await expect(change(TOAN, 'khong.co' as AccountName)).rejects.toMatchObject({ code: 'ACCOUNT_UNKNOWN' });
  await disableAccount(db, NEW, NOW);
  await expect(change(TOAN, NEW)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(await holder('toan')).toBe(TEACHER.account);
});
