import type { AccountName, Instant } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TEST_MAC } from '../../storage/engine/chain-mac.fixture.ts';
import type { Db } from '../../storage/engine/db.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { findAccount, findThrottle, insertAccount, updateAccount } from '../../storage/queries/people.ts';
import { resetPassword } from '../accounts.ts';
import { hashPassword } from './password.ts';
import { createSecrets, parseSecrets } from './secrets.ts';
import { openSignIn } from './sign-in.ts';

const NAME = 'clerk.tantrao' as AccountName;
const NOW = '2026-10-01T02:00:00.000Z' as Instant;
const PASSWORD = 'mot-mat-khau-thu-2026';
let db: Db;

beforeEach(async () => {
  db = await openStorage('memory:', TEST_MAC);
  await migrate(db);
  await db.commit([
    insertAccount({
      name: NAME,
      display_name: 'Văn thư',
      role: 'operator',
      school: null,
      password_hash: await hashPassword(PASSWORD),
      must_change: false,
      disabled: false,
      security_version: 1,
      scope_version: 1,
      created_at: NOW,
    }),
  ]);
});
afterEach(() => db.close());

const open = () =>
  openSignIn({ db, secrets: parseSecrets(createSecrets()), clock: () => NOW })({
    account: NAME,
    password: PASSWORD,
    network: '203.0.113.7',
    device: 'device-1',
  });
const openSessions = async () =>
  (await db.query.select().from(db.tables.session)).filter((row) => row.ended_at === null).length;

it('a sign-in opens no session with a password that is reset while it is being verified', async () => {
  const hashed = await hashPassword('another password');
  const attempt = open().then(
    () => 'opened',
    (error: { code: string }) => error.code,
  );
  // The try is counted before the password is hashed, and gone once it fitted: look often enough to meet it.
  const isCounted = async () => expect(await findThrottle(db, `sign-in:strangers:${NAME}`)).toBeDefined();
  await vi.waitFor(isCounted, { interval: 1, timeout: 15_000 });
  const account = await findAccount(db, NAME);
  if (account === undefined) throw new Error('no account');
  await db.commit([updateAccount(account, { password_hash: hashed })]);
  expect([await attempt, await openSessions()]).toEqual(['SIGN_IN_FAILED', 0]);
});

it('the sign-in opens a session for each of two at one moment', async () => {
  await Promise.all([open(), open()]);
  expect(await openSessions()).toBe(2);
  await resetPassword(db, NAME, NOW);
  expect(await openSessions()).toBe(0);
});
