import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Db } from '../storage/engine/db.ts';
import { findLastAudit } from '../storage/queries/audit/audit-queries.ts';
import { getEpoch } from '../storage/queries/settings.ts';
import { listProjections } from '../storage/queries/submissions.ts';
import type { HeadKey } from './head-key.ts';

const Seq = Type.Integer({ minimum: 0 });

/** The ends of the audit and of some logs at one time. */
const Head = Type.Object(
  {
    v: Type.Literal(1),
    /** PUBLIC_URL of the registry. */
    iss: Type.String(),
    epoch: Type.String(),
    at: Type.String(),
    /** The last row; number 0 where there was none. */
    audit: Type.Object({ seq: Seq, hash: Type.String() }, { additionalProperties: false }),
    /** School years with the number of their last projected submission and the chain up to it. */
    logs: Type.Array(Type.Tuple([Type.String(), Seq, Type.String()])),
  },
  { additionalProperties: false },
);
export type Head = Static<typeof Head>;

/**
 * School years in one head: its line stays under 16 KiB, which is what log collectors take in one piece. Further school
 * years come in further heads.
 */
const LOGS_PER_HEAD = 100;

/** Ends of logs that heads of one epoch have told already, by school year. */
export type Told = Map<string, string>;

const endOf = (seq: number, chain: string): string => `${seq} ${chain}`;

/** Notes what a head tells, so that the next one tells only what came after it. */
export const noteTold = (told: Told, { logs }: Head): void => {
  for (const [name, seq, chain] of logs) told.set(name, endOf(seq, chain));
};

/**
 * Heads of what stands in the database now: the end of its audit, and the ends of all logs that were not told yet. At
 * least one, because the audit goes on where no log does.
 */
export const takeHeads = async (
  db: Db,
  { iss, at, told }: { readonly iss: string; readonly at: string; readonly told: Told },
): Promise<Head[]> => {
  const epoch = await getEpoch(db);
  const audit = await findLastAudit(db);
  const logs = (await listProjections(db))
    .filter(({ db: name, seq, chain }) => told.get(name) !== endOf(seq, chain))
    .map(({ db: name, seq, chain }): Head['logs'][number] => [name, seq, chain]);
  const heads: Head[] = [];
  do {
    heads.push({ v: 1, iss, epoch, at, audit, logs: logs.splice(0, LOGS_PER_HEAD) });
  } while (logs.length > 0);
  for (const head of heads) noteTold(told, head);
  return heads;
};

/** A head as one text, signed. */
export const signHead = (key: HeadKey, head: Head): Promise<string> => key.sign(JSON.stringify(head));

/** The head that a key signed; undefined for every other text. */
export const openHead = async (key: HeadKey, jws: string): Promise<Head | undefined> => {
  const text = await key.open(jws);
  const head: unknown = text === undefined ? undefined : JSON.parse(text);
  return Value.Check(Head, head) ? head : undefined;
};
