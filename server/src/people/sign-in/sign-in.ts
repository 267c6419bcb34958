import { RegistryError } from '@hocba/shared/problems';
import type { AccountName, Instant } from '@hocba/shared/school/identifiers';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit, appendAudits } from '../../storage/queries/audit/audit.ts';
import { isKnownDevice, knowDevice } from '../../storage/queries/devices.ts';
import {
  deleteExpiredSessions,
  deleteThrottle,
  endSession,
  endSessionsOf,
  findAccount,
  requireUnchanged,
  type ThrottleRow,
  updateAccount,
} from '../../storage/queries/people.ts';
import { openLines } from '../../turns/line.ts';
import { accountAct } from '../account-act.ts';
import type { Caller } from '../caller.ts';
import { listOwnNames } from '../own-names.ts';
import { checkHashQueue, hashPassword, verifyPassword } from './password.ts';
import { checkNewPassword } from './password-rule.ts';
import { type OpenSession, openSession, type SessionServices } from './session.ts';
import { type SignInOrigin, signInTries } from './sign-in-tries.ts';
import { countTry, judgeTry, PASSWORD_LIMITS, type ThrottleLimits, takeBack } from './throttle.ts';

/** A try to sign in: account, password, and the address it comes from. */
export interface SignInAttempt extends SignInOrigin {
  readonly account: AccountName;
  readonly password: string;
}

/** The audit's actor while nobody is signed in and the name is no account: what was typed may be a password. */
const NOBODY = 'unknown';

/** Where a try came from, as the audit keeps it. */
const originOf = ({ network }: SignInOrigin, isKnown: boolean) => ({
  source: network,
  device: isKnown ? 'known' : 'new',
});

const openOnce = async (
  { db, secrets }: SessionServices,
  { account: name, password, ...origin }: SignInAttempt,
  now: Instant,
  isKnown: boolean,
): Promise<OpenSession> => {
  const account = await findAccount(db, name);
  // A known browser is the account's own; elsewhere anybody may type any name.
  const asker = isKnown ? (`account:${name}` as const) : (`address:${origin.network}` as const);
  const fits = await verifyPassword(account?.password_hash, password, asker);
  if (account === undefined || account.disabled || !fits) throw new RegistryError('SIGN_IN_FAILED');
  const { open, writes } = openSession(account, now, secrets);
  // Verifying takes a tenth of a second: a password that was reset meanwhile must not leave a session behind.
  await db.commit([
    requireUnchanged(account),
    ...signInTries(name, origin, isKnown).forgotten.map(({ key }) => deleteThrottle(key)),
    ...deleteExpiredSessions(name, now),
    ...writes,
    ...knowDevice(name, origin.device, now),
    appendAudit({
      at: now,
      actor: name,
      action: 'session.opened',
      student: null,
      // The password as acts about accounts say it: one that was edited for a while stays here.
      detail: { ...originOf(origin, isKnown), password: db.mac('told', account.password_hash) },
    }),
  ]);
  return open;
};

/** A try that failed, and the pauses it began, in one commit; an account that does not exist costs as much. */
const auditFailure = async (
  { db }: SessionServices,
  attempt: SignInAttempt,
  now: Instant,
  { isKnown, paused }: { isKnown: boolean; paused: readonly ThrottleRow[] },
): Promise<void> => {
  const exists = (await findAccount(db, attempt.account)) !== undefined;
  const event = { at: now, actor: exists ? attempt.account : NOBODY, student: null };
  const origin = originOf(attempt, isKnown);
  const locks = paused.map(({ key, locked_until: until }) => ({
    ...event,
    action: 'sign-in.locked',
    detail: { ...origin, counted: key.split(':', 2)[1], until },
  }));
  await db.commit([appendAudits([{ ...event, action: 'sign-in.failed', detail: origin }, ...locks])]);
};

