import type { Db } from '../../engine/db.ts';
import { listRowsOf } from '../../engine/rows.ts';
import { type AuditRow, readAudit } from './audit-queries.ts';

/** Every act of some kinds, in its order. */
export async function* readActs(db: Db, actions: readonly string[]): AsyncGenerator<AuditRow> {
  for await (const page of readAudit(db, { action: actions })) yield* page;
}

/** The acts of one kind that were about these pupils, in their order. */
export const listActsAbout = async (
  db: Db,
  action: string,
  students: readonly string[],
): Promise<AuditRow[]> =>
  (await listRowsOf(db, 'audit', ['student', students], { action })).sort((a, b) => a.seq - b.seq);
