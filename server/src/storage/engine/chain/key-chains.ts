import { createHash, randomUUID } from 'node:crypto';
import { appendAudit, auditHash, checkAuditChain } from '../../queries/audit/audit.ts';
import { findLastAudit, readAudit, setAuditHashes } from '../../queries/audit/audit-queries.ts';
import { findSetting, getEpoch, putSetting } from '../../queries/settings.ts';
import { chainOf, submissionMac } from '../../queries/submission-chain.ts';
import {
  findProjection,
  listLoggedDatabases,
  listProjections,
  moveProjection,
  readSubmissions,
  setSubmissionMacs,
} from '../../queries/submissions.ts';
import type { Db } from '../db.ts';
import { SchemaError } from '../schema-error.ts';

/** The fact that tells under which key a database is chained; while its rows are sealed anew, the act that says why. */
const KEYED = 'chain';

/** The value of the fact for a key; nothing follows from it about the key itself. */
const markOf = ({ mac }: Pick<Db, 'mac'>): string => mac('key', 'the chain key of this database');

/** Whether the chains stand under the key that the database was opened with. Throws SchemaError under another key. */
export const isKeyed = async (db: Db): Promise<boolean> => {
  const found = await findSetting(db, KEYED);
  if (found === undefined || found.startsWith('{')) return false;
  if (found === markOf(db)) return true;
  throw new SchemaError(
    'the chain key in SESSION_KEY_FILE is not the one of this database; server/OPERATING.md, "Backup", says what to do',
  );
};

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whether a log is what its chain without a key covered: the bodies of what the projection had read. */
const fitsOldChain = async (db: Db, name: string): Promise<boolean> => {
  const cursor = await findProjection(db, name);
  let chain = '';
  for await (const page of readSubmissions(db, name)) {
    for (const { seq, body } of page) if (seq <= (cursor?.seq ?? 0)) chain = digest(chain + body);
  }
  return chain === (cursor?.chain ?? '');
};

/** The faults in the chains of databases that had no key. */
const findOldFaults = async (db: Db): Promise<{ audit: number | null; logs: string[] }> => {
  const logs: string[] = [];
  for (const { db: name } of await listProjections(db)) if (!(await fitsOldChain(db, name))) logs.push(name);
  return { audit: (await checkAuditChain(db, (_, text) => digest(text))).brokenAt, logs };
};

/** The act that gives the chains another key, and the database with it another epoch: no head of the life before fits. */
export const REKEYED = 'chains.rekeyed';

/**
 * What the act says of the life that ends: nothing of it can be computed again, because its key is lost or known to others.
 * Where its chains ended stands beside it, for a person who compares it with heads kept elsewhere.
 */
const endLife = async (db: Db) => ({
  epoch: randomUUID(),
  from: await getEpoch(db),
  left: [],
  auditRows: 0,
  logs: {},
  ends: await findEnds(db),
});

const findEnds = async (db: Db) => ({
  audit: await findLastAudit(db),
  logs: (await listProjections(db)).map(({ db: name, seq, chain }) => [name, seq, chain]),
});

/** Seals each row of a log, and chains those that the projection has read; answers how many rows it has. */
const keyLog = async (db: Db, name: string): Promise<number> => {
  const cursor = await findProjection(db, name);
  let chain = '';
  let rows = 0;
  for await (const page of readSubmissions(db, name)) {
    const sealed = page.map((row) => ({ ...row, mac: submissionMac(db, row) }));
    await db.commit(setSubmissionMacs(name, sealed));
    const read = sealed.filter(({ seq }) => seq <= (cursor?.seq ?? 0));
    chain = chainOf(db, chain, read);
    rows += page.length;
  }
  if (cursor !== undefined) await db.commit([moveProjection({ ...cursor, chain }, cursor.seq)]);
  return rows;
};

/** Chains each row of the audit; answers how many it has. */
const keyAudit = async (db: Db): Promise<number> => {
  let hash = '';
  let rows = 0;
  for await (const page of readAudit(db)) {
    const chained = page.map((row) => {
      hash = auditHash(db.mac, hash, row);
      return { seq: row.seq, hash };
    });
    await db.commit(setAuditHashes(chained));
    rows += page.length;
  }
  return rows;
};

/**
 * The rows that were sealed and chained anew, and those of them that did not fit the chains of before, which had no
 * key.
 */
export interface KeyedRows {
  readonly submissions: number;
  readonly auditRows: number;
  readonly unfit: { readonly audit: number | null; readonly logs: readonly string[] };
}

const NOTHING_UNFIT: KeyedRows['unfit'] = { audit: null, logs: [] };

/** The act of keying as the fact keeps it while it goes on, so that a process that dies half-way loses nothing of it. */
interface Act {
  readonly action: 'chains.keyed' | typeof REKEYED;
  readonly unfit?: KeyedRows['unfit'];
  readonly life?: Awaited<ReturnType<typeof endLife>>;
}

/** The act that is begun or to be begun; undefined when the chains stand under this key. Throws SchemaError under another key. */
const findAct = async (db: Db, replacesKey: boolean): Promise<Act | undefined> => {
  const found = await findSetting(db, KEYED);
  if (found?.startsWith('{')) return JSON.parse(found) as Act;
  if (found === undefined) return { action: 'chains.keyed', unfit: await findOldFaults(db) };
  if (replacesKey && found !== markOf(db)) {
    return { action: REKEYED, life: await endLife(db) };
  }
  await isKeyed(db);
  return undefined;
};

/**
 * Seals and chains every row under the key of the database, once, and leaves an audit row that says so and what did not fit
 * before; a new database has no row and gets none. With `replacesKey`, also what stands under a key that is lost or leaked.
 */
export const keyChains = async (db: Db, replacesKey: boolean): Promise<KeyedRows | undefined> => {
  const act = await findAct(db, replacesKey);
  if (act === undefined) return undefined;
  const keyed = putSetting(KEYED, markOf(db));
  const names = await listLoggedDatabases(db);
  const { seq: audited } = await findLastAudit(db);
  if (names.length === 0 && audited === 0) {
    await db.commit([keyed]);
    return undefined;
  }
  await db.commit([putSetting(KEYED, JSON.stringify(act))]);
  let submissions = 0;
  for (const name of names) submissions += await keyLog(db, name);
  const auditRows = await keyAudit(db);
  const { action, unfit, life } = act;
  const detail = { submissions, rows: auditRows, unfit, ...life };
  await db.commit([
    keyed,
    ...(life === undefined ? [] : [putSetting('epoch', life.epoch)]),
    appendAudit({ at: new Date().toISOString(), actor: 'cli', action, student: null, detail }),
  ]);
  return { submissions, auditRows, unfit: unfit ?? NOTHING_UNFIT };
};