/** Counts a try, makes it, and takes it back from the count of its address when it was right. */
const tryOnce = async (
  services: SessionServices,
  attempt: SignInAttempt,
  isKnown: boolean,
): Promise<OpenSession> => {
  const { db, clock } = services;
  const now = clock();
  const { counted, takenBack } = signInTries(attempt.account, attempt, isKnown);
  const tried = await countTry(db, counted, now);
  const paused = tried.map(({ row }) => row).filter((row) => row.locked_until !== null);
  try {
    const open = await judgeTry(db, counted, () =>
      decideAgain(() => openOnce(services, attempt, now, isKnown)),
    );
    for (const each of takenBack) {
      const own = tried.find(({ row }) => row.key === each.key);
      // The session is open, whether the count could be put right or not.
      await takeBack(db, each, own).catch(() => undefined);
    }
    return open;
  } catch (error) {
    if (error instanceof RegistryError && error.code === 'SIGN_IN_FAILED') {
      await auditFailure(services, attempt, now, { isKnown, paused });
    }
    throw error;
  }
};

/** Fewer than any count that locks, so that right passwords which are still being verified never lock an address. */
const AT_A_TIME = { running: 4, waiting: 50 };

/** Opens a session for account and password. */
export type SignIn = (attempt: SignInAttempt) => Promise<OpenSession>;

/**
 * Opens the entrance of a registry: tries of one address wait for their turn, because a whole staff room may sign in at
 * one moment. An unknown account, a disabled one and a wrong password are answered alike, after the same work. A try
 * throws SIGN_IN_FAILED, SIGN_IN_LOCKED (with the seconds to wait) or OVERLOADED.
 */
export const openSignIn = (services: SessionServices): SignIn => {
  const full = () => new RegistryError('OVERLOADED', 'sign-ins of one address', 10);
  const inTurnOf = openLines({ ...AT_A_TIME, full });
  return async (attempt) => {
    checkHashQueue();
    const isKnown = await isKnownDevice(services.db, attempt.account, attempt.device);
    const attemptNow = () => tryOnce(services, attempt, isKnown);
    return isKnown ? attemptNow() : inTurnOf(attempt.network, attemptNow);
  };
};

/** Ends the caller's session. */
export const signOut = async ({ db, clock }: SessionServices, caller: Caller): Promise<void> => {
  const at = clock();
  const { session, account } = caller;
  const event = { at, actor: account, action: 'session.ended', student: null, detail: {} };
  await db.commit([endSession(session, at, 'signed-out'), appendAudit(event)]);
};

const HOUR = 3600;

/** New passwords that are looked at: each takes up to a tenth of a second in which nothing else happens. */
const NEW_PASSWORD_LIMITS: ThrottleLimits = {
  free: 20,
  firstPause: 30,
  longestPause: 900,
  forgetAfter: HOUR,
};

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
  const { db, clock, secrets } = services;
  const now = clock();
  const own = { key: `password:${caller.account}`, account: caller.account, limits: PASSWORD_LIMITS };
  const chosen = {
    key: `new-password:${caller.account}`,
    account: caller.account,
    limits: NEW_PASSWORD_LIMITS,
  };
  const asker = `account:${caller.account}` as const;
  await countTry(db, [chosen], now);
  checkNewPassword(await listOwnNames(db, caller), next);
  if (next === current) throw new RegistryError('PASSWORD_TOO_WEAK', 'unchanged');
  checkHashQueue();
  await countTry(db, [own], now);
  return judgeTry(db, [own], async () => {
    const account = await findAccount(db, caller.account);
    const fits = await verifyPassword(account?.password_hash, current, asker);
    if (account === undefined || !fits) throw new RegistryError('SIGN_IN_FAILED');
    const password_hash = await hashPassword(next, asker);
    const change = { password_hash, must_change: false };
    const { open, writes } = openSession({ ...account, ...change }, now, secrets);
    await db.commit([
      deleteThrottle(own.key),
      deleteThrottle(chosen.key),
      updateAccount(account, change),
      endSessionsOf(account.name, now, 'password-changed'),
      ...writes,
      appendAudit(
        accountAct(db, 'password.changed', { ...account, ...change }, { at: now, actor: account.name }),
      ),
    ]);
    const changed = { ...open.account, security_version: account.security_version + 1 };
    return { ...open, account: changed };
  });
};
