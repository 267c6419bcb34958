import type { LocalDate, SubjectCode } from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAccount } from '../../people/accounts.ts';
import type { Caller } from '../../people/caller.ts';
import { type Db, write } from '../../storage/engine/db.ts';
import { submit } from '../intake/submit.ts';
import { projectAll } from '../projection/project.ts';
import {
  approvalOf,
  CLASS,
  CLERK,
  fullEntries,
  HEAD,
  NAME,
  NOW,
  openSmallClass,
  SCHOOL,
  sendAs,
  TAUGHT,
  TEACHER,
  YEAR,
} from '../projection/small-class.fixture.ts';
import { changeAssignment } from './assign.ts';
import { checkSenders } from './check-senders.ts';

const LATER = '2026-05-21T08:00:00.000Z' as typeof NOW;
const MUCH_LATER = '2026-05-21T09:00:00.000Z' as typeof NOW;
let db: Db;

/** Accounts as the audit tells of them, who sent what they may send. */
beforeEach(async () => {
  db = await openSmallClass();
  await db.commit([
    write((query, { assignment: t }) => query.delete(t).where(eq(t.account, TEACHER.account))),
  ]);
  const make = ({ account }: Caller, role: 'teacher' | 'clerk' | 'head', subjects: readonly SubjectCode[]) =>
    createAccount(
      db,
      {
        ...{ name: account, displayName: 'Nguyễn Thị Lan', role, school: SCHOOL },
        assignments: subjects.map((subject) => ({ year: YEAR, class: CLASS, subject })),
      },
      NOW,
    );
  await make(TEACHER, 'teacher', TAUGHT);
  await make(CLERK, 'clerk', []);
  await make(HEAD, 'head', []);
  await sendAs(
    db,
    fullEntries().filter(({ by }) => by === TEACHER.account),
  );
});
afterEach(() => db.close());

const send = async (caller: Caller, kind: 'finalise' | 'confirm', at = LATER) => {
  await submit(db, caller, NAME, [await approvalOf(db, kind, caller)], at);
  await projectAll({ db, issuer: 'http://localhost:8787' }, NAME);
};

it('submissions of accounts that had the right to them are well, also after a subject was given to another', async () => {
  expect(await checkSenders(db)).toEqual([]);
  const change = { school: SCHOOL, year: YEAR, class: CLASS, on: '2026-05-20' as LocalDate, account: null };
  await changeAssignment(db, { ...change, subject: TAUGHT[0] as SubjectCode }, LATER);
  await send(HEAD, 'finalise', MUCH_LATER);
  expect(await checkSenders(db)).toEqual([]);
});

it.each<[string, Caller, 'finalise' | 'confirm']>([
  ['role', { ...CLERK, role: 'head' }, 'finalise'],
  [
    'assignment',
    { ...TEACHER, assignments: [{ year: YEAR, class: CLASS, subject: 'homeroom' as SubjectCode }] },
    'confirm',
  ],
])(
  'an approval is named that was sent while a row of its account was edited: the %s',
  async (...[, caller, kind]) => {
    await send(caller, kind);
    expect(await checkSenders(db)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${NAME}: submission \\d+ is of account ${caller.account}, which had no right to it by the audit$`,
        ),
      ),
    ]);
  },
);

it('an entry is named that was sent after the subject was given to another', async () => {
  const change = { school: SCHOOL, year: YEAR, class: CLASS, on: '2026-05-20' as LocalDate, account: null };
  await changeAssignment(db, { ...change, subject: TAUGHT[0] as SubjectCode }, LATER);
  const [entry] = fullEntries().filter(({ sheet }) => sheet.includes(`:${TAUGHT[0]}:`));
  if (entry === undefined) throw new Error('no entry');
  const again = { ...entry, _id: `${entry._id.slice(0, -4)}9999` as typeof entry._id };
  await submit(db, TEACHER, NAME, [again], MUCH_LATER);
  await projectAll({ db, issuer: 'http://localhost:8787' }, NAME);
  expect(await checkSenders(db)).toHaveLength(1);
});
