import { and, inArray, sql } from 'drizzle-orm';
import { chunksOf } from '../../engine/chunks.ts';
import type { Db } from '../../engine/db.ts';
import { type AuditRow, readAudit } from './audit-queries.ts';

/** Acts in one page: SQLite walks all acts of the kinds for each, so that small pages of millions would take hours. */
const PAGE = 2000;

/** Every act of some kinds, in its order. */
export async function* readActs(db: Db, actions: readonly string[]): AsyncGenerator<AuditRow> {
  for await (const page of readAudit(db, { action: actions }, PAGE)) yield* page;
}

/**
 * The acts of one kind that were about these pupils, in their order. The kind stands in an expression, which no index
 * has: SQLite would otherwise walk every act of the kind instead of the few rows about the pupils.
 */
export const listActsAbout = async (
  db: Db,
  action: string,
  students: readonly string[],
): Promise<AuditRow[]> => {
  const t = db.tables.audit;
  const found: AuditRow[] = [];
  for (const chunk of chunksOf(students)) {
    const rows = db.query.select().from(t);
    found.push(...(await rows.where(and(inArray(t.student, chunk), sql`${t.action} || '' = ${action}`))));
  }
  return found.sort((a, b) => a.seq - b.seq);
};
