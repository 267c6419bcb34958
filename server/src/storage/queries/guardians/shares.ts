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

/** Changes a share; WRITE_CONFLICT when somebody else did meanwhile. Its years and its time never change. */
export const updateShare = (
  { id, version }: ShareRow,
  change: Partial<Pick<ShareRow, 'objected_by' | 'stopped_at' | 'failures' | 'views'>>,
): Write => updateRows('record_share', { id, version }, { ...change, version: version + 1 }, 1);
