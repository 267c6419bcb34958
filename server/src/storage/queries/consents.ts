import { and, asc, desc, eq, gt, isNull, ne, notExists, or, sql } from 'drizzle-orm';
import type { Db, KeptRead, Write } from '../engine/db.ts';
import { keptRows, keptWrite } from '../engine/kept.ts';
import { allRows, filled, insertRow, keptQuestion, updateRows } from '../engine/rows.ts';
import type { consent_code, lookup_grant } from '../tables/tables.ts';

export type ConsentCodeRow = typeof consent_code.$inferSelect;
export type GrantRow = typeof lookup_grant.$inferSelect;

/** A new one-time code, stored as its HMAC only. */
export const insertConsentCode = (row: ConsentCodeRow): Write => insertRow('consent_code', row);

const OPEN_CODES: KeptRead<typeof consent_code, { student: string; school: string; now: string }> = {
  from: (tables) => tables.consent_code,
  where: (t, { value }) =>
    and(
      eq(t.student, value('student')),
      eq(t.school, value('school')),
      isNull(t.used_at),
      gt(t.expires_at, value('now')),
    ),
};

/** Unused and unexpired codes of a pupil for one receiving school, in no order. */
export const listOpenConsentCodes = (
  db: Db,
  student: string,
  school: string,
  now: string,
): Promise<ConsentCodeRow[]> => db.read(OPEN_CODES, { student, school, now });

/** All one-time codes page by page, by id. */
export const readConsentCodes = (db: Db, size?: number): AsyncGenerator<readonly ConsentCodeRow[]> =>
  allRows(db, 'consent_code', 'id', size);

/** Ends a code that nobody else touched meanwhile. */
export const endConsentCode = ({ id, version }: ConsentCodeRow, at: string): Write =>
  updateRows('consent_code', { id, version }, { expires_at: at, version: version + 1 }, 1);

const failed = keptWrite<{ ids: readonly string[] }>((query, { consent_code: t }, { oneOf }) =>
  query
    .update(t)
    .set({ failures: sql`${t.failures} + 1`, version: sql`${t.version} + 1` })
    .where(oneOf(t.id, 'ids')),
);

/** Counts a failed try on these codes: one statement, also for no code at all. */
export const failConsentCodes = (ids: readonly string[]): Write => failed({ ids });

/** The tries that a look-up has read: the version of the row of each key, 0 where there was none. */
export type TriesRead = {
  readonly accountKey: string;
  readonly accountVersion: number;
  readonly pupilKey: string;
  readonly pupilVersion: number;
};

const used = keptWrite<TriesRead & { id: string; version: number; next: number; at: string }>(
  (query, { consent_code: t, throttle: tries }, { value }) => {
    const counted = query
      .select({ key: tries.key })
      .from(tries)
      .where(
        or(
          and(eq(tries.key, value('accountKey')), ne(tries.version, value('accountVersion'))),
          and(eq(tries.key, value('pupilKey')), ne(tries.version, value('pupilVersion'))),
        ),
      );
    return query
      .update(t)
      .set({ used_at: value('at'), version: value('next') })
      .where(and(eq(t.id, value('id')), eq(t.version, value('version')), notExists(counted)));
  },
  1,
);

/**
 * Uses a code up. WRITE_CONFLICT when the code was touched since it was read, or when a failure was counted under one of
 * the keys: of many tries at one moment none is then judged beside the count.
 */
export const useConsentCode = ({ id, version }: ConsentCodeRow, at: string, tries: TriesRead): Write =>
  used({ ...tries, id, version, next: version + 1, at });

const granted = keptRows<GrantRow>((query, { lookup_grant: t }, fillings) =>
  query.insert(t).values(fillings.map((filling) => filled(t, filling))),
);

/** A granted look-up. */
export const insertGrant = (row: GrantRow): Write => granted([row]);

const GRANT_BY_ID = keptQuestion('lookup_grant', ['id']);

/** The grant of a handle. */
export const findGrant = async (db: Db, id: string): Promise<GrantRow | undefined> =>
  (await db.read(GRANT_BY_ID, { id }))[0];

/** The grants of an account that still hold, newest end first, at most `limit`. */
export const listOpenGrantsOf = async (
  db: Db,
  account: string,
  { now, limit }: { readonly now: string; readonly limit: number },
): Promise<GrantRow[]> => {
  const t = db.tables.lookup_grant;
  const rows = db.query.select().from(t);
  return [
    ...(await rows
      .where(and(eq(t.account, account), gt(t.expires_at, now)))
      .orderBy(desc(t.expires_at), asc(t.id))
      .limit(limit)),
  ];
};

/** All grants page by page, by handle. */
export const readGrants = (db: Db, size?: number): AsyncGenerator<readonly GrantRow[]> =>
  allRows(db, 'lookup_grant', 'id', size);

/** Every one-time code of a pupil, used and ended ones included, newest first. */
export const listConsentCodesOf = async (db: Db, student: string): Promise<ConsentCodeRow[]> => {
  const t = db.tables.consent_code;
  const rows = db.query.select().from(t).where(eq(t.student, student));
  return [...(await rows.orderBy(desc(t.created_at), desc(t.id)))];
};
