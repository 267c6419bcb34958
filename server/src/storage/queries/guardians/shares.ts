import { and, asc, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import type { Db, Write } from '../../engine/db.ts';
import { insertRow, keptQuestion, listRows, updateRows } from '../../engine/rows.ts';
import type { record_share } from '../../tables/tables.ts';

export type ShareRow = typeof record_share.$inferSelect;

const SHARE_BY_ID = keptQuestion('record_share', ['id']);

/** The share of a handle, ended ones included. */
export const findShare = async (db: Db, id: string): Promise<ShareRow | undefined> =>
  (await db.read(SHARE_BY_ID, { id }))[0];

/** Every share of a pupil's record, ended ones included, oldest first. */
export const listSharesOf = (db: Db, student: string): Promise<ShareRow[]> =>
  listRows(db, 'record_share', { student }, ['created_at', 'id']);

/** A new share. */
export const insertShare = (row: ShareRow): Write => insertRow('record_share', row);

/**
 * The shares of a school's pupils to which somebody has objected and that nobody has settled or stopped and that are not
 * over, oldest objection first. A pupil who has left since is among them.
 */
export const listObjectedShares = async (db: Db, school: string, now: string): Promise<ShareRow[]> => {
  const { record_share: s, enrolment: e } = db.tables;
  const isOfSchool = and(eq(e.student, s.student), eq(e.school, school), eq(e.status, 'studying'));
  const waits = and(isNotNull(s.objected_at), isNull(s.settled_as), isNull(s.stopped_at), gt(s.ends_at, now));
  const rows = await db.query
    .select({ share: s })
    .from(s)
    .innerJoin(e, isOfSchool)
    .where(waits)
    .orderBy(asc(s.objected_at), asc(s.id));
  // A pupil has an enrolment for each school year.
  return [...new Map(rows.map(({ share }) => [share.id, share])).values()];
};

/** Changes a share; WRITE_CONFLICT when somebody else did meanwhile. Its years never change, its time only when it is settled. */
export const updateShare = (
  { id, version }: ShareRow,
  change: Partial<Omit<ShareRow, 'id' | 'guardian' | 'student' | 'years' | 'pin_hash' | 'version'>>,
): Write => updateRows('record_share', { id, version }, { ...change, version: version + 1 }, 1);
