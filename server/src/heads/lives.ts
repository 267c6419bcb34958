import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { REKEYED } from '../storage/engine/chain/key-chains.ts';
import type { Db } from '../storage/engine/db.ts';
import { readActs } from '../storage/queries/audit/acts.ts';
import { findLastAudit } from '../storage/queries/audit/audit-queries.ts';
import { getEpoch } from '../storage/queries/settings.ts';
import { listProjections } from '../storage/queries/submissions.ts';

/** The act that gives a database another epoch. */
export const RESTORED = 'registry.restored';

/** The facts of its row about the life that ended, and about the one that begins with it. */
const Restored = Type.Object({
  epoch: Type.String(),
  from: Type.String(),
  /** Epochs that heads on this machine tell of and that the copy does not know: lives that ended with this act. */
  left: Type.Array(Type.String()),
  /** Where the copy ended: its rows of the audit, and the numbers of the logs of its school years. */
  auditRows: Type.Integer(),
  logs: Type.Record(Type.String(), Type.Integer()),
});

/** How far the database goes on with what a life had; undefined beyond any end: that life goes on today. */
export interface End {
  readonly audit: number;
  readonly log: (name: string) => number;
}

/** The end of a life of this database. */
export type Life = End | 'left' | 'unknown';

const TODAY: End = { audit: Number.POSITIVE_INFINITY, log: () => Number.POSITIVE_INFINITY };

/** The end of a former life where it went on for a while and a copy of it was put in place then. */
const earlier = (a: End, b: End): End => ({
  audit: Math.min(a.audit, b.audit),
  log: (name) => Math.min(a.log(name), b.log(name)),
});

/**
 * The end of every life that the database knows, by epoch: acts of restoring and of another chain key lead from one to
 * the next.
 */
export const readLives = async (db: Db): Promise<(epoch: string) => Life> => {
  const current = await getEpoch(db);
  const lives = new Map<string, Life>([[current, TODAY]]);
  const acts: unknown[] = [];
  for await (const { detail } of readActs(db, [RESTORED, REKEYED])) acts.push(JSON.parse(detail));
  for (const act of acts.toReversed()) {
    if (!Value.Check(Restored, act)) continue;
    for (const epoch of act.left) lives.set(epoch, 'left');
    const next = lives.get(act.epoch);
    if (typeof next !== 'object') continue;
    const { auditRows, logs } = act;
    lives.set(act.from, earlier(next, { audit: auditRows, log: (name) => logs[name] ?? 0 }));
  }
  return (epoch) => lives.get(epoch) ?? 'unknown';
};

/** The detail of the act for a database that is about to get another epoch. */
export const restoredDetail = async (db: Db, epoch: string, heads: readonly { readonly epoch: string }[]) => {
  const lifeOf = await readLives(db);
  const logs = (await listProjections(db)).map(({ db: name, seq }) => [name, seq]);
  const told = [...new Set(heads.map((head) => head.epoch))];
  return {
    epoch,
    from: await getEpoch(db),
    left: told.filter((one) => lifeOf(one) === 'unknown'),
    auditRows: (await findLastAudit(db)).seq,
    logs: Object.fromEntries(logs),
  };
};
