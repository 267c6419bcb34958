import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import { type Db, type Write, write } from '../engine/db.ts';
import type { consent_code, lookup_grant } from '../tables/tables.ts';

export type ConsentCodeRow = typeof consent_code.$inferSelect;
export type GrantRow = typeof lookup_grant.$inferSelect;

/** A new one-time code, stored as its HMAC only. */
export const insertConsentCode = (row: ConsentCodeRow): Write =>
  write((query, { consent_code: t }) => query.insert(t).values(row), 1);

/** Unused and unexpired codes of a pupil for one receiving school. */
export const listOpenConsentCodes = (
  db: Db,
  student: string,
  school: string,
  now: string,
): Promise<ConsentCodeRow[]> => {
  const t = db.tables.consent_code;
  return db.query
    .select()
    .from(t)
    .where(and(eq(t.student, student), eq(t.school, school), isNull(t.used_at), gt(t.expires_at, now)))
    .orderBy(asc(t.created_at))
    .then((rows) => [...rows]);
};

/** A page of all one-time codes by id; the next one begins after the last id, the first after ''. */
export const listConsentCodesAfter = async (db: Db, id: string, limit: number): Promise<ConsentCodeRow[]> => {
  const t = db.tables.consent_code;
  return [...(await db.query.select().from(t).where(gt(t.id, id)).orderBy(asc(t.id)).limit(limit))];
};

/** Changes a code that nobody else touched meanwhile: a failed try, its use, or its end. */
export const updateConsentCode = (
  row: ConsentCodeRow,
  change: Partial<Pick<ConsentCodeRow, 'failures' | 'used_at' | 'expires_at'>>,
): Write =>
  write(
    (query, { consent_code: t }) =>
      query
        .update(t)
        .set({ ...change, version: row.version + 1 })
        .where(and(eq(t.id, row.id), eq(t.version, row.version))),
    1,
  );

/** A granted look-up. */
export const insertGrant = (row: GrantRow): Write =>
  write((query, { lookup_grant: t }) => query.insert(t).values(row), 1);

/** The grant of a handle. */
export const findGrant = async (db: Db, id: string): Promise<GrantRow | undefined> => {
  const t = db.tables.lookup_grant;
  return (await db.query.select().from(t).where(eq(t.id, id)))[0];
};

/** A page of all grants by handle; the next one begins after the last handle, the first after ''. */
export const listGrantsAfter = async (db: Db, id: string, limit: number): Promise<GrantRow[]> => {
  const t = db.tables.lookup_grant;
  return [...(await db.query.select().from(t).where(gt(t.id, id)).orderBy(asc(t.id)).limit(limit))];
};
