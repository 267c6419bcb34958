import { and, asc, count, countDistinct, eq, exists, gt, gte, inArray, lt, ne, sql } from 'drizzle-orm';
import { chunksOf } from '../engine/chunks.ts';
import type { Db, KeptRead, Write } from '../engine/db.ts';
import { keptRows } from '../engine/kept.ts';
import {
  filled,
  findRow,
  having,
  insertRow,
  insertRows,
  listRows,
  pagesOf,
  updateRows,
} from '../engine/rows.ts';
import type { projection, submission } from '../tables/tables.ts';
import { submissionMac } from './submission-chain.ts';
import { ulidIn, ulidOf } from './ulid-in.ts';
import { valueBySeq } from './value-by-seq.ts';
import { markWaiting } from './work/waiting-years.ts';

export type SubmissionRow = typeof submission.$inferSelect;
export type ProjectionRow = typeof projection.$inferSelect;

/** A submission whose number only the commit knows. */
export type NewSubmission = Omit<SubmissionRow, 'seq' | 'mac'>;

/** The account that sends the registry's own documents; no device and no account can be called so. */
export const REGISTRY = '(registry)';

/** A row on its way in: how many places it stands before the last one instead of its number. */
type Placed = Omit<SubmissionRow, 'seq'> & { before: number };

const inserts = keptRows<Placed>((query, { submission: t, sync_db: d }, fillings) =>
  query.insert(t).values(
    fillings.map((filling) => ({
      ...filled(t, filling),
      seq: sql<number>`(select ${d.seq} from ${d} where ${d.name} = ${filling.value('db')}) - ${filling.value('before')}`,
    })),
  ),
);

/**
 * Upward documents of one database in the submission log, numbered upwards to the number just raised in this commit by
 * as many as there are, each with its MAC; DUPLICATE when a document is there already. The year waits for its projection from this
 * commit on.
 */
export const insertSubmissions = (db: Pick<Db, 'mac'>, rows: readonly NewSubmission[]): Write[] => [
  ...chunksOf(
    rows.map((row, i) => ({ ...row, mac: submissionMac(db, row), before: rows.length - 1 - i })),
  ).map(inserts),
  ...[...new Set(rows.map(({ db }) => db))].map(markWaiting),
];

/** Rows of a log as they stand in another database, with their numbers. */
export const copySubmissions = (rows: readonly SubmissionRow[]): Write[] => insertRows('submission', rows);

/** The databases that have a row in the log, also one that nobody knows of. */
export const listLoggedDatabases = async (db: Db): Promise<string[]> => {
  const t = db.tables.submission;
  return (await db.query.select({ name: t.db }).from(t).groupBy(t.db).orderBy(asc(t.db))).map(
    ({ name }) => name,
  );
};

/** Seals rows of one database that stand in the log already; WRITE_CONFLICT when one is not there. */
export const setSubmissionMacs = (
  name: string,
  rows: readonly Pick<SubmissionRow, 'seq' | 'mac'>[],
): Write[] =>
  chunksOf(rows).map((chunk) => {
    const mac = valueBySeq(chunk.map((row) => [row.seq, row.mac]));
    return updateRows('submission', { db: name, seq: chunk.map(({ seq }) => seq) }, { mac }, chunk.length);
  });

/** Submissions of a database after a number, in order of arrival. */
export const listSubmissionsAfter = async (
  db: Db,
  name: string,
  seq: number,
  limit: number,
): Promise<SubmissionRow[]> => {
  const t = db.tables.submission;
  return db.query
    .select()
    .from(t)
    .where(and(eq(t.db, name), gt(t.seq, seq)))
    .orderBy(asc(t.seq))
    .limit(limit);
};

/** The submissions of a database after a number page by page, in order of arrival. */
export const readSubmissions = (
  db: Db,
  name: string,
  after = 0,
  size?: number,
): AsyncGenerator<readonly SubmissionRow[]> =>
  pagesOf((last, limit) => listSubmissionsAfter(db, name, last?.seq ?? after, limit), size);

/** The submission of a document id. */
export const findSubmission = async (
  db: Db,
  name: string,
  doc: string,
): Promise<SubmissionRow | undefined> => {
  const t = db.tables.submission;
  const rows = db.query.select().from(t);
  return (await rows.where(and(having(t, { db: name, doc }), eq(ulidIn(t.doc), ulidOf(doc)))))[0];
};

/** How many numbers of a device stand in one block: block 0 has the numbers 1 to 1000, block 1 those to 2000. */
export const BLOCK_OF_NUMBERS = 1000;

/** A thousand numbers of a device: how many documents carry one of them, and how many different numbers these are. */
export interface NumberBlock {
  readonly block: number;
  readonly documents: number;
  readonly numbers: number;
}

/** The blocks in which a device has sent numbers, ascending; counted by the engine, which hands out one row for each. */
export const listNumberBlocks = async (db: Db, name: string, dev: string): Promise<NumberBlock[]> => {
  const t = db.tables.submission;
  // Written out, because PostgreSQL does not see that two parameters of one value make one expression.
  const block = sql<number>`(${t.n} - 1) / 1000`.mapWith(Number);
  return db.query
    .select({ block, documents: count(), numbers: countDistinct(t.n) })
    .from(t)
    .where(and(eq(t.db, name), eq(t.dev, dev)))
    .groupBy(block)
    .orderBy(asc(block));
};

