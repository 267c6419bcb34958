import type { AccountName, LocalDate, SubjectCode } from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAccount } from '../../people/accounts.ts';
import { type Db, write } from '../../storage/engine/db.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { insertAssignments } from '../../storage/queries/schools/schools.ts';
import { CLASS, NOW, openSmallClass, SCHOOL, YEAR } from '../projection/small-class.fixture.ts';
import { changeAssignment } from './assign.ts';
import { checkAssignments } from './check-assignments.ts';

const [LAN, HOA] = ['gv.lan', 'gv.hoa'] as [AccountName, AccountName];
const [TOAN, VAN] = ['toan', 'van'] as [SubjectCode, SubjectCode];
const keyOf = (subject: string) => `${SCHOOL} ${YEAR}:${CLASS}:${subject}`;
let db: Db;

/** Two teachers, one of whom was made with a subject; the other was given one later. */
beforeEach(async () => {
  db = await openSmallClass();
  await db.commit([write((query, { assignment: t }) => query.delete(t).where(eq(t.school, SCHOOL)))]);
  const account = { school: SCHOOL, role: 'teacher', displayName: 'Nguyễn Thị Lan' } as const;
  const assignments = [{ year: YEAR, class: CLASS, subject: TOAN }];
  await createAccount(db, { ...account, name: LAN, assignments }, NOW);
  await createAccount(db, { ...account, name: HOA, assignments: [] }, NOW);
  const change = { school: SCHOOL, year: YEAR, class: CLASS, on: '2026-05-01' as LocalDate };
  await changeAssignment(db, { ...change, subject: VAN, account: LAN }, NOW);
  await changeAssignment(db, { ...change, subject: VAN, account: HOA }, NOW);
});
afterEach(() => db.close());

it('assignments that the registry made are as the audit says', async () => {
  expect(await checkAssignments(db)).toEqual([]);
});

it('an assignment that was given to another past the registry is named', async () => {
  await db.commit([
    write((query, { assignment: t }) => query.update(t).set({ account: LAN }).where(eq(t.subject, VAN)), 1),
  ]);
  expect(await checkAssignments(db)).toEqual([
    `assignment ${keyOf(VAN)} to ${LAN} is not what the audit says`,
  ]);
});

it('an assignment that was written past the registry is named, and one that was deleted', async () => {
  const row = { school: SCHOOL, year: YEAR, class: CLASS, subject: 'khtn', account: HOA };
  await db.commit([
    ...insertAssignments([row]),
    write((query, { assignment: t }) => query.delete(t).where(eq(t.subject, TOAN)), 1),
  ]);
  expect(await checkAssignments(db)).toEqual([
    `assignment ${keyOf('khtn')} to ${HOA} is in no act of the audit`,
    `assignment ${keyOf(TOAN)} to ${LAN} is missing`,
  ]);
});

it('the first assignments of an account are not compared if its act is too old to say them', async () => {
  const detail = { account: 'gv.cu' };
  const row = { school: SCHOOL, year: YEAR, class: CLASS, subject: 'khtn', account: 'gv.cu' };
  await db.commit([
    ...insertAssignments([row]),
    appendAudit({ at: NOW, actor: 'cli', action: 'account.created', student: null, detail }),
  ]);
  expect(await checkAssignments(db)).toEqual([]);
});
