import { and, eq, gt } from 'drizzle-orm';
import type { Db, Write } from '../../engine/db.ts';
import { allRows, findRow, insertRow, updateRows } from '../../engine/rows.ts';
import type { record_slip } from '../../tables/tables.ts';

export type RecordSlipRow = typeof record_slip.$inferSelect;

/** A new slip; DUPLICATE when another one has the code. */
export const insertRecordSlip = (row: RecordSlipRow): Write => insertRow('record_slip', row);

/** The slip of a code's hash, whether it can still be opened or not. */
export const findRecordSlip = (db: Db, hash: string): Promise<RecordSlipRow | undefined> =>
  findRow(db, 'record_slip', { hash });

/** The slips of a pupil that can be opened, in no order. */
export const listOpenRecordSlips = async (db: Db, student: string, now: string): Promise<RecordSlipRow[]> => {
  const t = db.tables.record_slip;
  const rows = db.query.select().from(t);
  return [...(await rows.where(and(eq(t.student, student), gt(t.expires_at, now))))];
};

/** All slips page by page, by id. */
export const readRecordSlips = (db: Db, size?: number): AsyncGenerator<readonly RecordSlipRow[]> =>
  allRows(db, 'record_slip', 'id', size);

/** Ends a slip; WRITE_CONFLICT when it ended meanwhile. */
export const endRecordSlip = ({ id, expires_at }: RecordSlipRow, now: string): Write =>
  updateRows('record_slip', { id, expires_at }, { expires_at: now }, 1);
