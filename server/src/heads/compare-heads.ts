import type { Db } from '../storage/engine/db.ts';
import { findLastAudit, listAuditHashes } from '../storage/queries/audit/audit-queries.ts';
import { chainOf } from '../storage/queries/submission-chain.ts';
import { listProjections, readSubmissions } from '../storage/queries/submissions.ts';
import type { Head } from './head.ts';
import { readLives } from './lives.ts';

/** One thing that a head tells: up to this number there was this. */
interface Told {
  readonly at: string;
  readonly seq: number;
  readonly is: string;
}

/** The state of a thing of the database: its digest up to a number, and its last number. */
interface Now {
  readonly last: number;
  readonly upTo: ReadonlyMap<number, string>;
}

/** The words of heads about the audit and each log, as far as the database goes on with it. */
interface Claims {
  readonly audit: Told[];
  readonly logs: Map<string, Told[]>;
  /** Epochs that the database never had, each with the time of its first head. */
  readonly strange: Map<string, string>;
  /** Whether a head tells of what a restore or another chain key left behind. */
  hasLeft: boolean;
}

const claimsOf = async (db: Db, heads: readonly Head[]): Promise<Claims> => {
  const lifeOf = await readLives(db);
  const claims: Claims = { audit: [], logs: new Map(), strange: new Map(), hasLeft: false };
  for (const { epoch, at, audit, logs } of heads) {
    const life = lifeOf(epoch);
    if (life === 'unknown' && !claims.strange.has(epoch)) claims.strange.set(epoch, at);
    if (life === 'left' || (life !== 'unknown' && audit.seq > life.audit)) claims.hasLeft = true;
    if (typeof life === 'string') continue;
    if (audit.seq <= life.audit) claims.audit.push({ at, seq: audit.seq, is: audit.hash });
    for (const [name, seq, is] of logs) {
      if (seq > life.log(name)) continue;
      const told = claims.logs.get(name) ?? [];
      claims.logs.set(name, told);
      told.push({ at, seq, is });
    }
  }
  return claims;
};

/** The chain of a log up to each of these numbers, computed again. */
const chainsUpTo = async (db: Db, name: string, seqs: ReadonlySet<number>): Promise<Now> => {
  const upTo = new Map<number, string>();
  let chain = '';
  let last = 0;
  for await (const page of readSubmissions(db, name)) {
    for (const row of page) {
      chain = chainOf(db, chain, [row]);
      last = row.seq;
      if (seqs.has(last)) upTo.set(last, chain);
    }
  }
  return { last, upTo };
};

/** A log as it is now; it is read only where heads tell of more than its end, which the projection keeps. */
const logNow = async (
  db: Db,
  name: string,
  told: readonly Told[],
  end: { seq: number; chain: string } | undefined,
): Promise<Now> =>
  end !== undefined && told.every(({ seq }) => seq === end.seq)
    ? { last: end.seq, upTo: new Map([[end.seq, end.chain]]) }
    : chainsUpTo(db, name, new Set(told.map(({ seq }) => seq)));

const auditNow = async (db: Db, told: readonly Told[]): Promise<Now> => {
  const upTo = await listAuditHashes(db, [...new Set(told.map(({ seq }) => seq))]);
  return { last: (await findLastAudit(db)).seq, upTo: upTo.set(0, '') };
};

/** The words about one thing that do not hold: the first number at which it differs, and the last beyond its end. */
const differences = (told: readonly Told[], { last, upTo }: Now) => {
  const byNumber = told.toSorted((a, b) => a.seq - b.seq);
  return {
    other: byNumber.find(({ seq, is }) => seq <= last && upTo.get(seq) !== is),
    beyond: byNumber.findLast(({ seq }) => seq > last),
  };
};

/** Whether a copy may end before what a head tells, as one that is put in place of what came after it does. */
export type Beyond = 'is a fault' | 'is passed over';

/** The result of comparing heads with a database. */
export interface Comparison {
  /** Heads that tell of something this database goes on with. */
  readonly compared: number;
  /** Whether there are heads of what a restore or another chain key left behind; the audit has that act. */
  readonly hasLeft: boolean;
  readonly faults: readonly string[];
}

/**
 * Compares heads with a database: each row of the audit and each log that a head tells of must be what it was. A head of
 * a former life is compared up to where the copy ended that took its place. Nobody can make another log or another row
 * under the head of the old one, with the keys of the chains either.
 */
export const compareHeads = async (
  db: Db,
  heads: readonly Head[],
  beyondEnd: Beyond = 'is a fault',
): Promise<Comparison> => {
  const strict = beyondEnd === 'is a fault';
  const { audit, logs, strange, hasLeft } = await claimsOf(db, heads);
  const faults: string[] = [];
  if (strict) {
    for (const [epoch, at] of strange) {
      faults.push(
        `the head of ${at} is of epoch ${epoch}, which this database never had: it was replaced, or its epoch was changed without "hocba restore"`,
      );
    }
  }
  const rows = differences(audit, await auditNow(db, audit));
  if (rows.other)
    faults.push(`audit rows up to ${rows.other.seq} are not those of the head of ${rows.other.at}`);
  if (strict && rows.beyond) {
    faults.push(`audit row ${rows.beyond.seq} is gone, which the head of ${rows.beyond.at} has`);
  }
  const ends = new Map((await listProjections(db)).map((row) => [row.db, row]));
  for (const [name, told] of logs) {
    const { other, beyond } = differences(told, await logNow(db, name, told, ends.get(name)));
    if (other) faults.push(`the log of ${name} up to ${other.seq} is not that of the head of ${other.at}`);
    if (strict && beyond) {
      faults.push(`the log of ${name} ends before ${beyond.seq}, which the head of ${beyond.at} has`);
    }
  }
  return { compared: audit.length, hasLeft, faults };
};
