import { RegistryError } from '@hocba/shared/problems';
import { DEFAULT_POLICY, type Policy } from '@hocba/shared/regulations/policy';
import {
  type ClassCode,
  type DatabaseName,
  databaseParts,
  type Instant,
} from '@hocba/shared/school/identifiers';
import { logClassLists } from '../../schools/log-class-lists.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import { decideAgain, isLostRace } from '../../storage/engine/retry.ts';
import { findClass } from '../../storage/queries/schools/schools.ts';
import { chainOf, isSealed } from '../../storage/queries/submission-chain.ts';
import {
  findProjection,
  moveProjection,
  type ProjectionRow,
  readSubmissions,
  type SubmissionRow,
} from '../../storage/queries/submissions.ts';
import { settleYear } from '../../storage/queries/work/waiting-years.ts';
import { openTurns } from '../../turns/turns.ts';
import { publishBatch } from '../publish/publish-batch.ts';
import { type BatchScope, openBatch } from './batch.ts';
import { recordWrites, sheetWrites } from './batch-writes.ts';
import { classOf, foldLogged, type Logged } from './fold/fold-logged.ts';
import { recomputeClass } from './fold/recompute.ts';
import { type FoldedLists, foldedLists } from './folded-lists.ts';

/** The needs of the projector: the database and the issuer. */
export interface ProjectServices {
  readonly db: Db;
  /** PUBLIC_URL, the issuer of what will be signed. */
  readonly issuer: string;
  /** The readings of the regulation this registry is set to; the usual ones when not given. */
  readonly policy?: Policy;
  /** Hands nothing to devices: of a fold that is read and thrown away. */
  readonly isSilent?: boolean;
}

/**
 * What goes into one commit: submissions, and characters of their texts. Large enough for the rush at the end of term,
 * small enough that a commit keeps nobody waiting, whatever somebody sends.
 */
const MAX_ROWS = 500;
const MAX_SIZE = 1_000_000;
/** Submissions of one reading. */
const PAGE = 20;
/** Characters of submissions that are read or judged in one turn of the event loop: about a thousand cells. */
const COST_OF_TURN = 50_000;

/** The subjects of the documents: their classes, and what comes with them. */
const scopeOf = (logged: readonly Logged[]): BatchScope => {
  const lists = logged.flatMap(({ doc }) => (doc.kind === 'list' ? [doc] : []));
  const left = lists.flatMap(({ moves }) => moves.map(([, classCode]) => classCode));
  return {
    classes: [...new Set([...logged.map(({ doc }) => classOf(doc)), ...left])],
    students: logged.flatMap(({ doc }) => (doc.kind === 'issued' ? [doc.student] : [])),
    lists: lists.map(({ list }) => list),
  };
};

/**
 * Writes the first list of classes that have none in the log: of databases that are older than lists in the log. It
 * holds for what came before it.
 */
const logMissingLists = async (
  db: Db,
  lists: FoldedLists,
  classes: readonly ClassCode[],
  at: Instant,
): Promise<void> => {
  const { school, year } = databaseParts(lists.db);
  for (const classCode of classes) {
    if ((await lists.findDocument(classCode)) !== undefined) continue;
    if ((await findClass(db, school, year, classCode)) === undefined) continue;
    await logClassLists(db, lists.db, [classCode], at);
  }
};

/** Folds submissions and gathers everything that follows from them as the writes of one commit. */
const projectRows = async (
  { db, issuer, policy = DEFAULT_POLICY, isSilent = false }: ProjectServices,
  name: DatabaseName,
  cursor: ProjectionRow | undefined,
  rows: readonly SubmissionRow[],
): Promise<Write[]> => {
  const last = rows.at(-1);
  if (last === undefined) return [];
  const turns = openTurns(COST_OF_TURN);
  const logged: Logged[] = [];
  for (const row of rows) {
    logged.push({ doc: JSON.parse(row.body) as Logged['doc'], row });
    await turns.spend(row.body.length);
  }
  const scope = scopeOf(logged);
  const lists = foldedLists(db, name);
  await logMissingLists(db, lists, scope.classes, last.received_at as Instant);
  const batch = await openBatch(db, lists, scope, policy);
  for (const one of logged) {
    await foldLogged({ db, issuer }, batch, one);
    await turns.spend(one.row.body.length);
  }
  for (const classCode of [...batch.stale]) await recomputeClass(batch, classCode);
  return [
    moveProjection({ db: name, seq: last.seq, chain: chainOf(db, cursor?.chain ?? '', rows) }, cursor?.seq),
    ...batch.classes.writes(),
    ...sheetWrites(batch),
    ...recordWrites(batch),
    ...batch.frozen,
    ...(isSilent ? [] : await publishBatch(db, batch)),
    // Last: intake holds the numbers of the feed before it marks the year, and so must this commit.
    settleYear(name, last.seq),
  ];
};

/**
 * The submissions of the next commit: at least one, and no more than the budget. They end before a row that no program with
 * the key wrote. When that row is next, nothing is read beyond it: throws SUBMISSION_FORGED.
 */
const listNext = async (db: Db, name: DatabaseName, seq: number): Promise<SubmissionRow[]> => {
  const rows: SubmissionRow[] = [];
  let size = 0;
  for await (const page of readSubmissions(db, name, seq, PAGE)) {
    for (const row of page) {
      size += row.body.length;
      if (!isSealed(db, row)) {
        if (rows.length > 0) return rows;
        throw new RegistryError('SUBMISSION_FORGED', `${name} ${row.seq}`);
      }
      if (size > MAX_SIZE && rows.length > 0) return rows;
      rows.push(row);
    }
    if (rows.length >= MAX_ROWS) break;
  }
  return rows;
};

/** One batch; false when there was nothing to read. A lost race is read and decided again. */
const projectOnce = (services: ProjectServices, name: DatabaseName): Promise<boolean> =>
  decideAgain(async () => {
    const cursor = await findProjection(services.db, name);
    const rows = await listNext(services.db, name, cursor?.seq ?? 0);
    if (rows.length === 0) return false;
    await services.db.commit(await projectRows(services, name, cursor, rows));
    return true;
  });

/**
 * Projects the next batch of a school year's submission log; false at its end. Sheets, year records, verdicts, intents
 * and the cursor are one commit, so that a killed process projects again from where it was.
 */
export const projectNext = async (services: ProjectServices, name: DatabaseName): Promise<boolean> => {
  const cursor = async () => (await findProjection(services.db, name))?.seq;
  const from = await cursor();
  try {
    return await projectOnce(services, name);
  } catch (error) {
    // Another process that projects the same log is ahead: what it did is done, and the rest is still to do.
    if (!isLostRace(error) || (await cursor()) === from) throw error;
    return true;
  }
};

/** Runs the projector of one school year to the end of its submission log. */
export const projectAll = async (services: ProjectServices, name: DatabaseName): Promise<void> => {
  let isMore = true;
  while (isMore) isMore = await projectNext(services, name);
};
