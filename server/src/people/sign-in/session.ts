import { RegistryError } from '@hocba/shared/problems';
import type { Instant } from '@hocba/shared/school/identifiers';
import { later } from '../../later.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import { isLostRace } from '../../storage/engine/retry.ts';
import { whileUnchanged } from '../../storage/engine/while-unchanged.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import {
  type AccountRow,
  endSession,
  findRefreshToken,
  findSession,
  insertRefreshToken,
  insertSession,
  type RefreshTokenRow,
  type SessionRow,
  touchSession,
  useRefreshToken,
} from '../../storage/queries/people.ts';
import { callerOf } from '../account-caller.ts';
import type { Caller } from '../caller.ts';
import {
  isRefreshToken,
  newRefreshToken,
  refreshTokenHash,
  type SessionFacts,
  sessionIdOf,
  successorOf,
} from './refresh-token.ts';
import type { Secrets } from './secrets.ts';

const SECOND = 1000;
const DAY = 86_400 * SECOND;
/** A device that was silent this long signs in again. */
const IDLE = 14 * DAY;
/** And every device after this long. */
const ABSOLUTE = 30 * DAY;
/** Lost answers are normal on a weak network: an old token may come again this long. */
const GRACE = 30 * SECOND;

/** The needs of sessions; nothing here reads a clock or the environment by itself. */
export interface SessionServices {
  readonly db: Db;
  readonly secrets: Secrets;
  readonly clock: () => Instant;
}

/** A session that was opened or went on, with the token for its next refresh. */
export interface OpenSession {
  readonly account: AccountRow;
  readonly session: string;
  readonly refreshToken: string;
}

/** A new session of an account: the writes that store it, and its first refresh token. Pure but for random values. */
export const openSession = (
  account: AccountRow,
  now: Instant,
  secrets: Secrets,
): { open: OpenSession; writes: readonly Write[] } => {
  const refreshToken = newRefreshToken();
  const row = {
    account: account.name,
    created_at: now,
    last_used_at: now,
    expires_at: later(now, ABSOLUTE),
    ended_at: null,
    ended_reason: null,
  };
  const session: SessionRow = { ...row, id: sessionIdOf(refreshToken, factsOf(row, account), secrets) };
  const hash = refreshTokenHash(refreshToken);
  return {
    open: { account, session: session.id, refreshToken },
    writes: [
      insertSession(session),
      insertRefreshToken({ hash, session: session.id, issued_at: now, used_at: null }),
    ],
  };
};

const factsOf = (session: Omit<SessionRow, 'id'>, account: AccountRow): SessionFacts => ({
  account: account.name,
  password: account.password_hash,
  createdAt: session.created_at,
  expiresAt: session.expires_at,
});

const isOpen = (session: SessionRow, account: AccountRow, now: Instant): boolean =>
  session.ended_at === null && session.expires_at > now && !account.disabled;

/** A token that came late: the same successor within the grace, the end of the session after it. */
const answerUsedToken = async (
  db: Db,
  account: string,
  token: RefreshTokenRow,
  now: Instant,
): Promise<void> => {
  if (token.used_at !== null && now <= later(token.used_at, GRACE)) return;
  const event = { at: now, actor: account, action: 'session.reused', student: null, detail: {} };
  await db.commit([endSession(token.session, now, 'refresh-token-reused'), appendAudit(event)]);
  throw new RegistryError('SESSION_ENDED', 'refresh token reused');
};

/** Takes the step from a token to its successor; false when another request took it at the same moment. */
const commitStep = async (db: Db, token: RefreshTokenRow, next: string, now: Instant): Promise<boolean> => {
  try {
    await db.commit([
      useRefreshToken(token.hash, now),
      insertRefreshToken({
        hash: refreshTokenHash(next),
        session: token.session,
        issued_at: now,
        used_at: null,
      }),
      touchSession(token.session, now),
    ]);
    return true;
  } catch (error) {
    if (!isLostRace(error)) throw error;
    return false;
  }
};

