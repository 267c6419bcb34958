import { and, asc, desc, eq, gt, gte, inArray, lt, sql } from 'drizzle-orm';
import { chunksOf } from '../../engine/chunks.ts';
import type { Db, KeptRead, Write } from '../../engine/db.ts';
import { having, listRowsOf, pagesOf, updateRows } from '../../engine/rows.ts';
import type { audit } from '../../tables/tables.ts';
import { valueBySeq } from '../value-by-seq.ts';

export type AuditRow = typeof audit.$inferSelect;

/** One row of the chain by its number and hash. */
export type AuditEnd = Pick<AuditRow, 'seq' | 'hash'>;

/** Which rows of the audit; a member that is absent does not narrow them. */
export interface AuditFilter {
  readonly student?: string;
  readonly actor?: string;
  readonly action?: readonly string[];
  /** From this instant on. */
  readonly since?: string;
  /** Before this instant. */
  readonly until?: string;
}

/** Rows of the audit page by page, in their order, so that an audit of millions of rows fits. */
export const readAudit = (
  db: Db,
  { since, until, ...values }: AuditFilter = {},
  size?: number,
): AsyncGenerator<readonly AuditRow[]> => {
  const t = db.tables.audit;
  const wanted = and(
    having(t, values),
    since === undefined ? undefined : gte(t.at, since),
    until === undefined ? undefined : lt(t.at, until),
  );
  return pagesOf<AuditRow>(async (last, limit) => {
    const rows = db.query.select().from(t);
    const after = last === undefined ? undefined : gt(t.seq, last.seq);
    return [...(await rows.where(and(wanted, after)).orderBy(asc(t.seq)).limit(limit))];
  }, size);
};

/** Gives rows of the audit other hashes; WRITE_CONFLICT when one is not there. */
export const setAuditHashes = (rows: readonly Pick<AuditRow, 'seq' | 'hash'>[]): Write[] =>
  chunksOf(rows).map((chunk) => {
    const hash = valueBySeq(chunk.map((row) => [row.seq, row.hash]));
    return updateRows('audit', { seq: chunk.map(({ seq }) => seq) }, { hash }, chunk.length);
  });

/** How many actions an account did, and how many different pupils they were about. */
export interface ActionCount {
  readonly actions: number;
  readonly pupils: number;
}

/**
 * Makes the question how often an account did something of some kinds since an instant, and about how many pupils. It is
 * asked before every reading. The kind stands in an expression, so that SQLite walks the account's day and no other's.
 */
export const countingActions = (
  kinds: readonly string[],
): ((db: Db, actor: string, since: string) => Promise<ActionCount>) => {
  const question: KeptRead<typeof audit, { actor: string; since: string }, ActionCount> = {
    from: (tables) => tables.audit,
    columns: (t) => ({
      actions: sql<number>`count(*)`.mapWith(Number).as('actions'),
      pupils: sql<number>`count(distinct ${t.student})`.mapWith(Number).as('pupils'),
    }),
    where: (t, { value }) =>
      and(
        eq(t.actor, value('actor')),
        gte(t.at, value('since')),
        inArray(sql`${t.action} || ''`, [...kinds]),
      ),
  };
  return async (db, actor, since) =>
    (await db.read(question, { actor, since }))[0] ?? { actions: 0, pupils: 0 };
};

/** An account's actions of one kind since an instant, at most `limit`. */
export const listActionsOf = async (
  db: Db,
  actor: string,
  { action, since, limit }: { action: string; since: string; limit: number },
): Promise<AuditRow[]> => {
  const t = db.tables.audit;
  const rows = db.query.select().from(t);
  const wanted = and(having(t, { actor, action }), gte(t.at, since));
  return [...(await rows.where(wanted).orderBy(asc(t.seq)).limit(limit))];
};

/** Actions of some kinds since an instant by some accounts, newest first, at most `limit`. */
export const listNewestActions = async (
  db: Db,
  {
    actors,
    actions,
    since,
    limit,
  }: { actors: readonly string[]; actions: readonly string[]; since: string; limit: number },
): Promise<AuditRow[]> => {
  const t = db.tables.audit;
  const found: AuditRow[] = [];
  for (const some of chunksOf(actors)) {
    const rows = await db.query
      .select()
      .from(t)
      .where(and(inArray(t.action, [...actions]), gte(t.at, since), inArray(t.actor, [...some])))
      .orderBy(desc(t.seq))
      .limit(limit);
    found.push(...rows);
  }
  return found.sort((a, b) => b.seq - a.seq).slice(0, limit);
};

/** Asked after every commit. */
const AUDIT_AFTER: KeptRead<typeof audit, { seq: number; limit: number }> = {
  from: (tables) => tables.audit,
  where: (t, { value }) => gt(t.seq, value('seq')),
  orderBy: (t) => [asc(t.seq)],
  limit: 'limit',
};

/** The rows of the audit behind a number, in their order, at most `limit`. */
export const listAuditAfter = (db: Db, seq: number, limit: number): Promise<AuditRow[]> =>
  db.read(AUDIT_AFTER, { seq, limit });

/** The newest row of the audit; number 0 and no hash where there is none. */
export const findLastAudit = async (db: Db): Promise<AuditEnd> => {
  const t = db.tables.audit;
  const rows = db.query.select({ seq: t.seq, hash: t.hash }).from(t);
  return (await rows.orderBy(desc(t.seq)).limit(1))[0] ?? { seq: 0, hash: '' };
};

/** The hashes of these rows, by number; rows that are not there are left out. */
export const listAuditHashes = async (db: Db, seqs: readonly number[]): Promise<Map<number, string>> =>
  new Map((await listRowsOf(db, 'audit', ['seq', seqs])).map(({ seq, hash }) => [seq, hash]));
