import { sum } from 'drizzle-orm';
import type { Db } from '../engine/db.ts';
import { findLastAudit } from './audit/audit-queries.ts';
import { getEpoch } from './settings.ts';

/** How far one life of a database has come; within it the height only grows. */
export interface HighWater {
  readonly epoch: string;
  readonly height: number;
}

/**
 * The epoch, and all numbers that were given to documents of school years and to rows of the audit. Throws before `migrate`
 * has run.
 */
export const readHighWater = async (db: Db): Promise<HighWater> => {
  const t = db.tables.sync_db;
  const [row] = await db.query.select({ height: sum(t.seq) }).from(t);
  const { seq } = await findLastAudit(db);
  return { epoch: await getEpoch(db), height: Number(row?.height ?? 0) + seq };
};
