import type { AccountName, Instant, SchoolCode } from '@hocba/shared/school/identifiers';
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { NOW, openSmallClass, SCHOOL } from '../records/projection/small-class.fixture.ts';
import { type Db, write } from '../storage/engine/db.ts';
import { appendAudit } from '../storage/queries/audit/audit.ts';
import { type AccountRow, findAccount, insertAccount } from '../storage/queries/people.ts';
import { createAccount, disableAccount, resetPassword } from './accounts.ts';
import { checkAccounts } from './check-accounts.ts';
import { hashPassword } from './sign-in/password.ts';
import { createTestSecrets } from './sign-in/secrets.fixture.ts';
import { parseSecrets } from './sign-in/secrets.ts';
import { openSignIn } from './sign-in/sign-in.ts';

const CLERK = 'clerk.tantrao' as AccountName;
const TEACHER = 'gv.lan' as AccountName;
const LATER = '2026-05-21T08:00:00.000Z' as Instant;
let db: Db;

beforeEach(async () => {
  db = await openSmallClass();
  const school = SCHOOL as SchoolCode;
  const account = { school, assignments: [], displayName: 'Nguyễn Thị Lan' };
  await createAccount(db, { ...account, name: CLERK, role: 'clerk' }, NOW);
  await createAccount(db, { ...account, name: TEACHER, role: 'teacher' }, NOW);
  await resetPassword(db, CLERK, LATER);
  await disableAccount(db, TEACHER, LATER);
});
afterEach(() => db.close());

const edit = (change: Partial<AccountRow>) =>
  db.commit([write((query, { account: t }) => query.update(t).set(change).where(eq(t.name, TEACHER)), 1)]);

it('accounts that nobody touched past the registry are as the audit says', async () => {
  expect(await checkAccounts(db)).toEqual([]);
});

it.each<[string, Partial<AccountRow>]>([
  ['its role', { role: 'head' }],
  ['its school', { school: '08000102' }],
  ['whether it is disabled', { disabled: false }],
  ['whether it has to change its password', { must_change: false }],
  ['its password', { password_hash: 'x' }],
  ['its name', { display_name: 'Nguyễn Thị Hoa' }],
])('an edited account is named: %s', async (part, change) => {
  await edit(change);
  expect(await checkAccounts(db)).toEqual([`account ${TEACHER}: ${part} is not what the audit says`]);
});

it('the password of another account, put in place of the own one, is named', async () => {
  await edit({ password_hash: (await findAccount(db, CLERK))?.password_hash ?? '' });
  expect(await checkAccounts(db)).toEqual([`account ${TEACHER}: its password is not what the audit says`]);
});

it('an account that was written past the registry is named, and one that was deleted', async () => {
  const row = (await findAccount(db, CLERK)) as AccountRow;
  await db.commit([
    insertAccount({ ...row, name: 'other' }),
    write((query, { account: t }) => query.delete(t).where(eq(t.name, TEACHER)), 1),
  ]);
  expect(await checkAccounts(db)).toEqual([
    'account other is in no act of the audit',
    `account ${TEACHER} is missing`,
  ]);
});

it('an account whose last act is from before acts said what it is, is not compared', async () => {
  const row = (await findAccount(db, CLERK)) as AccountRow;
  const act = {
    at: NOW,
    actor: 'cli',
    action: 'account.created',
    student: null,
    detail: { account: 'older' },
  };
  await db.commit([insertAccount({ ...row, name: 'older' }), appendAudit(act)]);
  expect(await checkAccounts(db)).toEqual([]);
});

it('a role that was edited past the registry stays named when a new password was chosen meanwhile', async () => {
  await edit({ role: 'head' });
  await resetPassword(db, TEACHER, LATER);
  expect(await checkAccounts(db)).toEqual([
    `account ${TEACHER}: its role is not what the audit says since ${LATER}`,
  ]);
});

it('a password that was edited past the registry stays named by the sign-in, although it was put back', async () => {
  const kept = (await findAccount(db, CLERK))?.password_hash ?? '';
  const put = (password_hash: string) =>
    db.commit([
      write((query, { account: t }) => query.update(t).set({ password_hash }).where(eq(t.name, CLERK)), 1),
    ]);
  await put(await hashPassword('own-password-2026'));
  await openSignIn({ db, secrets: parseSecrets(createTestSecrets()), clock: () => LATER })({
    ...{ account: CLERK, password: 'own-password-2026', network: '203.0.113.7', device: 'device-1' },
  });
  await put(kept);
  expect(await checkAccounts(db)).toEqual([
    `account ${CLERK}: it signed in at ${LATER} with a password that is not what the audit says`,
  ]);
});
