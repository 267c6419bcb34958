import { and, eq, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { type Db, type KeptRead, type Write, write } from '../engine/db.ts';
import { allRows, deleteRows, findRow, insertRow, keptQuestion, updateRows } from '../engine/rows.ts';
import type { account, refresh_token, session, throttle } from '../tables/tables.ts';

export type AccountRow = typeof account.$inferSelect;
export type SessionRow = typeof session.$inferSelect;
export type RefreshTokenRow = typeof refresh_token.$inferSelect;
export type ThrottleRow = typeof throttle.$inferSelect;

// ── accounts ──────────────────────────────────────────────────────────────────────────────────────────────

const ACCOUNT_BY_NAME = keptQuestion('account', ['name']);

/** The account of a name, disabled ones included. */
export const findAccount = async (db: Db, name: string): Promise<AccountRow | undefined> =>
  (await db.read(ACCOUNT_BY_NAME, { name }))[0];

/** Display names of a school's accounts, by account name. */
export const listAccountNames = async (db: Db, school: string): Promise<ReadonlyMap<string, string>> =>
  new Map((await listAccounts(db, school)).map((row) => [row.name, row.display_name]));

/** The accounts of a school in the order of their names, disabled ones included. */
export const listAccounts = async (
  db: Db,
  school: string,
): Promise<Pick<AccountRow, 'name' | 'display_name' | 'role' | 'disabled'>[]> => {
  const t = db.tables.account;
  return db.query
    .select({ name: t.name, display_name: t.display_name, role: t.role, disabled: t.disabled })
    .from(t)
    .where(eq(t.school, school))
    .orderBy(t.name);
};

/** All accounts page by page, by name. */
export const readAccounts = (db: Db, size?: number): AsyncGenerator<readonly AccountRow[]> =>
  allRows(db, 'account', 'name', size);

/** A new account; DUPLICATE when the name is taken. */
export const insertAccount = (row: AccountRow): Write => insertRow('account', row);

/** The members that a change of credentials sets. */
export type AccountChange = Partial<Pick<AccountRow, 'password_hash' | 'must_change' | 'disabled'>>;

/**
 * Changes credentials and raises the security version, so that every access token given out before is refused;
 * WRITE_CONFLICT when the account changed since it was read.
 */
export const updateAccount = ({ name, security_version: read }: AccountRow, change: AccountChange): Write =>
  updateRows('account', { name, security_version: read }, { ...change, security_version: read + 1 }, 1);

/** Changes nothing; WRITE_CONFLICT when the account's credentials changed since it was read. */
export const requireUnchanged = ({ name, security_version: read }: AccountRow): Write =>
  updateRows('account', { name, security_version: read }, { security_version: read }, 1);

/** Says that an account may see and write something else than before; its devices then compare everything. */
export const raiseScopeVersion = (name: string): Write =>
  write(
    (query, { account: t }) =>
      query
        .update(t)
        .set({ scope_version: sql`${t.scope_version} + 1` })
        .where(eq(t.name, name)),
    1,
  );

// ── sessions ──────────────────────────────────────────────────────────────────────────────────────────────

const SESSION_BY_ID = keptQuestion('session', ['id']);

/** A session with its account; ended and expired ones included. */
export const findSession = async (
  db: Db,
  id: string,
): Promise<{ session: SessionRow; account: AccountRow } | undefined> => {
  const [found] = await db.read(SESSION_BY_ID, { id });
  const owner = found === undefined ? undefined : await findAccount(db, found.account);
  return found === undefined || owner === undefined ? undefined : { session: found, account: owner };
};

/** A new session. */
export const insertSession = (row: SessionRow): Write => insertRow('session', row);

/** Notes that a session was used. */
export const touchSession = (id: string, at: string): Write =>
  updateRows('session', { id }, { last_used_at: at }, 1);

/** Ends one session; one that has ended keeps its first reason. */
export const endSession = (id: string, at: string, reason: string): Write =>
  write((query, { session: t }) =>
    query
      .update(t)
      .set({ ended_at: at, ended_reason: reason })
      .where(and(eq(t.id, id), isNull(t.ended_at))),
  );

/** Ends every open session of an account, except one if named. */
export const endSessionsOf = (name: string, at: string, reason: string, except = ''): Write =>
  write((query, { session: t }) =>
    query
      .update(t)
      .set({ ended_at: at, ended_reason: reason })
      .where(and(eq(t.account, name), isNull(t.ended_at), ne(t.id, except))),
  );

/** Forgets an account's sessions that expired before an instant, with their refresh tokens. */
export const deleteExpiredSessions = (name: string, before: string): Write[] => [
  write((query, { session: s, refresh_token: r }) => {
    const expired = query
      .select({ id: s.id })
      .from(s)
      .where(and(eq(s.account, name), lt(s.expires_at, before)));
    return query.delete(r).where(inArray(r.session, expired));
  }),
  write((query, { session: s }) => query.delete(s).where(and(eq(s.account, name), lt(s.expires_at, before)))),
];

// ── refresh tokens, by their hash ─────────────────────────────────────────────────────────────────────────

/** A refresh token by its hash, used ones included. */
export const findRefreshToken = (db: Db, hash: string): Promise<RefreshTokenRow | undefined> =>
  findRow(db, 'refresh_token', { hash });

/** A new refresh token; DUPLICATE when the same successor was stored by a request at the same moment. */
export const insertRefreshToken = (row: RefreshTokenRow): Write => insertRow('refresh_token', row);

/** Marks a refresh token as used; WRITE_CONFLICT when it was already. */
export const useRefreshToken = (hash: string, at: string): Write =>
  write(
    (query, { refresh_token: t }) =>
      query
        .update(t)
        .set({ used_at: at })
        .where(and(eq(t.hash, hash), isNull(t.used_at))),
    1,
  );

// ── throttles ─────────────────────────────────────────────────────────────────────────────────────────────

const THROTTLES: KeptRead<typeof throttle, { keys: readonly string[] }> = {
  from: (tables) => tables.throttle,
  where: (t, { oneOf }) => oneOf(t.key, 'keys'),
};

/** Failures counted under some keys, in no order; a key without failures has no row. */
export const listThrottles = (db: Db, keys: readonly string[]): Promise<ThrottleRow[]> =>
  db.read(THROTTLES, { keys });

/** Failures counted under a key. */
export const findThrottle = (db: Db, key: string): Promise<ThrottleRow | undefined> =>
  findRow(db, 'throttle', { key });

/** The first failure under a key; DUPLICATE when another was counted at the same moment. */
export const insertThrottle = (row: ThrottleRow): Write => insertRow('throttle', row);

/** One more failure; WRITE_CONFLICT when another was counted since `fromVersion` was read. */
export const updateThrottle = ({ key, ...row }: ThrottleRow, fromVersion: number): Write =>
  updateRows('throttle', { key, version: fromVersion }, row, 1);

/** Forgets the failures on an account, wherever they came from. */
export const deleteThrottlesOf = (account: string): Write => deleteRows('throttle', { account });

/** Forgets the failures whose last one is older than an instant. */
export const deleteThrottlesBefore = (before: string): Write =>
  write((query, { throttle: t }) => query.delete(t).where(or(isNull(t.last_at), lt(t.last_at, before))));

/** Forgets the failures of a key. */
export const deleteThrottle = (key: string): Write => deleteRows('throttle', { key });
