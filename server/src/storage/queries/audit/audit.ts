import { and, eq } from 'drizzle-orm';
import { AUDIT_COUNTER } from '../../engine/chain/open-chain-end.ts';
import type { Mac } from '../../engine/chain-mac.ts';
import { chunksOf } from '../../engine/chunks.ts';
import type { Continuation, Db, Write } from '../../engine/db.ts';
import { keptRows, keptWrite } from '../../engine/kept.ts';
import { filled, findRow, insertRow, listRows } from '../../engine/rows.ts';
import { type AuditRow, readAudit } from './audit-queries.ts';

/** The account, its act and the pupil concerned; `detail` holds ids, codes and counts, never names or marks. */
export interface AuditEvent {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly student: string | null;
  readonly detail: object;
}

/** Rows of the chain; `brokenAt` is the first number that is missing, altered or out of place. */
export interface AuditCheck {
  readonly rows: number;
  readonly brokenAt: number | null;
}

/**
 * The hash is a MAC over every column and the hash before it: a row cannot change, vanish or move without every later one,
 * and nobody without the key can make a later one.
 */
export const auditHash = (mac: Mac, before: string, row: Omit<AuditRow, 'hash'>): string =>
  mac('audit', JSON.stringify([before, row.seq, row.at, row.actor, row.action, row.student, row.detail]));

/** The chain's counter, which `migrate` creates once; without it nothing can be audited. */
export const openAudit = (): Write => insertRow('counter', { name: AUDIT_COUNTER, value: 0 });

const counted = keptWrite<{ from: number; to: number }>(
  (query, { counter: t }, { value }) =>
    query
      .update(t)
      .set({ value: value('to') })
      .where(and(eq(t.name, AUDIT_COUNTER), eq(t.value, value('from')))),
  1,
);

const added = keptRows<AuditRow>((query, { audit: t }, fillings) =>
  query.insert(t).values(fillings.map((filling) => filled(t, filling))),
);

/**
 * Several events at the end of the chain, in their order. They get number and hash inside the commit they are part of,
 * so that commits at the same moment, of any number of processes, all stand.
 */
export const appendAudits = (events: readonly AuditEvent[]): Continuation => ({
  follow: (end) => {
    if (events.length === 0) return [];
    let { hash } = end;
    const rows = events.map(({ detail, ...event }, i) => {
      const row = { ...event, seq: end.seq + 1 + i, detail: JSON.stringify(detail) };
      hash = auditHash(end.mac, hash, row);
      return { ...row, hash };
    });
    return [counted({ from: end.seq, to: end.seq + rows.length }), ...chunksOf(rows).map(added)];
  },
});

/** One event at the end of the chain. */
export const appendAudit = (event: AuditEvent): Continuation => appendAudits([event]);

/** The acts on a pupil and looks at the pupil, oldest first. */
export const listAuditOf = (db: Db, student: string): Promise<AuditRow[]> =>
  listRows(db, 'audit', { student }, ['seq']);

/**
 * Reads the whole chain in pages and computes it again, under the key of the database unless another MAC is given; the
 * counter shows rows cut off at the end.
 */
export const checkAuditChain = async (db: Db, mac: Mac = db.mac): Promise<AuditCheck> => {
  // Read before the rows: a registry that is running adds to both meanwhile, and rows beyond the counter are no fault.
  const stored = (await findRow(db, 'counter', { name: AUDIT_COUNTER }))?.value ?? 0;
  let seq = 0;
  let hash = '';
  for await (const page of readAudit(db)) {
    for (const row of page) {
      if (row.seq !== seq + 1 || row.hash !== auditHash(mac, hash, row))
        return { rows: seq, brokenAt: seq + 1 };
      ({ seq, hash } = row);
    }
  }
  return { rows: seq, brokenAt: stored > seq ? seq + 1 : null };
};
