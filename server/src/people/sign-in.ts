import { RegistryError } from '@hocba/shared/problems';
import type { AccountName } from '@hocba/shared/school/identifiers';
import {
  deleteExpiredSessions,
  deleteThrottle,
  endSession,
  endSessionsOf,
  findAccount,
  requireUnchanged,
  updateAccount,
} from '../storage/people.ts';
import { decideAgain } from '../storage/retry.ts';
import type { Caller } from './caller.ts';
import { listOwnNames } from './own-names.ts';
import { checkHashQueue, hashPassword, verifyPassword } from './password.ts';
import { checkNewPassword } from './password-rule.ts';
import { type OpenSession, openSession, type SessionServices } from './session.ts';
import { countTry, judgeTry, PASSWORD_LIMITS } from './throttle.ts';

/**
 * Opens a session for account and password. An unknown account, a disabled one and a wrong password are answered
 * alike, after the same work. Throws SIGN_IN_FAILED, SIGN_IN_LOCKED (with the seconds to wait) or OVERLOADED.
 */
export const signIn = async (
  services: SessionServices,
  name: AccountName,
  password: string,
): Promise<OpenSession> => {
  const { db, clock } = services;
  const now = clock();
  const key = `sign-in:${name}`;
  checkHashQueue();
  await countTry(db, key, now, PASSWORD_LIMITS);
  const openOnce = async (): Promise<OpenSession> => {
    const account = await findAccount(db, name);
    const fits = await verifyPassword(account?.password_hash, password);
    if (account === undefined || account.disabled || !fits) throw new RegistryError('SIGN_IN_FAILED');
    const { open, writes } = openSession(account, now);
    // Verifying takes a tenth of a second: a password that was reset meanwhile must not leave a session behind.
    await db.commit([
      requireUnchanged(account),
      deleteThrottle(key),
      ...deleteExpiredSessions(name, now),
      ...writes,
    ]);
    return open;
  };
  return judgeTry(db, [key], PASSWORD_LIMITS, () => decideAgain(openOnce));
};

/** Ends the caller's session. */
export const signOut = async ({ db, clock }: SessionServices, caller: Caller): Promise<void> =>
  db.commit([endSession(caller.session, clock(), 'signed-out')]);

/**
 * Changes the caller's own password, ends every other session of the account and opens this one anew, because
 * access tokens given out before no longer count. Throws SIGN_IN_FAILED for a wrong current password,
 * SIGN_IN_LOCKED, PASSWORD_TOO_WEAK or OVERLOADED.
 */
export const changePassword = async (
  services: SessionServices,
  caller: Caller,
  current: string,
  next: string,
): Promise<OpenSession> => {
  const { db, clock } = services;
  const now = clock();
  const key = `password:${caller.account}`;
  checkNewPassword(await listOwnNames(db, caller), next);
  if (next === current) throw new RegistryError('PASSWORD_TOO_WEAK', 'unchanged');
  checkHashQueue();
  await countTry(db, key, now, PASSWORD_LIMITS);
  return judgeTry(db, [key], PASSWORD_LIMITS, async () => {
    const account = await findAccount(db, caller.account);
    const fits = await verifyPassword(account?.password_hash, current);
    if (account === undefined || !fits) throw new RegistryError('SIGN_IN_FAILED');
    const password_hash = await hashPassword(next);
    const { open, writes } = openSession({ ...account, must_change: false }, now);
    await db.commit([
      deleteThrottle(key),
      updateAccount(account, { password_hash, must_change: false }),
      endSessionsOf(account.name, now, 'password-changed'),
      ...writes,
    ]);
    const changed = { ...open.account, password_hash, security_version: account.security_version + 1 };
    return { ...open, account: changed };
  });
};
