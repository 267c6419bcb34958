import {
  type ClassCode,
  type DatabaseName,
  databaseParts,
  type Instant,
} from '@hocba/shared/school/identifiers';
import { appendInternal } from '../../log/internal.ts';
import { readListDocument } from '../../schools/log-class-lists.ts';
import type { Db } from '../../storage/engine/db.ts';
import { migrate } from '../../storage/engine/migrate.ts';
import { openStorage } from '../../storage/engine/open.ts';
import { insertCredentials, listCredentialsById } from '../../storage/queries/credentials.ts';
import { findIntent } from '../../storage/queries/intents.ts';
import { findAccount, insertAccount } from '../../storage/queries/people.ts';
import { openSyncDb, raiseSeq } from '../../storage/queries/replication/sync.ts';
import { insertStudents, listClasses, listYearStudents } from '../../storage/queries/schools/schools.ts';
import { copySubmissions, readSubmissions, type SubmissionRow } from '../../storage/queries/submissions.ts';
import { type ProjectServices, projectAll } from '../projection/project.ts';

const readLog = async (db: Db, name: DatabaseName, end: number): Promise<SubmissionRow[]> => {
  const log: SubmissionRow[] = [];
  for await (const page of readSubmissions(db, name)) {
    log.push(...page.filter(({ seq }) => seq <= end));
    if ((page.at(-1)?.seq ?? 0) >= end) break;
  }
  return log;
};

/** The log in parts, each of which begins with the news of signatures or has none: what they sign was frozen before. */
const partsOf = (log: readonly SubmissionRow[]): SubmissionRow[][] => {
  const parts: SubmissionRow[][] = [[]];
  for (const row of log) {
    const last = parts.at(-1);
    const isNews = row.kind === 'issued' && last?.at(-1)?.kind !== 'issued';
    if (last === undefined || isNews) parts.push([row]);
    else last.push(row);
  }
  return parts;
};

/** The credentials that these documents say were issued. */
const credentialsIn = (rows: readonly SubmissionRow[]): string[] =>
  rows.flatMap(({ kind, doc }) => (kind === 'issued' ? [doc.slice('issued:'.length)] : []));

/** Opens a database in memory into which a log is folded from nothing, up to a number; its caller closes it. */
export const openFold = async (
  { mac }: Db,
  name: DatabaseName,
  end: number,
  at = new Date(0).toISOString() as Instant,
): Promise<Db> => {
  const folded = await openStorage('memory:', mac);
  await migrate(folded);
  await folded.commit([openSyncDb(name, at), raiseSeq(name, end)]);
  return folded;
};

/** Signed texts belong to pupils, who stand in no log. */
const copyPupils = async (from: Db, to: Db, name: DatabaseName): Promise<void> => {
  const { school, year } = databaseParts(name);
  await to.commit(insertStudents((await listYearStudents(from, school, year)).map(({ student }) => student)));
};

/** Approvals from before the log kept names are signed with what their accounts are called. */
export const copyAccounts = async (from: Db, to: Db, log: readonly SubmissionRow[]): Promise<void> => {
  const names = new Set(log.flatMap(({ name, account }) => (name === null ? [account] : [])));
  const found = await Promise.all([...names].map((name) => findAccount(from, name)));
  const rows = found.flatMap((row) => (row === undefined ? [] : [{ ...row, password_hash: '' }]));
  await to.commit(rows.map(insertAccount));
};

/** The class that a document of people or a class list is about, by its id. */
export const classInId = ({ kind, doc }: SubmissionRow): ClassCode | undefined =>
  kind === 'issued' ? undefined : (doc.split(':')[1] as ClassCode);

/** Classes that the log speaks of and has no list of hold theirs from the tables of the school, as the projection found it. */
const copyLists = async (
  from: Db,
  to: Db,
  name: DatabaseName,
  log: readonly SubmissionRow[],
  at: Instant,
): Promise<void> => {
  const { school, year } = databaseParts(name);
  const listed = new Set(log.flatMap((row) => (row.kind === 'list' ? (classInId(row) ?? []) : [])));
  const named = new Set(log.map(classInId));
  for (const { code } of await listClasses(from, school, year)) {
    const classCode = code as ClassCode;
    if (!named.has(classCode) || listed.has(classCode)) continue;
    const list = await readListDocument(from, name, classCode, { number: 1, moves: [], at });
    await to.commit(appendInternal(to, name, [list]));
  }
};

/** Signed texts are copied, because nothing makes them a second time; one whose intent the log does not give stays away. */
const copyCredentials = async (from: Db, to: Db, part: readonly SubmissionRow[]): Promise<void> => {
  const rows = await listCredentialsById(from, credentialsIn(part));
  const frozen = await Promise.all(rows.map(({ id }) => findIntent(to, id)));
  await to.commit(insertCredentials(rows.filter((_, at) => frozen[at] !== undefined)));
};

/**
 * Folds the log of a school year from nothing, up to a number, in a database of its own in memory: what it holds then is
 * what has to stand; beside it the log that was folded. The caller closes the database.
 */
export const foldFromNothing = async (
  services: ProjectServices,
  name: DatabaseName,
  end: number,
): Promise<{ readonly folded: Db; readonly log: readonly SubmissionRow[] }> => {
  const { db } = services;
  const log = await readLog(db, name, end);
  const at = (log.at(-1)?.received_at ?? new Date(0).toISOString()) as Instant;
  const folded = await openFold(db, name, end, at);
  await copyPupils(db, folded, name);
  await copyAccounts(db, folded, log);
  await copyLists(db, folded, name, log, at);
  for (const part of partsOf(log)) {
    await copyCredentials(db, folded, part);
    await folded.commit(copySubmissions(part));
    await projectAll({ ...services, db: folded }, name);
  }
  return { folded, log };
};
