import { and, asc, gt, isNull } from 'drizzle-orm';
import type { Db, Write } from '../engine/db.ts';
import { allRows, findRow, having, insertRow, updateRows } from '../engine/rows.ts';
import type { consent_code, lookup_grant } from '../tables/tables.ts';

export type ConsentCodeRow = typeof consent_code.$inferSelect;
export type GrantRow = typeof lookup_grant.$inferSelect;

/** A new one-time code, stored as its HMAC only. */
export const insertConsentCode = (row: ConsentCodeRow): Write => insertRow('consent_code', row);

/** Unused and unexpired codes of a pupil for one receiving school. */
export const listOpenConsentCodes = async (
  db: Db,
  student: string,
  school: string,
  now: string,
): Promise<ConsentCodeRow[]> => {
  const t = db.tables.consent_code;
  const isOpen = and(having(t, { student, school }), isNull(t.used_at), gt(t.expires_at, now));
  return [...(await db.query.select().from(t).where(isOpen).orderBy(asc(t.created_at)))];
};

/** All one-time codes page by page, by id. */
export const readConsentCodes = (db: Db, size?: number): AsyncGenerator<readonly ConsentCodeRow[]> =>
  allRows(db, 'consent_code', 'id', size);

/** Changes a code that nobody else touched meanwhile: a failed try, its use, or its end. */
export const updateConsentCode = (
  { id, version }: ConsentCodeRow,
  change: Partial<Pick<ConsentCodeRow, 'failures' | 'used_at' | 'expires_at'>>,
): Write => updateRows('consent_code', { id, version }, { ...change, version: version + 1 }, 1);

/** A granted look-up. */
export const insertGrant = (row: GrantRow): Write => insertRow('lookup_grant', row);

/** The grant of a handle. */
export const findGrant = (db: Db, id: string): Promise<GrantRow | undefined> =>
  findRow(db, 'lookup_grant', { id });

/** All grants page by page, by handle. */
export const readGrants = (db: Db, size?: number): AsyncGenerator<readonly GrantRow[]> =>
  allRows(db, 'lookup_grant', 'id', size);