/**
 * Continues a session: the old refresh token is used up and its successor answered. The same old token within 30
 * seconds gets the same successor; later it was stolen or copied, and the session ends. Throws SESSION_ENDED, and
 * ACCOUNT_CLOSED for an account that was disabled.
 */
export const refreshSession = async (services: SessionServices, oldToken: string): Promise<OpenSession> => {
  const { db, secrets, clock } = services;
  const now = clock();
  if (!isRefreshToken(oldToken)) throw new RegistryError('SESSION_ENDED');
  const token = await findRefreshToken(db, refreshTokenHash(oldToken));
  const found = token === undefined ? undefined : await findSession(db, token.session);
  if (token === undefined || found === undefined) throw new RegistryError('SESSION_ENDED');
  const { session, account } = found;
  // Only a device that held a session of the account learns this, and wipes what it was sent.
  if (account.disabled) throw new RegistryError('ACCOUNT_CLOSED');
  // Rows that no sign-in made, or that were given to another account since, open nothing.
  if (session.id !== sessionIdOf(oldToken, factsOf(session, account), secrets)) {
    throw new RegistryError('SESSION_ENDED', 'another session');
  }
  if (!isOpen(session, account, now)) throw new RegistryError('SESSION_ENDED');
  if (later(session.last_used_at, IDLE) <= now) {
    await db.commit([endSession(token.session, now, 'idle')]);
    throw new RegistryError('SESSION_ENDED', 'idle');
  }
  const refreshToken = successorOf(oldToken, secrets);
  // Somebody else who takes this step at this very moment is answered like somebody who came a moment late.
  if (token.used_at !== null) await answerUsedToken(db, account.name, token, now);
  else await commitStep(db, token, refreshToken, now);
  return { account, session: token.session, refreshToken };
};

/**
 * Ends the session that a refresh token belongs to, whichever of its tokens it is. False when it is another account's
 * and was left alone; true also when there is none.
 */
export const endSessionOfToken = async (
  { db, clock }: SessionServices,
  token: string,
  { account, reason }: { readonly account?: string; readonly reason: string },
): Promise<boolean> => {
  if (!isRefreshToken(token)) return true;
  const known = await findRefreshToken(db, refreshTokenHash(token));
  const found = known === undefined ? undefined : await findSession(db, known.session);
  if (found === undefined || found.session.ended_at !== null) return true;
  if (account !== undefined && found.account.name !== account) return false;
  await db.commit([endSession(found.session.id, clock(), reason)]);
  return true;
};

/** The claims of an access token; all of it is checked against the database. */
export interface SessionClaims {
  readonly account: string;
  readonly session: string;
  readonly securityVersion: number;
}

/** Finds the caller behind an access token, as the database knows the account now. Throws SESSION_ENDED or ACCOUNT_CLOSED. */
export type CallerReader = (
  claims: SessionClaims,
  now: Instant,
) => Promise<{ caller: Caller; mustChange: boolean }>;

/** Everything the database says of a session, for every request anew unless no account, session or assignment has changed. */
export const callerReader = (db: Db): CallerReader => {
  const read = whileUnchanged(
    db,
    (id: string) => id,
    async (id) => {
      const found = await findSession(db, id);
      return { found, caller: found && (await callerOf(db, found.account, id)) };
    },
    ['account', 'session', 'assignment'],
  );
  return async (claims, now) => {
    const { found, caller } = await read(claims.session);
    if (found?.account.disabled && found.account.name === claims.account) {
      throw new RegistryError('ACCOUNT_CLOSED');
    }
    if (
      found === undefined ||
      caller === undefined ||
      found.account.name !== claims.account ||
      found.account.security_version !== claims.securityVersion ||
      !isOpen(found.session, found.account, now)
    ) {
      throw new RegistryError('SESSION_ENDED');
    }
    return { caller, mustChange: found.account.must_change };
  };
};
