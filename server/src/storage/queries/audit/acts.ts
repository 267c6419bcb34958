import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { chunksOf } from '../../engine/chunks.ts';
import type { Db } from '../../engine/db.ts';
import type { AuditRow } from './audit.ts';

const PAGE = 500;

/** Every act of some kinds in its order, a page at a time, so that an audit of millions of rows fits. */
export async function* readActs(db: Db, actions: readonly string[]): AsyncGenerator<AuditRow> {
  const t = db.tables.audit;
  let seq = 0;
  let page: AuditRow[];
  do {
    page = await db.query
      .select()
      .from(t)
      .where(and(inArray(t.action, [...actions]), gt(t.seq, seq)))
      .orderBy(asc(t.seq))
      .limit(PAGE);
    yield* page;
    seq = page.at(-1)?.seq ?? seq;
  } while (page.length === PAGE);
}

/** The acts of one kind that were about these pupils, in their order. */
export const listActsAbout = async (
  db: Db,
  action: string,
  students: readonly string[],
): Promise<AuditRow[]> => {
  const t = db.tables.audit;
  const found: AuditRow[] = [];
  for (const chunk of chunksOf(students)) {
    const about = and(inArray(t.student, chunk), eq(t.action, action));
    found.push(...(await db.query.select().from(t).where(about).orderBy(asc(t.seq))));
  }
  return found;
};
