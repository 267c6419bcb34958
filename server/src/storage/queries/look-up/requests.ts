import { and, asc, desc, eq, gte, ne } from 'drizzle-orm';
import type { Db, Write } from '../../engine/db.ts';
import { findRow, insertRow, updateRows } from '../../engine/rows.ts';
import type { lookup_request } from '../../tables/tables.ts';

export type LookUpRequestRow = typeof lookup_request.$inferSelect;

/** A school's new request without a code. */
export const insertLookUpRequest = (row: LookUpRequestRow): Write => insertRow('lookup_request', row);

/** The request of a handle. */
export const findLookUpRequest = (db: Db, id: string): Promise<LookUpRequestRow | undefined> =>
  findRow(db, 'lookup_request', { id });

/** Decides a request that nobody else decided meanwhile. */
export const decideRequest = (
  { id, version }: LookUpRequestRow,
  decision: Pick<LookUpRequestRow, 'state' | 'decided_by' | 'decided_at' | 'answer' | 'grant_id'>,
): Write => updateRows('lookup_request', { id, version }, { ...decision, version: version + 1 }, 1);

/** A school's requests since an instant, newest first, at most `limit`. */
export const listRequestsOfSchool = async (
  db: Db,
  school: string,
  { since, limit }: { readonly since: string; readonly limit: number },
): Promise<LookUpRequestRow[]> => {
  const t = db.tables.lookup_request;
  const rows = db.query.select().from(t);
  return [
    ...(await rows
      .where(and(eq(t.school, school), gte(t.created_at, since)))
      .orderBy(desc(t.created_at), asc(t.id))
      .limit(limit)),
  ];
};

/** Requests that wait for a decision, the oldest first, at most `limit`. */
export const listWaitingRequests = async (db: Db, limit: number): Promise<LookUpRequestRow[]> => {
  const t = db.tables.lookup_request;
  const rows = db.query.select().from(t).where(eq(t.state, 'waiting'));
  return [...(await rows.orderBy(asc(t.created_at), asc(t.id)).limit(limit))];
};

/** Requests since an instant that were decided, newest first, at most `limit`. */
export const listDecidedRequests = async (
  db: Db,
  { since, limit }: { readonly since: string; readonly limit: number },
): Promise<LookUpRequestRow[]> => {
  const t = db.tables.lookup_request;
  const rows = db.query.select().from(t);
  return [
    ...(await rows
      .where(and(ne(t.state, 'waiting'), gte(t.created_at, since)))
      .orderBy(desc(t.created_at), asc(t.id))
      .limit(limit)),
  ];
};