/** The numbers of one block that a device has sent, ascending, with repeats where documents carry the same number. */
export const listNumbersOfBlock = async (
  db: Db,
  name: string,
  dev: string,
  block: number,
): Promise<number[]> => {
  const t = db.tables.submission;
  const first = block * BLOCK_OF_NUMBERS + 1;
  const rows = await db.query
    .select({ n: t.n })
    .from(t)
    .where(and(eq(t.db, name), eq(t.dev, dev), gte(t.n, first), lt(t.n, first + BLOCK_OF_NUMBERS)))
    .orderBy(asc(t.n));
  return rows.map(({ n }) => n);
};

/** The columns of a submission without its body. */
export type SubmissionHead = Pick<SubmissionRow, 'doc' | 'rev' | 'account'>;

interface Ulids {
  readonly db: string;
  readonly ulids: readonly string[];
}

const OF_ULIDS: KeptRead<typeof submission, Ulids> = {
  from: (tables) => tables.submission,
  where: (t, { value, oneOf }) => and(eq(t.db, value('db')), oneOf(ulidIn(t.doc), 'ulids')),
};

const HEADS_OF_ULIDS: KeptRead<typeof submission, Ulids, SubmissionHead> = {
  ...OF_ULIDS,
  columns: ({ doc, rev, account }) => ({ doc, rev, account }),
};

/** Makes the question about these document ids, at most a few thousand. */
const readOf =
  <Row extends { readonly doc: string }>(read: KeptRead<typeof submission, Ulids, Row>) =>
  async (db: Db, name: string, docs: readonly string[]): Promise<Row[]> => {
    if (docs.length === 0) return [];
    const asked = new Set(docs);
    const rows = await db.read(read, { db: name, ulids: docs.map(ulidOf) });
    return rows.filter(({ doc }) => asked.has(doc));
  };

/** The submissions of these document ids, at most a few thousand, in no order. */
export const listSubmissionsOf = readOf(OF_ULIDS);

/** Those of the document ids that are in the log, at most a few thousand, in no order; no text of theirs is read. */
export const listSubmissionHeads = readOf(HEADS_OF_ULIDS);

/** Those of the ids that are in the log. */
export const listHeldDocuments = async (db: Db, name: string, docs: readonly string[]): Promise<string[]> =>
  (await listSubmissionHeads(db, name, docs)).map(({ doc }) => doc);

/** The document of each of these numbers that came first from the device. */
export const listFirstOfNumbers = async (
  db: Db,
  name: string,
  dev: string,
  numbers: readonly number[],
): Promise<{ n: number; doc: string }[]> => {
  if (numbers.length === 0) return [];
  const t = db.tables.submission;
  const rows = await db.query
    .select({ n: t.n, doc: t.doc })
    .from(t)
    .where(and(eq(t.db, name), eq(t.dev, dev), inArray(t.n, [...numbers])))
    .orderBy(asc(t.n), asc(t.seq));
  return rows.filter(({ n }, i) => rows[i - 1]?.n !== n);
};

/** How many documents people have sent to a database, or to all; the registry's own are not among them. */
export const countSubmissions = async (db: Db, name?: string): Promise<number> => {
  const t = db.tables.submission;
  const sent = and(name === undefined ? undefined : eq(t.db, name), ne(t.dev, REGISTRY));
  return (await db.query.select({ n: count() }).from(t).where(sent))[0]?.n ?? 0;
};

/**
 * The question which databases have a submission beyond the projector's cursor, asked of the log itself: one seek for
 * each database and never a walk through the log. A running registry asks `waiting_year` instead, which costs less.
 */
export const laggingDatabases = ({ query, tables }: Pick<Db, 'query' | 'tables'>) => {
  const { submission: s, projection: p, sync_db: d } = tables;
  const cursor = query.select({ seq: p.seq }).from(p).where(eq(p.db, d.name));
  const beyond = query
    .select({ seq: s.seq })
    .from(s)
    .where(and(eq(s.db, d.name), gt(s.seq, sql`coalesce((${cursor}), 0)`)));
  return query.select({ db: d.name }).from(d).where(exists(beyond)).orderBy(asc(d.name));
};

/** Databases whose newest submission the projector has not read yet. */
export const listLaggingDatabases = async (db: Db): Promise<string[]> =>
  (await laggingDatabases(db)).map((row) => row.db);

/** How far the projector has come in a database; undefined before its first batch. */
export const findProjection = (db: Db, name: string): Promise<ProjectionRow | undefined> =>
  findRow(db, 'projection', { db: name });

/** The projector's cursor in every database, by name. */
export const listProjections = (db: Db): Promise<ProjectionRow[]> => listRows(db, 'projection', {}, ['db']);

/** Moves the projector's cursor; WRITE_CONFLICT or DUPLICATE when another projector was faster. */
export const moveProjection = (row: ProjectionRow, from: number | undefined): Write => {
  if (from === undefined) return insertRow('projection', row);
  const { db, seq, chain } = row;
  return updateRows('projection', { db, seq: from }, { seq, chain }, 1);
};
